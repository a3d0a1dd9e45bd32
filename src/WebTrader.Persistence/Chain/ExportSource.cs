using System.Globalization;
using System.Text;

namespace WebTrader.Persistence.Chain;

/// <summary>The journal in an export: a line that says what it is, then one line an entry.</summary>
public sealed class ExportSource : JournalSource
{
    /// <exception cref="UnreadableJournalException">It is no export.</exception>
    public ExportSource(string file)
    {
        Name = Path.GetFullPath(file);
        using var lines = Open();
        if (!ExportLine.TryReadHeader(lines.ReadLine(), out var checkpoint)) throw new UnreadableJournalException($"{Name} is neither a WebTrader database nor an export of its journal: it does not begin with {ExportLine.Header}");
        Checkpoint = checkpoint;
    }

    public override string Name { get; }

    public override Checkpoint? Checkpoint { get; }

    /// <summary>Writes what a journal holds, as it stands there, sound or not.</summary>
    /// <returns>How many entries.</returns>
    public static long Write(JournalSource journal, TextWriter to)
    {
        to.Write(ExportLine.HeaderOf(journal.Checkpoint) + "\n");
        var count = 0L;
        foreach (var row in journal.Rows())
        {
            to.Write(ExportLine.Write(row) + "\n");
            count++;
        }

        return count;
    }

    public override IEnumerable<StoredRow> Rows()
    {
        using var lines = Open();
        var number = 1;
        lines.ReadLine();
        while (lines.ReadLine() is { } line)
        {
            number++;
            yield return ExportLine.Read(line) ?? throw new DamagedJournalException(string.Create(CultureInfo.InvariantCulture, $"line {number} of {Name} is not what an export writes"));
        }
    }

    public override void Dispose()
    {
    }

    private StreamReader Open() => new(new FileStream(Name, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), detectEncodingFromByteOrderMarks: false);
}

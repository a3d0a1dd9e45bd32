using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace WebTrader.Persistence.Chain;

/// <summary>The journal in an export, compressed by gzip or not: a line that says what it is, then one line an entry.</summary>
public sealed class ExportSource : JournalSource
{
    /// <exception cref="UnreadableJournalException">It is no export.</exception>
    public ExportSource(string file)
    {
        Name = Path.GetFullPath(file);
        using var lines = Open();
        if (!ExportLine.TryReadHeader(NextLine(lines), out var checkpoint)) throw new UnreadableJournalException($"{Name} is neither a WebTrader database nor an export of its journal: it does not begin with {ExportLine.Header}");
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
        NextLine(lines);
        while (NextLine(lines) is { } line)
        {
            number++;
            yield return ExportLine.Read(line) ?? throw new DamagedJournalException(string.Create(CultureInfo.InvariantCulture, $"line {number} of {Name} is not what an export writes"));
        }
    }

    public override void Dispose()
    {
    }

    /// <summary>Compressed ones are told by how they begin.</summary>
    private StreamReader Open()
    {
        var file = new FileStream(Name, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var isPacked = file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
        file.Position = 0;
        Stream lines = isPacked ? new GZipStream(file, CompressionMode.Decompress) : file;
        return new StreamReader(lines, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), detectEncodingFromByteOrderMarks: false);
    }

    private string? NextLine(StreamReader lines)
    {
        try
        {
            return lines.ReadLine();
        }
        catch (InvalidDataException broken)
        {
            throw new DamagedJournalException($"the export {Name} is damaged: {broken.Message}", broken);
        }
    }
}

using System.Globalization;
using System.IO.Compression;
using System.Text;
using WebTrader.Persistence.Chain;
using WebTrader.Persistence.Databases;

namespace WebTrader.Persistence.Recording;

/// <summary>The part of the journal that is about to be taken out, as a compressed export that can be verified by itself.</summary>
internal static class JournalExport
{
    private const string Beginning = "journal-";
    private const string Ending = ".jsonl.gz";

    /// <summary>Makes the export of a range; one that begins there already, of an attempt that was cut short, is taken as it is.</summary>
    /// <param name="until">The last entry; that of the export where there was one.</param>
    /// <returns>The file, which is whole and was read back.</returns>
    /// <exception cref="IOException">It cannot be written, or what would be in it is not sound.</exception>
    public static string Keep(DatabaseAddress database, string folder, long first, ref long until, Action<string> tell)
    {
        if (Earlier(folder, first) is { } earlier)
        {
            using var kept = JournalSource.Open(earlier);
            until = Walk(kept, long.MaxValue, null).Sequence;
            return earlier;
        }

        var last = until;
        var path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{Beginning}{first:D12}-{last:D12}{Ending}"));
        WholeFile.Write(path, tell, file => Write(database, last, file));
        using var written = JournalSource.Open(path);
        var head = Walk(written, long.MaxValue, null);
        return head.Sequence == last ? path : throw new IOException($"{path} ends at {head}, and not at {last}.");
    }

    private static string? Earlier(string folder, long first) => !Directory.Exists(folder) ? null
        : Directory.GetFiles(folder, string.Create(CultureInfo.InvariantCulture, $"{Beginning}{first:D12}-*{Ending}")).Order(StringComparer.Ordinal).FirstOrDefault();

    private static void Write(DatabaseAddress database, long last, Stream file)
    {
        using var packed = new GZipStream(file, CompressionLevel.Optimal, leaveOpen: true);
        using var text = new StreamWriter(packed, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        using var source = database.OpenSource();
        text.Write(ExportLine.HeaderOf(source.Checkpoint) + "\n");
        Walk(source, last, text);
    }

    /// <summary>Along the chain, up to an entry.</summary>
    private static ChainHead Walk(JournalSource source, long last, TextWriter? to)
    {
        var walk = new ChainWalk(source);
        foreach (var row in walk.Sound())
        {
            to?.Write(ExportLine.Write(row) + "\n");
            if (row.Sequence == last) return walk.Head;
        }

        return walk.Break is null ? walk.Head : throw new IOException($"Nothing is taken out of the journal, because what would go is not sound: {walk.Break}");
    }
}

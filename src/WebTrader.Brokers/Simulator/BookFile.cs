using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using WebTrader.Core.Positions;

namespace WebTrader.Brokers.Simulator;

/// <summary>
/// A simulated broker's book in a folder of its own. The snapshot is replaced as a whole (written beside, then renamed); deals are only appended, and
/// the snapshot says how many bytes of them count, so that a process killed at any moment leaves the book before or after a trade, never between.
/// It outlives a killed process, not a machine that loses power. The folder is held while this is open: a second process gets an <see cref="IOException"/>.
/// Not thread-safe.
/// </summary>
public sealed class BookFile : IDisposable
{
    private const string Title = "WebTrader book 1 ";
    private readonly string snapshotPath;
    private readonly string dealsPath;
    private FileStream dealsFile;
    private long dealsLength;
    private int dealsCount;

    /// <summary>Makes the folder where it is missing.</summary>
    public BookFile(string folder)
    {
        Directory.CreateDirectory(folder);
        snapshotPath = Path.Combine(folder, "book.json");
        dealsPath = Path.Combine(folder, "deals.jsonl");
        dealsFile = OpenDeals();
    }

    /// <summary>The book as it was last saved; null when there is none yet. Throws <see cref="BookFileException"/> when it is damaged.</summary>
    public SavedBook? Load()
    {
        if (!File.Exists(snapshotPath))
        {
            (dealsLength, dealsCount) = (0, 0);
            return null;
        }

        var snapshot = ReadSnapshot();
        var deals = ReadDeals(snapshot);
        (dealsLength, dealsCount) = (snapshot.DealsLength, snapshot.DealsCount);
        dealsFile.SetLength(dealsLength);
        return new SavedBook(snapshot.Book, deals, snapshot.Market, snapshot.Trader);
    }

    /// <summary>Puts the book on file: first the deals that are new, then the snapshot that counts them. Throws <see cref="IOException"/>; then the book before stands.</summary>
    public void Save(SavedBook book)
    {
        try
        {
            // What a save that failed may have left behind does not count.
            dealsFile.SetLength(dealsLength);
            dealsFile.Position = dealsLength;
            for (var index = dealsCount; index < book.Deals.Count; index++)
            {
                dealsFile.Write(JsonSerializer.SerializeToUtf8Bytes(book.Deals[index], BookJson.Options));
                dealsFile.WriteByte((byte)'\n');
            }

            dealsFile.Flush();
            var snapshot = new Snapshot(book.Book, book.Market, book.Trader, dealsFile.Position, book.Deals.Count);
            var beside = snapshotPath + ".new";
            File.WriteAllBytes(beside, Sealed(JsonSerializer.SerializeToUtf8Bytes(snapshot, BookJson.Options)));
            File.Move(beside, snapshotPath, overwrite: true);
            (dealsLength, dealsCount) = (snapshot.DealsLength, snapshot.DealsCount);
        }
        catch (UnauthorizedAccessException refused)
        {
            throw new IOException($"The book may not be written: {refused.Message}", refused);
        }
    }

    /// <summary>Renames what is in the folder, so that a fresh book can begin; nothing is lost. The new names.</summary>
    public IReadOnlyList<string> SetAside(DateTimeOffset now)
    {
        var suffix = now.UtcDateTime.ToString("'.damaged-'yyyyMMdd'T'HHmmssfff", CultureInfo.InvariantCulture);
        dealsFile.Dispose();
        var renamed = new List<string>();
        foreach (var path in new[] { snapshotPath, dealsPath }.Where(File.Exists))
        {
            File.Move(path, path + suffix);
            renamed.Add(path + suffix);
        }

        dealsFile = OpenDeals();
        (dealsLength, dealsCount) = (0, 0);
        return renamed;
    }

    public void Dispose() => dealsFile.Dispose();

    private FileStream OpenDeals() => new(dealsPath, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);

    private static byte[] Sealed(byte[] body) => [.. Encoding.ASCII.GetBytes(Title + Convert.ToHexStringLower(SHA256.HashData(body)) + "\n"), .. body];

    private Snapshot ReadSnapshot()
    {
        var bytes = File.ReadAllBytes(snapshotPath);
        var end = Array.IndexOf(bytes, (byte)'\n');
        if (end < 0 || !Encoding.ASCII.GetString(bytes, 0, end).StartsWith(Title, StringComparison.Ordinal))
            throw new BookFileException(snapshotPath, "it does not begin as a book does");
        var body = bytes[(end + 1)..];
        if (Encoding.ASCII.GetString(bytes, Title.Length, end - Title.Length) != Convert.ToHexStringLower(SHA256.HashData(body)))
            throw new BookFileException(snapshotPath, "its content is not what was written (the checksum differs)");
        try
        {
            return JsonSerializer.Deserialize<Snapshot>(body, BookJson.Options) ?? throw new BookFileException(snapshotPath, "it is empty");
        }
        catch (JsonException broken)
        {
            throw new BookFileException(snapshotPath, $"it cannot be read: {broken.Message}", broken);
        }
    }

    private List<Deal> ReadDeals(Snapshot snapshot)
    {
        if (dealsFile.Length < snapshot.DealsLength)
            throw new BookFileException(dealsPath, string.Create(CultureInfo.InvariantCulture, $"it has {dealsFile.Length} bytes, and {snapshot.DealsLength} were written"));

        var bytes = new byte[snapshot.DealsLength];
        dealsFile.Position = 0;
        dealsFile.ReadExactly(bytes);
        var deals = new List<Deal>(snapshot.DealsCount);
        for (var start = 0; start < bytes.Length;)
        {
            var end = Array.IndexOf(bytes, (byte)'\n', start);
            if (end < 0) end = bytes.Length;
            deals.Add(ReadDeal(bytes.AsSpan(start, end - start), deals.Count + 1));
            start = end + 1;
        }

        return deals.Count == snapshot.DealsCount
            ? deals
            : throw new BookFileException(dealsPath, string.Create(CultureInfo.InvariantCulture, $"it has {deals.Count} deals, and {snapshot.DealsCount} were written"));
    }

    private Deal ReadDeal(ReadOnlySpan<byte> line, int number)
    {
        try
        {
            return JsonSerializer.Deserialize<Deal>(line, BookJson.Options) ?? throw new JsonException("it is empty");
        }
        catch (JsonException broken)
        {
            throw new BookFileException(dealsPath, string.Create(CultureInfo.InvariantCulture, $"line {number} cannot be read: {broken.Message}"), broken);
        }
    }

    private sealed record Snapshot(BookState Book, MarketState? Market, TraderState? Trader, long DealsLength, int DealsCount);
}

using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace WebTrader.Persistence.Chain;

/// <summary>
/// The chain of the journal: the hash of an entry covers all that is stored of it and the hash before it, so that no entry can be changed, taken
/// out or moved without every later hash being another. Pure; the writer and who checks it use this and nothing else. Thread-safe.
/// </summary>
public static class JournalChain
{
    /// <summary>What stands before the first entry.</summary>
    public static readonly string Genesis = new('0', 64);

    /// <summary>The hash of an entry: SHA-256 over the one before, and each column with its length ahead, so that nothing can slip from one into the next.</summary>
    /// <param name="previous">The hash of the entry before; <see cref="Genesis"/> for the first.</param>
    /// <param name="row">Its own <see cref="StoredRow.Hash"/> does not count.</param>
    /// <returns>64 small hexadecimal digits.</returns>
    public static string Next(string previous, StoredRow row)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(sha, Encoding.UTF8.GetBytes(previous));
        Add(sha, Encoding.UTF8.GetBytes(row.Sequence.ToString(CultureInfo.InvariantCulture)));
        Add(sha, row.Account);
        Add(sha, row.At);
        Add(sha, row.Ticket);
        Add(sha, row.Kind);
        Add(sha, row.Text);
        Add(sha, row.Data);
        return Convert.ToHexStringLower(sha.GetHashAndReset());
    }

    private static void Add(IncrementalHash sha, byte[]? column)
    {
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, column?.Length ?? -1);
        sha.AppendData(length);
        if (column is not null) sha.AppendData(column);
    }
}

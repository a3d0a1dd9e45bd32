using System.Globalization;
using WebTrader.Persistence.Chain;

namespace WebTrader.Host.Commands.Verify;

/// <summary>A head as it was published in the log or the heartbeat: as long as it is in the chain, nothing up to it has been taken away.</summary>
/// <param name="Sequence">Null where only the hash is known.</param>
/// <param name="Hash">The whole hash, or its beginning.</param>
internal sealed record PublishedHead(long? Sequence, string Hash)
{
    private const int Shortest = 16;

    /// <exception cref="UsageException">It is neither <c>SEQUENCE:HASH</c> nor <c>HASH</c>.</exception>
    public static PublishedHead Parse(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var hash = text[(colon + 1)..].ToLowerInvariant();
        var sequence = 0L;
        var isSound = hash.Length >= Shortest && hash.Length <= JournalChain.Genesis.Length && hash.All(char.IsAsciiHexDigit)
            && (colon < 0 || long.TryParse(text.AsSpan(0, colon), NumberStyles.None, CultureInfo.InvariantCulture, out sequence));
        if (!isSound) throw new UsageException($"--head is {text}, allowed is SEQUENCE:HASH or HASH, a hash of {Shortest} to {JournalChain.Genesis.Length} hexadecimal digits");
        return new PublishedHead(colon < 0 ? null : sequence, hash);
    }

    public bool Is(ChainHead head) => (Sequence is null || Sequence == head.Sequence) && head.Hash.StartsWith(Hash, StringComparison.Ordinal);

    public override string ToString() => Sequence is { } sequence ? string.Create(CultureInfo.InvariantCulture, $"{sequence}:{Hash}") : Hash;
}

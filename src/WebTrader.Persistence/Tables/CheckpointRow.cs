using WebTrader.Persistence.Chain;

namespace WebTrader.Persistence.Tables;

/// <summary>Where the journal begins; none while it begins with its first entry, and never more than one.</summary>
public sealed class CheckpointRow
{
    /// <summary>Of the last entry taken out.</summary>
    public required long Sequence { get; init; }
    public required string Hash { get; init; }

    /// <summary>When it was taken out, unix milliseconds.</summary>
    public required long At { get; init; }
    public required string Key { get; init; }
    public required string Signature { get; init; }

    public static CheckpointRow Of(Checkpoint signed) => new() { Sequence = signed.Sequence, Hash = signed.Hash, At = signed.At, Key = signed.Key, Signature = signed.Signature };
}

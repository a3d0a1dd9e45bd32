using System.Globalization;

namespace WebTrader.Persistence.Chain;

/// <summary>How far a journal goes: its last entry. Written as <c>sequence:hash</c>.</summary>
/// <param name="Sequence">Of the last entry; 0 where there is none yet.</param>
/// <param name="Hash">Of the last entry, 64 small hexadecimal digits; <see cref="JournalChain.Genesis"/> where there is none yet.</param>
public sealed record ChainHead(long Sequence, string Hash)
{
    /// <summary>Before the first entry.</summary>
    public static readonly ChainHead Genesis = new(0, JournalChain.Genesis);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Sequence}:{Hash}");
}

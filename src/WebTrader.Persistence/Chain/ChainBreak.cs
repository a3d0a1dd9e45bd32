using System.Globalization;
using System.Text;

namespace WebTrader.Persistence.Chain;

/// <summary>What is wrong with the first entry of a journal that does not fit.</summary>
public enum BreakKind
{
    /// <summary>What is stored of it is not what was written.</summary>
    Changed,

    /// <summary>It is not there.</summary>
    Missing,

    /// <summary>Another entry, or none that was written, stands in its place.</summary>
    Moved,

    /// <summary>The file is damaged there.</summary>
    Unreadable,
}

/// <summary>The first entry of a journal that is not what it was when it was written.</summary>
/// <param name="Kind">The kind of fact as it stands there; null where it does not.</param>
/// <param name="At">As it stands there; null where it does not.</param>
/// <param name="Why">What is wrong, in words.</param>
public sealed record ChainBreak(long Sequence, string? Kind, DateTimeOffset? At, BreakKind What, string Why)
{
    public override string ToString() => $"{StoredRow.Name(Sequence, Kind, At)}: {Why}";

    internal static ChainBreak Of(StoredRow row, BreakKind what, string why) => new(row.Sequence, row.Kind is { } kind ? Encoding.UTF8.GetString(kind) : null, row.Time, what, why);

    internal static string After(StoredRow? row) => row is null ? "nothing stands before it"
        : string.Create(CultureInfo.InvariantCulture, $"the last sound entry is {row.Sequence}{(row.Time is { } at ? $" of {StoredRow.Say(at)}" : "")}");
}

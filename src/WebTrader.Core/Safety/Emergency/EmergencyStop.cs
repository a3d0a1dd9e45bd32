using System.Globalization;
using WebTrader.Core.Orders;
using WebTrader.Core.Positions;

namespace WebTrader.Core.Safety.Emergency;

/// <summary>What an emergency stop does, the mildest first. Each also halts entries in its scope; none takes a stop away.</summary>
public enum EmergencyAction
{
    /// <summary>Nothing is opened through us. What lessens a risk stays allowed, and protection goes on.</summary>
    HaltEntries,

    /// <summary>No stop is moved by the rules and nothing is closed by them, but for the hard stop, which is kept.</summary>
    Freeze,

    /// <summary>Every stop goes as near to the price as the broker allows, once.</summary>
    Tighten,

    /// <summary>Pending orders are cancelled and positions closed, and what others open meanwhile too.</summary>
    Flatten,
}

/// <summary>What an emergency stop is about. Each part that is null means all. Immutable.</summary>
/// <param name="Symbol">By its name at the broker; small and capital letters are alike, because whoever is in a hurry mixes them.</param>
/// <param name="Magic">0 is what was opened by hand.</param>
public sealed record EmergencyScope(AccountId? Account = null, string? Symbol = null, long? Magic = null, Ticket? Ticket = null)
{
    public static readonly EmergencyScope Everything = new();

    /// <summary>Whether it is about a part of an account only.</summary>
    public bool IsNarrow => Symbol is not null || Magic is not null || Ticket is not null;

    public bool Concerns(AccountId account) => Account is not { } one || one == account;

    /// <summary>Of an account that it concerns.</summary>
    public bool Covers(Position position) => Covers(position.Ticket, position.Symbol, position.Magic);

    /// <inheritdoc cref="Covers(Position)"/>
    public bool Covers(WaitingOrder order) => Covers(order.Ticket, order.Symbol, order.Magic);

    /// <summary>Whether something that has no ticket yet would be covered. A stop that is about one ticket is about nothing new.</summary>
    public bool CoversEntry(Position entry) => Ticket is null && Covers(entry.Ticket, entry.Symbol, entry.Magic);

    /// <summary>As in "everything", "account demo" or "XAUUSD, magic 77 of account demo".</summary>
    public override string ToString()
    {
        List<string> parts = [];
        if (Ticket is { } ticket) parts.Add($"ticket {ticket}");
        if (Symbol is { } symbol) parts.Add(symbol);
        if (Magic is { } magic) parts.Add(string.Create(CultureInfo.InvariantCulture, $"magic {magic}"));
        var what = string.Join(", ", parts);
        return Account is not { } account ? what.Length == 0 ? "everything" : what : what.Length == 0 ? $"account {account}" : $"{what} of account {account}";
    }

    private bool Covers(Ticket ticket, string symbol, long magic) =>
        (Ticket is not { } one || one == ticket) && (Symbol is not { } name || string.Equals(name, symbol, StringComparison.OrdinalIgnoreCase)) && (Magic is not { } number || number == magic);
}

/// <summary>An emergency stop that somebody or something has ordered. It holds until a person releases it. Immutable.</summary>
/// <param name="Id">Unique for ever; letters, digits and hyphens.</param>
/// <param name="By">Who ordered it, or what.</param>
/// <param name="Why">In their words; may be empty.</param>
/// <param name="At">UTC.</param>
/// <param name="DoneAt">UTC; when what it does once was done everywhere: tightening is not repeated. Null before.</param>
public sealed record EmergencyStop(string Id, EmergencyAction Action, EmergencyScope Scope, string By, string Why, DateTimeOffset At, DateTimeOffset? DoneAt = null)
{
    /// <summary>As in "Flatten account demo, ordered by anna".</summary>
    public override string ToString() => $"{Action.Say()} {Scope}, ordered by {By}";
}

/// <summary>The words for an <see cref="EmergencyAction"/>.</summary>
public static class EmergencyWords
{
    public static string Say(this EmergencyAction action) => action switch
    {
        EmergencyAction.HaltEntries => "Halt entries of",
        EmergencyAction.Freeze => "Freeze",
        EmergencyAction.Tighten => "Tighten",
        _ => "Flatten",
    };
}

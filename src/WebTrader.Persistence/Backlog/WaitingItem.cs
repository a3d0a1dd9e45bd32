using WebTrader.Core.Journal;
using WebTrader.Core.Positions;
using WebTrader.Core.Stops;
using WebTrader.Persistence.Quotes;

namespace WebTrader.Persistence.Backlog;

/// <summary>Something that waits to be written.</summary>
/// <param name="Order">Grows with every call; what is written follows it.</param>
/// <param name="Since">When it began to wait, on the scale of <see cref="TimeProvider.GetTimestamp"/>.</param>
internal abstract record WaitingItem(long Order, long Since)
{
    /// <summary>Whose it is.</summary>
    public abstract AccountId Account { get; }
}

internal sealed record WaitingEntry(long Order, long Since, JournalEntry Entry) : WaitingItem(Order, Since)
{
    public override AccountId Account => Entry.Account;
}

/// <summary>The latest progress of an open position.</summary>
internal sealed record WaitingProgress(long Order, long Since, AccountId Of, Position Position, StopProgress Progress) : WaitingItem(Order, Since)
{
    public override AccountId Account => Of;
}

/// <summary>The quotes of a minute; the first to be given up.</summary>
internal sealed record WaitingQuotes(long Order, long Since, QuoteMinute Quotes) : WaitingItem(Order, Since)
{
    public override AccountId Account => Quotes.Account;
}

/// <summary>What is given up first when the backlog is full, from the least to the most.</summary>
internal enum EntryWorth
{
    /// <summary>Good to know: alarms, waits, changes by others.</summary>
    Passing,

    /// <summary>What we tried at the broker, and how it ended; who has asked for what.</summary>
    Write,

    /// <summary>The record itself: trades, and the epochs that keep writes apart.</summary>
    Record,
}

internal static class EntryWorths
{
    public static readonly int Count = Enum.GetValues<EntryWorth>().Length;

    public static EntryWorth Worth(this JournalEntry entry) => entry switch
    {
        PositionClosed or SessionStarted or EmergencyStopped or EmergencyProved or EmergencyReleased => EntryWorth.Record,
        StopIntended or StopSettled or TakeProfitIntended or TakeProfitSettled or CloseIntended or CloseSettled or OpenIntended or OpenSettled or CancelIntended or CancelSettled or PositionSeen or PartlyClosed
            or EmergencyLeft or OperatorActed or SettingsChanged or ArmingChanged or EquityPeak => EntryWorth.Write,
        _ => EntryWorth.Passing,
    };
}

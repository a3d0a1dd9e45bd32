using System.Globalization;

namespace WebTrader.Core.Safety;

/// <summary>What a limit does when it is reached. Nothing that lessens a risk is ever held back by one.</summary>
public enum LimitAction
{
    /// <summary>An alarm.</summary>
    Warn,

    /// <summary>An alarm, and nothing is opened through us until it is over.</summary>
    HaltEntries,

    /// <summary>The same, and an emergency stop that flattens the account is pressed, once.</summary>
    Flatten,
}

/// <summary>One limit; above zero.</summary>
/// <param name="At">From here on it is reached; for counts and volumes, what may not be passed.</param>
public sealed record Limit(decimal At, LimitAction Does = LimitAction.HaltEntries);

/// <summary>Hours in which positions may be opened, or may not, by the clocks of the firm.</summary>
/// <param name="From">Time of day, 00:00 up to 24:00.</param>
/// <param name="To">Later than <paramref name="From"/>, or earlier where the hours go past midnight.</param>
/// <param name="Days">On which days they begin; empty for every day.</param>
public sealed record TradingHours(TimeSpan From, TimeSpan To, IReadOnlyList<DayOfWeek> Days)
{
    /// <param name="local">By the clocks of the firm.</param>
    public bool Contain(DateTime local)
    {
        var time = local.TimeOfDay;
        if (From < To) return time >= From && time < To && On(local.DayOfWeek);
        return (time >= From && On(local.DayOfWeek)) || (time < To && On(local.AddDays(-1).DayOfWeek));
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{From:hh\\:mm} to {To:hh\\:mm}{(Days.Count == 0 ? "" : $" on {string.Join(", ", Days)}")}");

    private bool On(DayOfWeek day) => Days.Count == 0 || Days.Contains(day);
}

/// <summary>What an account may hold and lose; null sets no limit. Money is account money. Immutable.</summary>
public sealed record AccountLimits
{
    public static readonly AccountLimits None = new();

    /// <summary>Open positions.</summary>
    public Limit? MaxPositions { get; init; }

    /// <summary>Lots of all open positions together.</summary>
    public Limit? MaxLots { get; init; }

    /// <summary>What all open positions together lose at their stops; of one without a stop, max risk.</summary>
    public Limit? MaxAtRisk { get; init; }

    /// <summary>Losing trades one after the other within the day.</summary>
    public Limit? MaxLossesInARow { get; init; }

    /// <summary>The loss of the day: what was closed in it, and what is open now, after costs.</summary>
    public Limit? MaxDailyLoss { get; init; }

    /// <summary>How far equity may fall below the highest that was seen.</summary>
    public Limit? MaxDrawdown { get; init; }

    /// <summary>The day of the daily limits.</summary>
    public FirmDay Day { get; init; } = FirmDay.Utc;

    /// <summary>Entries only within one of these; empty for always.</summary>
    public IReadOnlyList<TradingHours> Sessions { get; init; } = [];

    /// <summary>No entries within these, as around the rollover.</summary>
    public IReadOnlyList<TradingHours> NoEntries { get; init; } = [];

    /// <summary>
    /// What holds where <see cref="Sessions"/> and <see cref="NoEntries"/> allow no entries: an alarm while something is open; no entries; or the same, and what is open then is flattened: once,
    /// and again where something is opened in such hours afterwards.
    /// </summary>
    public LimitAction OffHours { get; init; } = LimitAction.HaltEntries;

    /// <summary>Whether any limit is set that is used up.</summary>
    public bool IsAny => (MaxPositions ?? MaxLots ?? MaxAtRisk ?? MaxLossesInARow ?? MaxDailyLoss ?? MaxDrawdown) is not null;

    /// <summary>The part of a limit from which it counts as near; above 0, below 1.</summary>
    public decimal NearFrom { get; init; } = 0.8m;
}

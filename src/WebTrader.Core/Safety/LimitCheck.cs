using System.Globalization;
using WebTrader.Core.Market;

namespace WebTrader.Core.Safety;

/// <summary>How an account stands at one moment. What is not known is null, and then no entry is allowed by what needs it.</summary>
/// <param name="AtRisk">What all open positions lose at their stops; zero or more.</param>
/// <param name="LossesInARow">Within the day, up to now.</param>
/// <param name="DayResult">After costs; negative for a loss.</param>
/// <param name="Drawdown">Highest equity seen less equity now; zero or more.</param>
public sealed record LimitFigures(int Positions, Lots Lots, Money? AtRisk, int? LossesInARow, Money? DayResult, Money? Drawdown);

/// <summary>How near an account is to a limit.</summary>
public enum LimitState
{
    Free,
    Near,
    Reached,

    /// <summary>What it goes by is not known.</summary>
    Unknown,
}

/// <summary>One limit, and how the account stands to it.</summary>
/// <param name="Name">As in <see cref="AccountLimits"/>.</param>
/// <param name="Used">In the unit of the limit; null where it is not known.</param>
public sealed record LimitStanding(string Name, decimal? Used, Limit Limit, LimitState State)
{
    /// <summary>In words, where it is no number that is used up; null where it is.</summary>
    public string? Says { get; init; }

    /// <summary>Whether it does not hold any more. A loss may not come to its limit; a count or a volume may.</summary>
    public bool IsPassed => IsLoss ? State == LimitState.Reached : Used > Limit.At;

    /// <summary>Whether it is about what was lost already.</summary>
    public bool IsLoss => Name is nameof(AccountLimits.MaxLossesInARow) or nameof(AccountLimits.MaxDailyLoss) or nameof(AccountLimits.MaxDrawdown);

    public override string ToString() => Says is not null ? Says : Used is { } used
        ? string.Create(CultureInfo.InvariantCulture, $"{Name} is {Limit.At:0.##}, used are {used:0.##}")
        : $"{Name} is {Limit.At.ToString("0.##", CultureInfo.InvariantCulture)}, and what is used is not known";
}

/// <summary>Holds an account against its limits. Pure.</summary>
public static class LimitCheck
{
    /// <summary>Every limit that is set.</summary>
    public static IReadOnlyList<LimitStanding> Of(AccountLimits limits, LimitFigures figures)
    {
        List<LimitStanding> all = [];
        Add(nameof(AccountLimits.MaxPositions), limits.MaxPositions, figures.Positions);
        Add(nameof(AccountLimits.MaxLots), limits.MaxLots, figures.Lots.Value);
        Add(nameof(AccountLimits.MaxAtRisk), limits.MaxAtRisk, figures.AtRisk?.Amount);
        Add(nameof(AccountLimits.MaxLossesInARow), limits.MaxLossesInARow, figures.LossesInARow);
        Add(nameof(AccountLimits.MaxDailyLoss), limits.MaxDailyLoss, figures.DayResult is { } day ? Math.Max(0m, -day.Amount) : null);
        Add(nameof(AccountLimits.MaxDrawdown), limits.MaxDrawdown, figures.Drawdown?.Amount);
        return all;

        void Add(string name, Limit? limit, decimal? used)
        {
            if (limit is not null) all.Add(new LimitStanding(name, used, limit, StateOf(limit, used, limits.NearFrom)));
        }
    }

    /// <summary>How what is open stands to the hours; null where they allow entries, where nothing is open, or where they only halt entries.</summary>
    /// <param name="now">UTC.</param>
    public static LimitStanding? OfHours(AccountLimits limits, LimitFigures figures, DateTimeOffset now) =>
        limits.OffHours == LimitAction.HaltEntries || figures.Positions == 0 || WhyNotNow(limits, now) is not { } closed ? null
            : new LimitStanding(nameof(AccountLimits.OffHours), figures.Positions, new Limit(0m, limits.OffHours), LimitState.Reached) { Says = string.Create(CultureInfo.InvariantCulture, $"{closed}, and positions are open: {figures.Positions}") };

    /// <summary>Why a position may not be opened, in words that name the limit; null when it may. Limits that only warn never say so.</summary>
    /// <param name="lots">Of the position.</param>
    /// <param name="atRisk">What it would lose at its stop; zero or more.</param>
    /// <param name="now">UTC.</param>
    public static string? WhyNoEntry(AccountLimits limits, LimitFigures figures, Lots lots, Money atRisk, DateTimeOffset now)
    {
        if (limits.OffHours != LimitAction.Warn && WhyNotNow(limits, now) is { } closed) return closed;
        var after = figures with { Positions = figures.Positions + 1, Lots = new Lots(figures.Lots.Value + lots.Value), AtRisk = figures.AtRisk is { } risk ? risk + atRisk : null };
        foreach (var standing in Of(limits, after))
        {
            if (standing.Limit.Does == LimitAction.Warn) continue;
            if (standing.State == LimitState.Unknown) return $"{standing}: nothing is opened before it is";
            if (standing.IsPassed) return standing.IsLoss ? $"{standing}: nothing is opened until {Until(standing.Name, limits, now)}" : $"With this position: {standing}";
        }

        return null;
    }

    /// <summary>Why nothing may be opened at this time of day; null when it may.</summary>
    public static string? WhyNotNow(AccountLimits limits, DateTimeOffset now)
    {
        var local = TimeZoneInfo.ConvertTime(now, limits.Day.Zone).DateTime;
        if (limits.NoEntries.FirstOrDefault(hours => hours.Contain(local)) is { } closed) return $"NoEntries holds from {closed} ({limits.Day.Zone.Id})";
        return limits.Sessions.Count == 0 || limits.Sessions.Any(hours => hours.Contain(local)) ? null : $"It is outside of Sessions: {string.Join("; ", limits.Sessions)} ({limits.Day.Zone.Id})";
    }

    private static string Until(string name, AccountLimits limits, DateTimeOffset now) => name == nameof(AccountLimits.MaxDrawdown)
        ? "equity has recovered, or the limit is changed"
        : string.Create(CultureInfo.InvariantCulture, $"the next day begins, {limits.Day.NextAfter(now):yyyy-MM-dd HH:mm} UTC, or the limit is changed");

    private static LimitState StateOf(Limit limit, decimal? used, decimal nearFrom) =>
        used is not { } amount ? LimitState.Unknown : amount >= limit.At ? LimitState.Reached : amount >= limit.At * nearFrom ? LimitState.Near : LimitState.Free;
}

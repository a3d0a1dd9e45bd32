using System.Globalization;
using WebTrader.Core.Positions;
using WebTrader.Core.Safety;
using WebTrader.Engine;

namespace WebTrader.Host.Jobs;

/// <summary>Knows when the market closes for the weekend, and what would stay open. Immutable.</summary>
internal sealed class WeekendGuard(MarketCloseSettings settings)
{
    private const int Named = 10;

    private readonly FirmDay closing = new(settings.Zone, settings.At);

    public MarketCloseSettings Settings => settings;

    /// <summary>When it is looked, as a schedule.</summary>
    public string Cron
    {
        get
        {
            var at = settings.At - settings.Before;
            var day = at < TimeSpan.Zero ? ((int)settings.Day + 6) % 7 : (int)settings.Day;
            if (at < TimeSpan.Zero) at += TimeSpan.FromDays(1);
            return string.Create(CultureInfo.InvariantCulture, $"{at.Minutes} {at.Hours} * * {day}");
        }
    }

    /// <summary>The close that is near at a moment, UTC; null where none is.</summary>
    public DateTimeOffset? Near(DateTimeOffset now)
    {
        var closes = Next(now);
        return closes - now <= settings.Before ? closes : null;
    }

    /// <summary>The next close, UTC.</summary>
    public DateTimeOffset Next(DateTimeOffset now)
    {
        var next = closing.NextAfter(now);
        while (TimeZoneInfo.ConvertTime(next, settings.Zone).DayOfWeek != settings.Day) next = closing.NextAfter(next);
        return next;
    }

    /// <summary>What is open in a session, each with the stop that the broker has confirmed; null where nothing is. On the session's scheduler.</summary>
    public static StayingOpen? Of(AccountSession session)
    {
        List<Position> open = [.. session.Book.Open.Select(tracked => tracked.Position).OrderBy(position => position.Ticket.Value)];
        if (open.Count == 0) return null;
        var names = string.Join(", ", open.Take(Named).Select(Say));
        var more = open.Count > Named ? string.Create(CultureInfo.InvariantCulture, $" and {open.Count - Named} more") : "";
        return new StayingOpen(session.Account.Id, open.Count, open.Count(position => position.StopLoss is null), names + more);
    }

    private static string Say(Position position) => $"{position.Ticket} {position.Symbol} {position.Side} {position.Lots} {(position.StopLoss is { } stop ? $"stop {stop}" : "WITHOUT A STOP")}";
}

/// <summary>What stays open of an account over the weekend.</summary>
/// <param name="Naked">How many have no stop at the broker.</param>
/// <param name="Names">In words.</param>
internal sealed record StayingOpen(AccountId Account, int Count, int Naked, string Names)
{
    public string Say(DateTimeOffset closes) => string.Create(CultureInfo.InvariantCulture, $"The market closes at {closes.UtcDateTime:yyyy-MM-dd HH:mm}Z, and {Count} {(Count == 1 ? "position stays" : "positions stay")} open over the weekend: {Names}");
}

using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using WebTrader.Core.Market;
using WebTrader.Core.Safety;
using WebTrader.Engine;
using WebTrader.Host.Security.Rights;
using WebTrader.Host.Sessions;

namespace WebTrader.Host.Api;

/// <summary>What an account may hold and lose, and how near it is to that.</summary>
internal static class LimitsApi
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/limits", LookAsync)
        .RequireRight(Right.Read).WithName("GetLimits").WithTags("Accounts")
        .WithSummary("The limits of an account, and how it stands to them")
        .WithDescription("What is not known is null; then nothing is opened through us by a limit that goes by it. No limit holds back what lessens a risk.")
        .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    private static Task<Results<Ok<LimitsView>, ProblemHttpResult>> LookAsync(AccountSessions sessions, TimeProvider clock, CancellationToken cancellation, [Description(Words.Account)] string? account = null) =>
        sessions.AnswerAsync(account, session => View(session, clock.GetUtcNow()), "", cancellation);

    private static LimitsView View(AccountSession session, DateTimeOffset now)
    {
        var (limits, figures) = (session.Limits.Limits, session.Limits.Figures());
        return new LimitsView(
            [.. session.Limits.Standing.Select(standing => new LimitItem(standing.Name, standing.Used, standing.Limit.At, standing.Limit.Does, standing.State, standing.ToString()))],
            limits.OffHours == LimitAction.Warn ? null : LimitCheck.WhyNotNow(limits, now),
            limits.Day.Zone.Id, limits.Day.BeganAt(now), limits.Day.NextAfter(now),
            figures.Positions, figures.Lots, figures.AtRisk, figures.LossesInARow, figures.DayResult, figures.Drawdown, session.Limits.Peak, limits.NearFrom);
    }
}

/// <summary>The limits of an account.</summary>
/// <param name="Items">Those that are set.</param>
/// <param name="EntriesClosed">Why nothing is opened at this time of day; null when something may be.</param>
/// <param name="Zone">Whose clocks the day goes by.</param>
/// <param name="AtRisk">What all open positions lose at their stops together; zero or more.</param>
/// <param name="DayResult">Closed since the day began, and open now, after costs.</param>
/// <param name="Drawdown">How far equity is below its highest.</param>
/// <param name="NearFrom">The part of a limit from which it counts as near.</param>
public sealed record LimitsView(
    IReadOnlyList<LimitItem> Items, string? EntriesClosed, string Zone, DateTimeOffset DayBegan, DateTimeOffset NextDay,
    int Positions, Lots Lots, Money? AtRisk, int? LossesInARow, Money? DayResult, Money? Drawdown, Money? PeakEquity, decimal NearFrom);

/// <summary>One limit.</summary>
/// <param name="Used">In the unit of the limit; null where it is not known.</param>
/// <param name="At">Where it is reached.</param>
public sealed record LimitItem(string Name, decimal? Used, decimal At, LimitAction Does, LimitState State, string Text);

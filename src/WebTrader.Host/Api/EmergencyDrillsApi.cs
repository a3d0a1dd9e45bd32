using System.ComponentModel;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Routing;
using WebTrader.Core.Journal;
using WebTrader.Core.Positions;
using WebTrader.Engine.Views;
using WebTrader.Host.Emergency;
using WebTrader.Host.Evaluating;
using WebTrader.Host.Security;
using WebTrader.Host.Security.Rights;
using WebTrader.Host.Sessions;
using WebTrader.Host.Settings;
using WebTrader.Persistence;

namespace WebTrader.Host.Api;

/// <summary>Drills: a flatten of the open positions of an account, rehearsed in front of a simulated broker.</summary>
internal static class EmergencyDrillsApi
{
    private const int MostInFlight = 64;
    private static readonly TimeSpan LongestLatency = TimeSpan.FromSeconds(10);

    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/emergency-stops").WithTags("Emergency");
        group.MapPost("/drill", DrillAsync).RequireRight(Right.Emergency).RequireRateLimiting(PressingLimit.Name).WithName("DrillEmergencyStop").WithSummary("Rehearses a flatten of an account")
            .WithDescription("The open positions as they stand, in front of a simulated broker, in virtual time: nothing reaches the real one. Answers the time to a proved flat, and what would remain and why. Kept in the journal.")
            .Accepts<EmergencyDrillRequest>("application/json").Audited(AuditRule.WithBody).Produces<EmergencyDrillView>()
            .ProducesValidationProblem().ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status415UnsupportedMediaType).ProducesProblem(StatusCodes.Status429TooManyRequests).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        group.MapGet("/drills", ListAsync).RequireRight(Right.Read).WithName("ListEmergencyDrills").WithSummary("What the drills have shown, newest first")
            .ProducesValidationProblem().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<IResult> DrillAsync(HttpContext context, AccountSessions sessions, EmergencyDrills drills)
    {
        var (ask, wrong) = await BodyReader.ReadAsync(context.Request, fields => Read(fields, sessions));
        if (ask is null) return wrong!;
        try
        {
            return await drills.RunAsync(sessions.Find(ask.Account)!, context.Caller(), ask.Latency, ask.InFlight, context.RequestAborted) is { } drilled
                ? TypedResults.Ok(EmergencyDrillView.Of(drilled))
                : Problems.Of(StatusCodes.Status409Conflict, "Not now", "Another drill is under way. Ask again when it has ended.");
        }
        catch (SessionUnavailableException away)
        {
            return Problems.SessionAway(away.Message);
        }
    }

    private static async Task<Results<Ok<Part<FactItem>>, ProblemHttpResult>> ListAsync(AccountSessions sessions, JournalQueries queries, CancellationToken cancellation,
        [Description(Words.AnyAccount)] string? account = null, [Description(Words.Since)] string? from = null, [Description(Words.Before)] string? until = null, [Description(Words.Page)] string? page = null, [Description(Words.PageSize)] string? pageSize = null)
    {
        var query = new QueryReader();
        var wanted = query.Page(page, pageSize);
        var (first, end) = query.Span(from, until);
        if (query.Refused() is { } refused) return refused;
        if (account is not null && sessions.Find(account) is null) return QueryReader.NoAccount(account, sessions);
        var read = await queries.JournalAsync(new JournalFilter(account is null ? null : new AccountId(account), null, "emergencyDrilled", From: first, Until: end), wanted, cancellation);
        return read.TryGet(out var rows) ? TypedResults.Ok(Part<FactItem>.Of(rows, FactItem.Of)) : Problems.StoreAway(read.Failure!);
    }

    private static Ask Read(ItemFields fields, AccountSessions sessions)
    {
        var known = string.Join(", ", sessions.All.Select(runner => runner.Account.Id));
        var account = fields.Text("account", known, text => sessions.Find(text) is not null);
        var latency = fields.OptionalText("latency", "a duration from 0 to 10 s, as in 80ms", text => DurationText.Parse(text) is { } parsed && parsed <= LongestLatency);
        var inFlight = fields.OptionalNumber("inFlight", string.Create(CultureInfo.InvariantCulture, $"a whole number from 1 to {MostInFlight}"), number => number is >= 1m and <= MostInFlight && number % 1m == 0m);
        return new Ask(account, latency is null ? null : DurationText.Parse(latency), (int?)inFlight);
    }

    private sealed record Ask(string Account, TimeSpan? Latency, int? InFlight);
}

/// <param name="Latency">Round trip of a call, as in 80ms, 0 to 10 s; as it was lately when left out.</param>
/// <param name="InFlight">How many trades may be under way at once, 1 to 64; as it is when left out.</param>
public sealed record EmergencyDrillRequest(string Account, string? Latency = null, int? InFlight = null);

/// <summary>What a drill has shown.</summary>
/// <param name="TookMs">Until it was proved flat; null where it was not within a minute.</param>
/// <param name="Left">What would remain and why.</param>
public sealed record EmergencyDrillView(AccountId Account, DateTimeOffset At, int Positions, decimal LatencyMs, int InFlight, decimal? TookMs, IReadOnlyList<string> Left)
{
    internal static EmergencyDrillView Of(EmergencyDrilled drilled) => new(
        drilled.Account, drilled.At, drilled.Positions, Milliseconds(drilled.Latency), drilled.InFlight, drilled.Took is { } took ? Milliseconds(took) : null, drilled.Left);

    private static decimal Milliseconds(TimeSpan time) => (decimal)time.Ticks / TimeSpan.TicksPerMillisecond;
}

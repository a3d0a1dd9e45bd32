using System.ComponentModel;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using WebTrader.Host.Alerts;
using WebTrader.Host.Api.Repeats;
using WebTrader.Host.Security;
using WebTrader.Host.Security.Rights;
using WebTrader.Host.Sessions;

namespace WebTrader.Host.Api;

/// <summary>What holds that somebody should know of, and who is told.</summary>
internal static class AlertsApi
{
    private const int LongestSilence = 24 * 60;

    private static readonly Dictionary<string, AlertLevel> Levels = Enum.GetValues<AlertLevel>().ToDictionary(level => JsonNamingPolicy.CamelCase.ConvertName(level.ToString()), StringComparer.Ordinal);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/alerts", List).ProducesValidationProblem().ProducesProblem(StatusCodes.Status404NotFound)
            .RequireRight(Right.Read).WithName("ListAlerts").WithTags("Alerts").WithSummary("What holds, worst first, and what has ended")
            .WithDescription("A condition is there from when it began; of those that have ended the newest 500 are kept, and the journal has all. Alerts, acknowledgements and silences outlive a restart.");
        routes.MapGet("/alerts/{number}", Find).Produces<Alert>()
            .RequireRight(Right.Read).WithName("FindAlert").WithTags("Alerts").WithSummary("One of them, with its ETag").ProducesValidationProblem().ProducesProblem(StatusCodes.Status404NotFound);
        routes.MapPost("/alerts/{number}/acknowledge", Acknowledge).Produces<Alert>()
            .RequireRight(Right.Operate).WithName("AcknowledgeAlert").WithTags("Alerts").WithSummary("Says that somebody has taken note")
            .WithDescription("It is not told again while it holds, unless it becomes worse. If-Match, where it is given, is the ETag of the alert: what has become worse since is not acknowledged with it.")
            .Repeats(RepeatRule.Once).DryRuns().ProducesProblem(StatusCodes.Status412PreconditionFailed).ProducesValidationProblem().ProducesProblem(StatusCodes.Status404NotFound);
        routes.MapPost("/alerts/{number}/silence", SilenceAsync)
            .RequireRight(Right.Operate).WithName("SilenceAlert").WithTags("Alerts").WithSummary("Tells nobody of it for a while").WithDescription("If-Match, where it is given, is the ETag of the alert.").ProducesProblem(StatusCodes.Status412PreconditionFailed)
            .Accepts<SilenceRequest>("application/json").Produces<Alert>().Audited(AuditRule.WithBody)
            .Repeats(RepeatRule.Once).DryRuns().ProducesValidationProblem().ProducesProblem(StatusCodes.Status404NotFound);
        routes.MapGet("/notifiers", (Notifiers notifiers) => TypedResults.Ok(new Listing<ChannelView>([.. notifiers.Channels.Select(channel => channel.View)])))
            .RequireRight(Right.Read).WithName("ListNotifiers").WithTags("Alerts").WithSummary("The ways to tell somebody, and how each is doing");
        routes.MapPost("/notifiers/{name}/test", TestAsync)
            .RequireRight(Right.Operate).WithName("TestNotifier").WithTags("Alerts").WithSummary("Tells something of no importance, to see whether it arrives")
            .Repeats(RepeatRule.Once).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status502BadGateway);
    }

    private static Results<Ok<Part<Alert>>, ProblemHttpResult> List(AlertBook book, AccountSessions sessions,
        [Description(Words.AnyAccount)] string? account = null, [Description("Only info, amber or red")] string? level = null, [Description("true for what holds, false for what has ended")] string? holds = null,
        [Description(Words.Page)] string? page = null, [Description(Words.PageSize)] string? pageSize = null)
    {
        var query = new QueryReader();
        var wanted = query.Page(page, pageSize);
        var (ofLevel, isHolding) = (query.OptionalWord("level", level, [.. Levels.Keys]), query.OptionalFlag("holds", holds));
        if (query.Refused() is { } refused) return refused;
        if (account is not null && sessions.Find(account) is null) return QueryReader.NoAccount(account, sessions);
        var found = book.All.Where(alert => (account is null || alert.Account == account) && (ofLevel is null || alert.Level == Levels[ofLevel]) && (isHolding is null || alert.EndedAt is null == isHolding)).ToList();
        return TypedResults.Ok(Part<Alert>.Of(wanted.Of(found), alert => alert));
    }

    private static IResult Acknowledge(HttpContext context, AlertBook book, TimeProvider clock, [Description("Of the alert")] string number)
    {
        var query = new QueryReader();
        var wanted = query.Number("number", number);
        if (query.Refused() is { } refused) return refused;
        ProblemHttpResult? stale = null;
        var alert = book.Acknowledge(wanted, context.Caller(), clock.GetUtcNow(), context.IsDryRun(), held => (stale = Stale(context, held)) is null);
        return stale ?? Answer(context, alert, number);
    }

    private static async Task<IResult> SilenceAsync(HttpContext context, AlertBook book, TimeProvider clock, [Description("Of the alert")] string number)
    {
        var query = new QueryReader();
        var wanted = query.Number("number", number);
        if (query.Refused() is { } refused) return refused;
        var (request, wrong) = await BodyReader.ReadAsync(context.Request, fields => new SilenceRequest(fields.Whole("minutes", " of minutes", 1, LongestSilence)));
        if (request is null) return wrong!;
        ProblemHttpResult? stale = null;
        var alert = book.Silence(wanted, clock.GetUtcNow().AddMinutes(request.Minutes), context.IsDryRun(), held => (stale = Stale(context, held)) is null);
        return stale ?? Answer(context, alert, number);
    }

    private static IResult Find(HttpContext context, AlertBook book, [Description("Of the alert")] string number)
    {
        var query = new QueryReader();
        var wanted = query.Number("number", number);
        return query.Refused() ?? Answer(context, book.All.FirstOrDefault(alert => alert.Number == wanted), number);
    }

    /// <summary>Everything that decides whether somebody would say the same of it again; its text changes with every figure in it.</summary>
    private static string TagOf(Alert alert) => Preconditions.TagOf(alert.Number, alert.Level, alert.EndedAt, alert.AcknowledgedBy, alert.AcknowledgedAt, alert.SilencedUntil);

    private static ProblemHttpResult? Stale(HttpContext context, Alert alert) => Preconditions.Stale(context.Request, TagOf(alert), "states of this alert");

    private static IResult Answer(HttpContext context, Alert? alert, string number)
    {
        if (alert is null) return Problems.NotFound($"There is no alert with number {number}.");
        if (!context.IsDryRun()) context.Response.Headers.ETag = TagOf(alert);
        return TypedResults.Ok(alert);
    }

    private static async Task<Results<Ok<ChannelView>, ProblemHttpResult>> TestAsync(HttpContext context, Notifiers notifiers, TimeProvider clock, [Description("As in webhook, telegram or mail")] string name)
    {
        if (notifiers.Find(name) is not { } channel)
            return Problems.NotFound($"name is \"{name}\", allowed is {(notifiers.Channels.Count == 0 ? "nothing: no notifier is set up" : string.Join(", ", notifiers.Channels.Select(each => each.View.Name)))}.");
        var now = clock.GetUtcNow();
        var notice = new AlertNotice(AlertEdge.Began, new Alert { Number = 0, Account = "", Condition = "test", Level = AlertLevel.Info, Text = string.Create(CultureInfo.InvariantCulture, $"A test asked for by {context.Caller()}"), Since = now }, now);
        return await channel.TryAsync(notice, context.RequestAborted) is { } why ? Problems.Of(StatusCodes.Status502BadGateway, "Nobody was told", $"{why}.") : TypedResults.Ok(channel.View);
    }
}

/// <param name="Minutes">1 to 1440.</param>
public sealed record SilenceRequest(int Minutes);

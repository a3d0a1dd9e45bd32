using System.ComponentModel;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using WebTrader.Host.Alerts;
using WebTrader.Host.Api.Repeats;
using WebTrader.Host.Security;
using WebTrader.Host.Security.Rights;

namespace WebTrader.Host.Api;

/// <summary>What holds that somebody should know of, and who is told.</summary>
internal static class AlertsApi
{
    private const int LongestSilence = 24 * 60;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/alerts", (AlertBook book) => TypedResults.Ok(new Listing<Alert>(book.All)))
            .RequireRight(Right.Read).WithName("ListAlerts").WithTags("Alerts").WithSummary("What holds, worst first, and what has ended")
            .WithDescription("A condition is there from when it began; of those that have ended the newest 500 are kept, and the journal has all. Alerts, acknowledgements and silences outlive a restart.");
        routes.MapPost("/alerts/{number}/acknowledge", Acknowledge)
            .RequireRight(Right.Operate).WithName("AcknowledgeAlert").WithTags("Alerts").WithSummary("Says that somebody has taken note")
            .WithDescription("It is not told again while it holds, unless it becomes worse.")
            .Repeats(RepeatRule.Once).DryRuns().ProducesValidationProblem().ProducesProblem(StatusCodes.Status404NotFound);
        routes.MapPost("/alerts/{number}/silence", SilenceAsync)
            .RequireRight(Right.Operate).WithName("SilenceAlert").WithTags("Alerts").WithSummary("Tells nobody of it for a while")
            .Accepts<SilenceRequest>("application/json").Produces<Alert>().Audited(AuditRule.WithBody)
            .Repeats(RepeatRule.Once).DryRuns().ProducesValidationProblem().ProducesProblem(StatusCodes.Status404NotFound);
        routes.MapGet("/notifiers", (Notifiers notifiers) => TypedResults.Ok(new Listing<ChannelView>([.. notifiers.Channels.Select(channel => channel.View)])))
            .RequireRight(Right.Read).WithName("ListNotifiers").WithTags("Alerts").WithSummary("The ways to tell somebody, and how each is doing");
        routes.MapPost("/notifiers/{name}/test", TestAsync)
            .RequireRight(Right.Operate).WithName("TestNotifier").WithTags("Alerts").WithSummary("Tells something of no importance, to see whether it arrives")
            .Repeats(RepeatRule.Once).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status502BadGateway);
    }

    private static Results<Ok<Alert>, ProblemHttpResult> Acknowledge(HttpContext context, AlertBook book, TimeProvider clock, [Description("Of the alert")] string number)
    {
        var query = new QueryReader();
        var wanted = query.Number("number", number);
        if (query.Refused() is { } refused) return refused;
        return book.Acknowledge(wanted, context.Caller(), clock.GetUtcNow(), context.IsDryRun()) is { } alert ? TypedResults.Ok(alert) : Problems.NotFound($"There is no alert with number {number}.");
    }

    private static async Task<IResult> SilenceAsync(HttpContext context, AlertBook book, TimeProvider clock, [Description("Of the alert")] string number)
    {
        var query = new QueryReader();
        var wanted = query.Number("number", number);
        if (query.Refused() is { } refused) return refused;
        var (request, wrong) = await BodyReader.ReadAsync(context.Request, fields => new SilenceRequest(fields.Whole("minutes", " of minutes", 1, LongestSilence)));
        if (request is null) return wrong!;
        return book.Silence(wanted, clock.GetUtcNow().AddMinutes(request.Minutes), context.IsDryRun()) is { } alert ? TypedResults.Ok(alert) : Problems.NotFound($"There is no alert with number {number}.");
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

using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Routing;
using WebTrader.Core.Safety.Emergency;
using WebTrader.Host.Api.Repeats;
using WebTrader.Host.Emergency;
using WebTrader.Host.Evaluating;
using WebTrader.Host.Security;
using WebTrader.Host.Security.Rights;
using WebTrader.Host.Sessions;
using WebTrader.Host.Settings;

namespace WebTrader.Host.Api;

/// <summary>Emergency stops: seen, pressed, watched and released. Nothing here needs the database, and nothing waits for it.</summary>
internal static class EmergencyApi
{
    private const string Path = "/emergency-stops";

    /// <summary>What is shown again before it is done must not hold up what is done.</summary>
    private static readonly TimeSpan LooksAgainWithin = TimeSpan.FromSeconds(1);

    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup(Path).WithTags("Emergency");
        group.MapGet("", ListAsync).RequireRight(Right.Read).WithName("ListEmergencyStops").WithSummary("The emergency stops in force, and the newest that were released")
            .WithDescription("In the order in which they were pressed, each with its progress on every account.");
        group.MapGet("/{id}", FindAsync).RequireRight(Right.Read).WithName("GetEmergencyStop").WithSummary("One emergency stop, and how far it is with every ticket")
            .WithDescription("queued, sent, answered, refused (and tried again) or confirmed by a reading of the broker's own. It is proved when two readings in a row show nothing left; otherwise what is left stands there with its reason.")
            .ProducesProblem(StatusCodes.Status404NotFound);
        Mutation(group.MapPost("/preview", PreviewAsync)).WithName("PreviewEmergencyStop").WithSummary("What an emergency stop would do, in money, and what stands against it")
            .WithDescription("Sends nothing. The nonce is good for pressing just this, once, by the same caller, within 60 s.")
            .Accepts<EmergencyPreviewRequest>("application/json").Audited(AuditRule.Nothing);
        Mutation(group.MapPost("", PressAsync)).WithName("PressEmergencyStop").WithSummary("Presses an emergency stop")
            .WithDescription("Needs the nonce of a preview; a key with the scope emergency may say immediate instead. It is written down, handed to every session that it concerns, and holds until a person releases it. The same action and scope while it is in force, or the same Idempotency-Key, gives the stop that is there with 200. The answer says what has changed since the preview.")
            .Accepts<EmergencyStopRequest>("application/json").DryRuns().Audited(AuditRule.WithBody)
            .Produces<EmergencyPressView>().Produces<EmergencyPressView>(StatusCodes.Status201Created).ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        Mutation(group.MapPost("/heartbeat", Beat)).WithName("SendEmergencyHeartbeat").WithSummary("Says that somebody is there")
            .WithDescription("Where Emergency:DeadMan is set, its action is pressed when this was not called for a while.").Audited(AuditRule.Nothing);
        Mutation(group.MapPost("/{id}/release", ReleaseAsync)).WithName("ReleaseEmergencyStop").WithSummary("Releases an emergency stop")
            .WithDescription("By a signed-in person, with a reason, and not before it has held for Emergency:MinimumHold. What was closed stays closed.")
            .Accepts<EmergencyReleaseRequest>("application/json").DryRuns().Audited(AuditRule.WithBody)
            .Produces<EmergencyStopView>().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static RouteHandlerBuilder Mutation(RouteHandlerBuilder route) =>
        route.RequireRight(Right.Emergency).LessensRisk().RequireRateLimiting(PressingLimit.Name).ProducesValidationProblem().ProducesProblem(StatusCodes.Status415UnsupportedMediaType).ProducesProblem(StatusCodes.Status429TooManyRequests);

    private static async Task<Ok<Listing<EmergencyStopView>>> ListAsync(EmergencyBook book, EmergencyProgress progress, CancellationToken cancellation) =>
        TypedResults.Ok(new Listing<EmergencyStopView>(await progress.ShowAsync(book.All, cancellation)));

    private static async Task<Results<Ok<EmergencyStopView>, ProblemHttpResult>> FindAsync(string id, EmergencyBook book, EmergencyProgress progress, CancellationToken cancellation) =>
        book.Find(id) is { } held ? TypedResults.Ok(await progress.ShowAsync(held, cancellation)) : NoStop(id);

    private static async Task<Results<Ok<EmergencyPreviewView>, ProblemHttpResult>> PreviewAsync(HttpContext context, AccountSessions sessions, EmergencyPreviews previews, HostSettings settings)
    {
        var (ask, wrong) = await BodyReader.ReadAsync(context.Request, fields => EmergencyAsk.Read(fields, sessions, isPress: false));
        if (ask is null) return wrong!;
        var shown = await previews.LookAsync(ask.Action, ask.Scope);
        var (nonce, until) = previews.Agreements.Give(context.Caller(), ask.Action, ask.Scope, shown);
        return TypedResults.Ok(EmergencyPreviewView.Of(ask, shown, settings) with { Nonce = nonce, GoodUntil = until });
    }

    private static async Task<IResult> PressAsync(HttpContext context, AccountSessions sessions, EmergencyBook book, EmergencyPreviews previews, EmergencyProgress progress, HostSettings settings, TimeProvider clock, string? dryRun = null)
    {
        var query = new QueryReader();
        var isDry = query.Flag("dryRun", dryRun);
        if (query.Refused() is { } refused) return refused;
        var (ask, wrong) = await BodyReader.ReadAsync(context.Request, fields => EmergencyAsk.Read(fields, sessions, isPress: true));
        if (ask is null) return wrong!;
        var header = context.Request.Headers[RepeatMiddleware.Header].ToString();
        if (header.Length > 0 && RepeatMiddleware.WhyNot(header) is { } malformed) return malformed;
        if (isDry) return TypedResults.Ok(EmergencyPreviewView.Of(ask, await previews.LookAsync(ask.Action, ask.Scope), settings));

        var key = header.Length == 0 ? null : $"{context.Caller()}|{header}";
        IReadOnlyList<string> changed = [];
        if (book.FindSame(ask.Action, ask.Scope, key) is not { } same)
        {
            var agreed = ask.Nonce is null ? null : previews.Agreements.Take(ask.Nonce, context.Caller(), ask.Action, ask.Scope);
            if (agreed is null && WhyNotAtOnce(ask, context) is { } missing) return missing;
            if (agreed is not null) changed = await ChangedAsync(previews, ask, agreed, clock);
        }
        else if (same.Stop.Action != ask.Action || same.Stop.Scope != ask.Scope)
        {
            return Problems.Of(StatusCodes.Status422UnprocessableEntity, "Not carried out again", $"{RepeatMiddleware.Header} was used for another request, allowed is a new key for every request.");
        }

        var (held, isNew) = book.Press(ask.Action, ask.Scope, context.Caller(), ask.Why, key);
        context.Told($"{(isNew ? "pressed" : "there already")}: {held.Stop.Id}");
        var view = new EmergencyPressView(isNew, changed, await progress.ShowAsync(held, CancellationToken.None));
        return isNew ? TypedResults.Created($"/api/v1{Path}/{held.Stop.Id}", view) : TypedResults.Ok(view);
    }

    private static ProblemHttpResult? WhyNotAtOnce(EmergencyAsk ask, HttpContext context)
    {
        if (ask.Nonce is not null) return Problems.Of(StatusCodes.Status409Conflict, "Not agreed to", "nonce was used, is older than 60 s, or was given for something else or to somebody else. Look at the preview again.");
        if (!ask.IsImmediate) return BodyReader.Refused(["nonce is missing, allowed is that of a preview of the same action and scope, or immediate with a key"]);
        return Caller.Of(context.User) is { IsPerson: false } ? null : Problems.Of(StatusCodes.Status403Forbidden, "Not allowed", "immediate is for keys with the scope emergency. Look at the preview, and send its nonce.");
    }

    private static async Task<IReadOnlyList<string>> ChangedAsync(EmergencyPreviews previews, EmergencyAsk ask, IReadOnlyList<EmergencyPreview> agreed, TimeProvider clock)
    {
        try
        {
            var now = await previews.LookAsync(ask.Action, ask.Scope).WaitAsync(LooksAgainWithin, clock);
            return [.. now.Zip(agreed, (current, earlier) => current.Since(earlier)).SelectMany(lines => lines)];
        }
        catch (TimeoutException)
        {
            return ["What has changed since the preview is not known: a session did not answer within 1 s, and pressing does not wait for it"];
        }
    }

    private static async Task<IResult> ReleaseAsync(string id, HttpContext context, EmergencyBook book, EmergencyProgress progress, HostSettings settings, TimeProvider clock, string? dryRun = null)
    {
        var query = new QueryReader();
        var isDry = query.Flag("dryRun", dryRun);
        if (query.Refused() is { } refused) return refused;
        var (ask, wrong) = await BodyReader.ReadAsync(context.Request, fields => new EmergencyReleaseRequest(fields.Why()));
        if (ask is null) return wrong!;
        if (Caller.Of(context.User) is not { IsPerson: true }) return Problems.Of(StatusCodes.Status403Forbidden, "Not allowed", "An emergency stop is released by a signed-in person, not by a key.");
        if (book.Find(id) is not { } held) return NoStop(id);
        var left = held.Stop.At + settings.Emergency.MinimumHold - clock.GetUtcNow();
        if (held.IsInForce && left > TimeSpan.Zero)
            return Problems.Of(StatusCodes.Status409Conflict, "It holds for a while", string.Create(CultureInfo.InvariantCulture, $"Emergency stop {id} can be released in {Math.Ceiling(left.TotalSeconds):0} s: Emergency:MinimumHold is {settings.Emergency.MinimumHold.TotalSeconds:0} s."));
        if (!isDry) held = book.Release(id, context.Caller(), ask.Why) ?? held;
        return TypedResults.Ok(await progress.ShowAsync(held, CancellationToken.None));
    }

    private static NoContent Beat(EmergencyHeartbeat heartbeat)
    {
        heartbeat.Beat();
        return TypedResults.NoContent();
    }

    private static ProblemHttpResult NoStop(string id) => Problems.NotFound($"There is no emergency stop \"{id}\".");
}

/// <summary>What an emergency stop would do.</summary>
/// <param name="Says">As in "Flatten account demo".</param>
/// <param name="Positions">Of all accounts.</param>
/// <param name="Orders">Of all accounts.</param>
/// <param name="Blocked">How many of them something is known against just now.</param>
/// <param name="Accounts">Each with its money, which is in its own currency.</param>
/// <param name="HoldsForMs">How long it cannot be released once it is pressed.</param>
/// <param name="Nonce">For pressing it; null for a dry run.</param>
public sealed record EmergencyPreviewView(
    EmergencyAction Action, EmergencyScope Scope, string Says, int Positions, int Orders, int Blocked, IReadOnlyList<EmergencyPreview> Accounts, long HoldsForMs, string? Nonce = null, DateTimeOffset? GoodUntil = null)
{
    internal static EmergencyPreviewView Of(EmergencyAsk ask, IReadOnlyList<EmergencyPreview> shown, HostSettings settings) => new(
        ask.Action, ask.Scope, $"{ask.Action.Say()} {ask.Scope}", shown.Sum(account => account.Positions), shown.Sum(account => account.Orders), shown.Sum(account => account.Blocked), shown, (long)settings.Emergency.MinimumHold.TotalMilliseconds);
}

/// <summary>What came of pressing.</summary>
/// <param name="IsNew">False when it was there already.</param>
/// <param name="Changed">What has changed since the preview, in words.</param>
public sealed record EmergencyPressView(bool IsNew, IReadOnlyList<string> Changed, EmergencyStopView Stop);

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using WebTrader.Core.Journal;
using WebTrader.Host.Api.Repeats;
using WebTrader.Host.Security;
using WebTrader.Host.Security.Rights;
using WebTrader.Host.Security.SignIn;
using WebTrader.Host.Settings;
using WebTrader.Persistence.Control;

namespace WebTrader.Host.Api;

/// <summary>Signing in and out, who one is, and one's own password.</summary>
internal static class SessionApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/session").WithTags("Session");
        group.MapGet("", Show)
            .OpenToAll().WithName("GetSession").WithSummary("Who one is, and what one may do")
            .WithDescription("antiforgery goes into the header X-WebTrader-Antiforgery of whatever changes something. Keys need none.");
        group.MapPost("", SignInAsync).Repeats(RepeatRule.InMemory, hasSecret: true).Accepts<SignInRequest>("application/json").ProducesValidationProblem()
            .OpenToAll().LimitSignIns().WithName("SignIn").WithSummary("Signs a person in, with a cookie")
            .WithDescription("With another key, or later, it begins another session; a code is good once. Where a second factor is set up, the answer without code is 401 with needsCode: a code of the authenticator, or one of the recovery codes.");
        group.MapDelete("", SignOutAsync)
            .RequireRight(Right.Own).WithName("SignOut").WithSummary("Signs out: the cookie and copies of it are of no use from then on");
        group.MapPut("/password", ChangeAsync).Repeats(RepeatRule.InMemory, hasSecret: true).ProducesProblem(StatusCodes.Status412PreconditionFailed).Accepts<PasswordChange>("application/json").ProducesValidationProblem()
            .RequireRight(Right.Own).LimitSignIns().WithName("ChangePassword").WithSummary("Changes one's own password").WithDescription("Every other session of the same person ends, and this one goes on with another cookie. Where the answer is lost, sign in with the new password. If-Match, where it is given, is the ETag of the session.");
    }

    private static Ok<SessionView> Show(HttpContext context, HostSettings settings)
    {
        var caller = Caller.Of(context.User);
        if (caller is { IsPerson: true, Stamp: { } stamp }) context.Response.Headers.ETag = TagOf(caller.Id, stamp);
        return TypedResults.Ok(SessionView.Of(caller, settings));
    }

    private static string TagOf(string id, string stamp) => Preconditions.TagOf(id, stamp);

    private static async Task<Results<Ok<SessionView>, ProblemHttpResult>> SignInAsync(HttpContext context, UserManager<UserRow> users, SignInDesk desk, HostSettings settings, KnownCallers known)
    {
        var (wanted, wrong) = await BodyReader.ReadAsync(context.Request, fields => new SignInRequest(fields.Text("name", "the name of a user", _ => true), fields.Text("password", "its password", _ => true), fields.OptionalText("code", "a code of the authenticator, or a recovery code", _ => true)), holdsSecret: true);
        if (wanted is null) return wrong!;
        var (outcome, caller) = await desk.SignInAsync(users, wanted.Name, wanted.Password, wanted.Code);
        if (outcome == SignInOutcome.SignedIn)
        {
            // Signed in elsewhere, perhaps by a host beside this one: it must be known here before its cookie is looked at.
            await known.RefreshAsync(context.Patience());
            await SessionCookie.GiveAsync(context, caller!);
            return TypedResults.Ok(SessionView.Of(caller, settings));
        }

        return outcome switch
        {
            SignInOutcome.NeedsCode => TypedResults.Problem("Send a code of the authenticator, or one of the recovery codes, as code.", statusCode: StatusCodes.Status401Unauthorized, title: "A code is needed", extensions: [new("needsCode", true)]),
            SignInOutcome.Busy => Problems.Of(StatusCodes.Status503ServiceUnavailable, "Not signed in", "Too many sign in at once. Try again in a moment."),
            _ => Problems.Of(StatusCodes.Status401Unauthorized, "Not signed in", "Name, password or code is wrong, or too many attempts have failed: after five a user has to wait for five minutes, and longer each time."),
        };
    }

    private static async Task<NoContent> SignOutAsync(HttpContext context, KnownCallers known)
    {
        known.End(Caller.Of(context.User)!.Session!);
        await SessionCookie.TakeBackAsync(context);
        return TypedResults.NoContent();
    }

    private static async Task<Results<Ok<SessionView>, ProblemHttpResult>> ChangeAsync(HttpContext context, UserManager<UserRow> users, SignInDesk desk, HostSettings settings, KnownCallers known, TimeProvider clock)
    {
        var (wanted, wrong) = await BodyReader.ReadAsync(context.Request, fields => new PasswordChange(fields.Text("current", "the present password", _ => true), fields.Password("new")), holdsSecret: true);
        if (wanted is null) return wrong!;
        var caller = Caller.Of(context.User)!;
        if (await users.FindByIdAsync(caller.Id) is not { } user || !await desk.IsPasswordAsync(users, user, wanted.Current)) return UserProblems.WrongPassword;
        if (Preconditions.Stale(context.Request, TagOf(user.Id, user.SecurityStamp!), "sessions of this person") is { } stale) return stale;
        if (UserProblems.Of(await users.ChangePasswordAsync(user, wanted.Current, wanted.New)) is { } refused) return refused;
        context.Told($"{user.UserName}: {new SettingChange("password", "the present one", "another one")}");
        return TypedResults.Ok(await RenewAsync(context, user, caller, known, settings, clock));
    }

    /// <summary>After a change that ends all sessions of a person: this one begins anew.</summary>
    internal static async Task<SessionView> RenewAsync(HttpContext context, UserRow user, Caller before, KnownCallers known, HostSettings settings, TimeProvider clock, bool? hasSecondFactor = null)
    {
        var caller = Caller.SignedIn(user, hasSecondFactor ?? before.HasSecondFactor, clock.GetUtcNow());
        await known.RefreshAsync(context.Patience());
        await SessionCookie.GiveAsync(context, caller);
        return SessionView.Of(caller, settings);
    }
}

public sealed record SignInRequest(string Name, string Password, string? Code = null);

public sealed record PasswordChange(string Current, string New);

/// <summary>Who calls, and what it may do.</summary>
/// <param name="Name">Null for nobody.</param>
/// <param name="Kind">"person", "key" or "nobody".</param>
/// <param name="Role">Null for who is no person.</param>
/// <param name="Rights">Of own, read, operate, emergency, settings, admin.</param>
/// <param name="HasSecondFactor">Whether a person has signed in with one.</param>
/// <param name="Antiforgery">For the header of that name; null for who is no person.</param>
public sealed record SessionView(string Kind, string? Name, Role? Role, IReadOnlyList<string> Rights, bool HasSecondFactor, string? Antiforgery)
{
    internal static SessionView Of(Caller? caller, HostSettings settings) => caller is null
        ? new SessionView("nobody", null, null, settings.ReadingNeedsSignIn ? [] : ["read"], false, null)
        : new SessionView(caller.IsPerson ? "person" : "key", caller.Name, caller.Role, [.. caller.May.Select(right => right.ToString().ToLowerInvariant())], caller.HasSecondFactor, caller.Antiforgery);
}

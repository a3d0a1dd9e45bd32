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

/// <summary>One's own second factor: codes of an authenticator (RFC 6238), and recovery codes for when it is lost.</summary>
internal static class SecondFactorApi
{
    private const int RecoveryCodes = 10;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/session/second-factor").WithTags("Session").RequireRight(Right.Own).LimitSignIns().Repeats(RepeatRule.InMemory, hasSecret: true);
        group.MapPost("", BeginAsync).Accepts<PasswordProof>("application/json").ProducesValidationProblem().WithName("BeginSecondFactor").WithSummary("Makes the key of an authenticator").WithDescription("Takes effect when a code of it has come back. Asked again with another key, or later, it makes another one in its place.");
        group.MapPut("", ConfirmAsync).Accepts<CodeProof>("application/json").ProducesValidationProblem().WithName("ConfirmSecondFactor").WithSummary("Takes a code of the authenticator, and needs one with every sign-in from then on").WithDescription("The answer shows the recovery codes once. Every other session of the same person ends, and this one goes on with another cookie. Where the answer is lost, sign in with a code, remove the second factor and set it up again: that makes other recovery codes.");
        group.MapPost("/removal", RemoveAsync).Accepts<PasswordProof>("application/json").ProducesValidationProblem().WithName("RemoveSecondFactor").WithSummary("Does without the second factor again").WithDescription("Every other session of the same person ends, and this one goes on with another cookie. Where there is none it stays so.");
    }

    private static async Task<Results<Ok<AuthenticatorKey>, ProblemHttpResult>> BeginAsync(HttpContext context, UserManager<UserRow> users, SignInDesk desk)
    {
        var (proof, wrong) = await ProofAsync(context.Request);
        if (proof is null) return wrong!;
        var caller = Caller.Of(context.User)!;
        if (await users.FindByIdAsync(caller.Id) is not { } user || !await desk.IsPasswordAsync(users, user, proof.Password)) return UserProblems.WrongPassword;
        if (user.TwoFactorEnabled) return Problems.Of(StatusCodes.Status409Conflict, "There is one", "A second factor is set up. Remove it first.");

        // Saved without a new stamp: nothing has changed until a code of it has come back.
        var key = users.GenerateNewAuthenticatorKey();
        await ((IUserAuthenticatorKeyStore<UserRow>)Store(context)).SetAuthenticatorKeyAsync(user, key, context.Patience());
        SignInDesk.Check(await users.UpdateAsync(user));
        return TypedResults.Ok(new AuthenticatorKey(key, $"otpauth://totp/{Product.Name}:{Uri.EscapeDataString(user.UserName!)}?secret={key}&issuer={Product.Name}&digits=6"));
    }

    private static async Task<Results<Ok<RecoveryCodesView>, ProblemHttpResult>> ConfirmAsync(
        HttpContext context, UserManager<UserRow> users, KnownCallers known, HostSettings settings, TimeProvider clock)
    {
        var (proof, wrong) = await BodyReader.ReadAsync(context.Request, fields => new CodeProof(fields.Text("code", "the six digits that the authenticator shows", _ => true)), holdsSecret: true);
        if (proof is null) return wrong!;
        var caller = Caller.Of(context.User)!;
        var code = proof.Code.Replace(" ", "", StringComparison.Ordinal);
        if (await users.FindByIdAsync(caller.Id) is not { } user || user.TwoFactorEnabled || !await users.VerifyTwoFactorTokenAsync(user, TokenOptions.DefaultAuthenticatorProvider, code))
            return Problems.Of(StatusCodes.Status403Forbidden, "Not allowed", "The code is wrong. It changes every 30 seconds; check the clock of the authenticator.");

        SignInDesk.Check(await users.SetTwoFactorEnabledAsync(user, true));
        context.Told(Told(user, false, true));
        var codes = await users.GenerateNewTwoFactorRecoveryCodesAsync(user, RecoveryCodes);
        var session = await SessionApi.RenewAsync(context, user, caller, known, settings, clock, hasSecondFactor: true);
        return TypedResults.Ok(new RecoveryCodesView([.. codes!], session));
    }

    private static async Task<Results<Ok<SessionView>, ProblemHttpResult>> RemoveAsync(
        HttpContext context, UserManager<UserRow> users, SignInDesk desk, KnownCallers known, HostSettings settings, TimeProvider clock)
    {
        var (proof, wrong) = await ProofAsync(context.Request);
        if (proof is null) return wrong!;
        var caller = Caller.Of(context.User)!;
        if (await users.FindByIdAsync(caller.Id) is not { } user || !await desk.IsPasswordAsync(users, user, proof.Password)) return UserProblems.WrongPassword;
        context.Told(Told(user, user.TwoFactorEnabled, false));
        SignInDesk.Check(await users.SetTwoFactorEnabledAsync(user, false));
        return TypedResults.Ok(await SessionApi.RenewAsync(context, user, caller, known, settings, clock, hasSecondFactor: false));
    }

    private static Task<(PasswordProof? Proof, ProblemHttpResult? Refused)> ProofAsync(HttpRequest request) =>
        BodyReader.ReadAsync(request, fields => new PasswordProof(fields.Text("password", "one's own password", _ => true)), holdsSecret: true);

    private static string Told(UserRow user, bool before, bool after) => $"{user.UserName}: {new SettingChange("second factor", before ? "on" : "off", after ? "on" : "off")}";

    private static IUserStore<UserRow> Store(HttpContext context) => context.RequestServices.GetRequiredService<IUserStore<UserRow>>();
}

public sealed record PasswordProof(string Password);

public sealed record CodeProof(string Code);

/// <param name="Key">To be typed into the authenticator; shown now and never again.</param>
/// <param name="Uri">The same for a picture that an authenticator reads.</param>
public sealed record AuthenticatorKey(string Key, string Uri);

/// <param name="Codes">Each of them once in place of a code; shown now and never again.</param>
public sealed record RecoveryCodesView(IReadOnlyList<string> Codes, SessionView Session);

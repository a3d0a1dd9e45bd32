using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using WebTrader.Host.Security;
using WebTrader.Host.Security.Rights;
using WebTrader.Host.Security.SignIn;
using WebTrader.Host.Settings;
using WebTrader.Persistence.Control;

namespace WebTrader.Host.Api;

/// <summary>Makes the first administrator, for whoever has the link that the host prints on its console.</summary>
internal static class SetupApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/setup").WithTags("Session").OpenToAll();
        group.MapGet("", (KnownCallers known) => TypedResults.Ok(new SetupView(known.HasAdmin == false, known.HasAdmin is not null)))
            .WithName("GetSetup").WithSummary("Whether there is no administrator yet");
        group.MapPost("", SetUpAsync)
            .LimitSignIns().WithName("SetUp").WithSummary("Makes the first administrator, and signs it in")
            .WithDescription("With the token of the link that the host prints while there is no administrator: it is good for one hour, and once.");
    }

    private static async Task<Results<Ok<SessionView>, ProblemHttpResult>> SetUpAsync(
        SetupRequest wanted, HttpContext context, SetupLink link, UserManager<UserRow> users, KnownCallers known, HostSettings settings, TimeProvider clock, CancellationToken cancellation)
    {
        if ((UserProblems.OfName(wanted.Name) ?? UserProblems.OfPassword(wanted.Password)) is { } unfit) return unfit;
        if (!link.TryTake(wanted.Token)) return Problems.Of(StatusCodes.Status403Forbidden, "The link is not good", "It is wrong, was used, or is older than an hour. Start the host again for another one.");
        try
        {
            await known.RefreshAsync(cancellation);
            if (known.HasAdmin == true)
            {
                link.Spend();
                return Problems.Of(StatusCodes.Status409Conflict, "Already set up", "There is an administrator. Sign in.");
            }

            var user = new UserRow { UserName = wanted.Name, Role = Role.Admin, CreatedAt = clock.GetUtcNow() };
            if (UserProblems.Of(await users.CreateAsync(user, wanted.Password)) is { } refused) return refused;
            link.Spend();
            await known.RefreshAsync(cancellation);
            var caller = Caller.SignedIn(user, hasSecondFactor: false, clock.GetUtcNow());
            await SessionCookie.GiveAsync(context, caller);
            return TypedResults.Ok(SessionView.Of(caller, settings));
        }
        finally
        {
            link.GiveBack();
        }
    }
}

public sealed record SetupRequest(string Token, string Name, string Password);

/// <param name="IsOpen">Whether the link on the console is waited for; false too while that is not known.</param>
/// <param name="IsKnown">False while the host cannot say yet whether there is an administrator.</param>
public sealed record SetupView(bool IsOpen, bool IsKnown);

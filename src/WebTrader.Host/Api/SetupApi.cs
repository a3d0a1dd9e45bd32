using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using WebTrader.Host.Api.Repeats;
using WebTrader.Host.Security;
using WebTrader.Host.Security.Rights;
using WebTrader.Host.Security.SignIn;
using WebTrader.Host.Settings;
using WebTrader.Persistence.Control;

namespace WebTrader.Host.Api;

/// <summary>Makes the first administrator, for whoever has the link that the host prints on its console.</summary>
internal static class SetupApi
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(250);

    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/setup").WithTags("Session").OpenToAll();
        group.MapGet("", (KnownCallers known) => TypedResults.Ok(new SetupView(known.HasAdmin == false, known.HasAdmin is not null)))
            .WithName("GetSetup").WithSummary("Whether there is no administrator yet");
        group.MapPost("", SetUpAsync).Repeats(RepeatRule.InMemory, hasSecret: true).Accepts<SetupRequest>("application/json").ProducesValidationProblem()
            .LimitSignIns().WithName("SetUp").WithSummary("Makes the first administrator, and signs it in")
            .WithDescription("With the token of the link that the host prints while there is no administrator: it is good for one hour, and once. Where the answer is lost, sign in with the name and password that were sent.");
    }

    private static async Task<Results<Ok<SessionView>, ProblemHttpResult>> SetUpAsync(
        HttpContext context, SetupLink link, KnownCallers known, ControlStore store, HostSettings settings, TimeProvider clock)
    {
        var cancellation = context.Patience();
        var (wanted, wrong) = await BodyReader.ReadAsync(context.Request, fields => new SetupRequest(fields.Text("token", "the token of the link that the host has printed", _ => true), fields.UserName("name"), fields.Password("password")), holdsSecret: true);
        if (wanted is null) return wrong!;
        if (!link.TryTake(wanted.Token)) return Problems.Of(StatusCodes.Status403Forbidden, "The link is not good", "It is wrong, was used, or is older than an hour. Start the host again for another one.");
        try
        {
            await PatientlyAsync(async () => { await known.RefreshAsync(cancellation); return true; }, store, clock, cancellation);
            if (known.HasAdmin == true)
            {
                link.Spend();
                return Problems.Of(StatusCodes.Status409Conflict, "Already set up", "There is an administrator. Sign in.");
            }

            var user = new UserRow { UserName = wanted.Name, Role = Role.Admin, CreatedAt = clock.GetUtcNow() };
            if (UserProblems.Of(await PatientlyAsync(() => Users(context).CreateAsync(user, wanted.Password), store, clock, cancellation)) is { } refused) return refused;
            link.Spend();
            await PatientlyAsync(async () => { await known.RefreshAsync(cancellation); return true; }, store, clock, cancellation);
            var caller = Caller.SignedIn(user, hasSecondFactor: false, clock.GetUtcNow());
            await SessionCookie.GiveAsync(context, caller);
            return TypedResults.Ok(SessionView.Of(caller, settings));
        }
        finally
        {
            link.GiveBack();
        }
    }

    /// <summary>Asked for only when it is needed: it opens the database, which may still be another's, and that is waited for too.</summary>
    private static UserManager<UserRow> Users(HttpContext context) => context.RequestServices.GetRequiredService<UserManager<UserRow>>();

    /// <summary>A host that has just begun may still be laying out its database: whoever sets it up waits a little instead of being sent away.</summary>
    private static async Task<T> PatientlyAsync<T>(Func<Task<T>> ask, ControlStore store, TimeProvider clock, CancellationToken cancellation)
    {
        for (var began = clock.GetTimestamp(); ;)
        {
            try
            {
                return await ask();
            }
            catch (Exception fault) when (clock.GetElapsedTime(began) < Patience && store.Explain(fault) is not null)
            {
                await Task.Delay(BetweenTries, clock, cancellation);
            }
        }
    }
}

public sealed record SetupRequest(string Token, string Name, string Password);

/// <param name="IsOpen">Whether the link on the console is waited for; false too while that is not known.</param>
/// <param name="IsKnown">False while the host cannot say yet whether there is an administrator.</param>
public sealed record SetupView(bool IsOpen, bool IsKnown);

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using WebTrader.Core.Journal;
using WebTrader.Host.Api.Repeats;
using WebTrader.Host.Security.SignIn;
using WebTrader.Persistence.Control;

namespace WebTrader.Host.Api;

/// <summary>Changes users, one at a time. There is always an administrator who may sign in.</summary>
internal sealed class UserDesk(UserManager<UserRow> users, KnownCallers known, TimeProvider clock, ILogger<UserDesk> logger)
{
    /// <summary>Two administrators who disable each other at once must not both succeed.</summary>
    private static readonly SemaphoreSlim Turn = new(1, 1);

    public Task<Results<Ok<UserItem>, ProblemHttpResult>> ChangeAsync(HttpContext context, string id, Action<UserRow> change, CancellationToken cancellation) => OneAtATimeAsync(context, id, async user =>
    {
        var was = IsAdmin(user);
        change(user);
        if (was && !IsAdmin(user) && !await users.Users.AnyAsync(other => other.Id != id && other.Role == Role.Admin && !other.IsDisabled, cancellation))
            return Problems.Of(StatusCodes.Status409Conflict, "The last administrator", $"{user.UserName} is the last administrator who may sign in. Make another one first.");

        return null;
    }, cancellation);

    public Task<Results<Ok<UserItem>, ProblemHttpResult>> ResetAsync(HttpContext context, string id, string password, CancellationToken cancellation) => OneAtATimeAsync(context, id, async user =>
    {
        if (await UserProblems.OfPasswordAsync(users, user, password) is { } refused) return refused;
        (user.PasswordHash, user.TwoFactorEnabled, user.AccessFailedCount, user.Lockouts, user.LockoutEnd) = (users.PasswordHasher.HashPassword(user, password), false, 0, 0, null);
        return null;
    }, cancellation);

    /// <param name="change">Of the row alone: it is saved afterwards, and not at all in a dry run.</param>
    private async Task<Results<Ok<UserItem>, ProblemHttpResult>> OneAtATimeAsync(HttpContext context, string id, Func<UserRow, Task<ProblemHttpResult?>> change, CancellationToken cancellation)
    {
        await Turn.WaitAsync(cancellation);
        try
        {
            if (await users.FindByIdAsync(id) is not { } user) return Problems.NotFound("There is no such user.");
            if (Preconditions.Stale(context.Request, TagOf(user), "rights of this user") is { } stale) return stale;
            var before = StateOf(user);
            if (await change(user) is { } refused) return refused;
            if (context.IsDryRun()) return TypedResults.Ok(UserItem.Of(user, clock.GetUtcNow()));
            // Saves the change too.
            if (UserProblems.Of(await users.UpdateSecurityStampAsync(user)) is { } unsaved) return unsaved;
            var told = $"{user.UserName}: {Difference(before, StateOf(user))}";
            logger.LogInformation("{User}", told);
            context.Told(told);
            context.Response.Headers.ETag = TagOf(user);
            await known.RefreshAsync(cancellation);
            return TypedResults.Ok(UserItem.Of(user, clock.GetUtcNow()));
        }
        finally
        {
            Turn.Release();
        }
    }

    /// <summary>Of what an administrator changes about a user; attempts to sign in change nothing of it.</summary>
    public static string TagOf(UserRow user) => Preconditions.TagOf(user.Id, user.SecurityStamp);

    /// <summary>What of a user stands in the audit. Of a password only whether it is another one.</summary>
    private (string Place, string Value)[] StateOf(UserRow user) =>
    [
        ("role", UserProblems.Say(user.Role)),
        ("sign-in", user.IsDisabled ? "disabled" : "enabled"),
        ("lock-out", user.LockoutEnd > clock.GetUtcNow() ? "on" : "off"),
        ("second factor", user.TwoFactorEnabled ? "on" : "off"),
        ("password", user.PasswordHash ?? ""),
    ];

    private static string Difference((string Place, string Value)[] before, (string Place, string Value)[] after)
    {
        var changes = before.Zip(after).Where(pair => pair.First.Value != pair.Second.Value)
            .Select(pair => (pair.First.Place == "password" ? new SettingChange("password", "the present one", "another one") : new SettingChange(pair.First.Place, pair.First.Value, pair.Second.Value)).ToString()).ToList();
        return changes.Count == 0 ? "nothing is different" : string.Join(", ", changes);
    }

    private static bool IsAdmin(UserRow user) => user is { Role: Role.Admin, IsDisabled: false };
}

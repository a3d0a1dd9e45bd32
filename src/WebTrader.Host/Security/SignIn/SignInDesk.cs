using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging;
using WebTrader.Host.Security.Rights;
using WebTrader.Persistence.Control;

namespace WebTrader.Host.Security.SignIn;

internal enum SignInOutcome
{
    SignedIn,

    /// <summary>Name, password or code is wrong, or the user is locked out or disabled: which, nobody is told.</summary>
    Refused,

    /// <summary>The password is right, and a code is needed too.</summary>
    NeedsCode,

    /// <summary>Too many sign in at once.</summary>
    Busy,
}

/// <summary>
/// Looks at names, passwords and codes. One after the other: checking a password is made to be slow, and attempts that overlap would not all be counted. Thread-safe.
/// </summary>
internal sealed class SignInDesk(TimeProvider clock, ILogger<SignInDesk> logger) : IDisposable
{
    public const int FailuresAllowed = 5;
    public const int ShortestPassword = 12, LongestPassword = 256;

    public static readonly TimeSpan FirstLockout = TimeSpan.FromMinutes(5), LongestLockout = TimeSpan.FromDays(1);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5), CodeLife = TimeSpan.FromMinutes(5);

    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly Dictionary<(string User, string Code), DateTimeOffset> usedCodes = [];
    private readonly PasswordHasher<UserRow> hasher = new();
    private string? nobodysHash;

    /// <returns>The user, where it is signed in.</returns>
    public async Task<(SignInOutcome Outcome, Caller? Caller)> SignInAsync(UserManager<UserRow> users, string name, string password, string? code)
    {
        if (!await turn.WaitAsync(Patience)) return (SignInOutcome.Busy, null);
        try
        {
            var user = password.Length <= LongestPassword ? await users.FindByNameAsync(name) : null;
            var now = clock.GetUtcNow();
            if (user is null || user.IsDisabled || user.LockoutEnd > now)
            {
                Dawdle(password);
                return (SignInOutcome.Refused, null);
            }

            if (!await users.CheckPasswordAsync(user, password)) return await FailedAsync(users, user);
            if (user.TwoFactorEnabled && string.IsNullOrWhiteSpace(code)) return (SignInOutcome.NeedsCode, null);
            if (user.TwoFactorEnabled && !await IsCodeAsync(users, user, code!)) return await FailedAsync(users, user);
            if (user is not { AccessFailedCount: 0, Lockouts: 0, LockoutEnd: null })
            {
                (user.AccessFailedCount, user.Lockouts, user.LockoutEnd) = (0, 0, null);
                Check(await users.UpdateAsync(user));
            }

            logger.LogInformation("{User} has signed in", user.UserName);
            return (SignInOutcome.SignedIn, Caller.SignedIn(user, user.TwoFactorEnabled, now));
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>For who is signed in already: a wrong one counts as a failed sign-in, so that a session that was taken over does not help to find the password.</summary>
    public async Task<bool> IsPasswordAsync(UserManager<UserRow> users, UserRow user, string password)
    {
        if (!await turn.WaitAsync(Patience)) return false;
        try
        {
            if (user.LockoutEnd > clock.GetUtcNow() || password.Length > LongestPassword) return false;
            if (await users.CheckPasswordAsync(user, password)) return true;
            await FailedAsync(users, user);
            return false;
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();

    /// <summary>What must not fail for reasons of ours.</summary>
    public static void Check(IdentityResult result)
    {
        if (!result.Succeeded) throw new InvalidOperationException(string.Join(" ", result.Errors.Select(error => error.Description)));
    }

    private async Task<(SignInOutcome, Caller?)> FailedAsync(UserManager<UserRow> users, UserRow user)
    {
        user.AccessFailedCount++;
        if (user.AccessFailedCount >= FailuresAllowed)
        {
            var wait = TimeSpan.FromTicks(Math.Min(LongestLockout.Ticks, FirstLockout.Ticks << Math.Min(user.Lockouts, 10)));
            (user.AccessFailedCount, user.Lockouts, user.LockoutEnd) = (0, user.Lockouts + 1, clock.GetUtcNow() + wait);
            logger.LogWarning("{User} is locked out for {Minutes} minutes after {Failures} failed attempts to sign in", user.UserName, wait.TotalMinutes, FailuresAllowed);
        }

        Check(await users.UpdateAsync(user));
        return (SignInOutcome.Refused, null);
    }

    /// <summary>A code of the authenticator, once, or one of the recovery codes, once.</summary>
    private async Task<bool> IsCodeAsync(UserManager<UserRow> users, UserRow user, string code)
    {
        var digits = code.Replace(" ", "", StringComparison.Ordinal);
        if (digits.Length != 6 || !digits.All(char.IsAsciiDigit)) return (await users.RedeemTwoFactorRecoveryCodeAsync(user, code.Trim())).Succeeded;
        var now = clock.GetUtcNow();
        foreach (var old in usedCodes.Where(pair => now - pair.Value > CodeLife).Select(pair => pair.Key).ToList()) usedCodes.Remove(old);
        return await users.VerifyTwoFactorTokenAsync(user, TokenOptions.DefaultAuthenticatorProvider, digits) && usedCodes.TryAdd((user.Id, digits), now);
    }

    /// <summary>Takes as long as a password of somebody, so that names cannot be found by the clock.</summary>
    private void Dawdle(string password)
    {
        var nobody = new UserRow();
        nobodysHash ??= hasher.HashPassword(nobody, Secrets.Make());
        hasher.VerifyHashedPassword(nobody, nobodysHash, password.Length <= LongestPassword ? password : "");
    }
}

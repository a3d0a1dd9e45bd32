using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using WebTrader.Host.Security.SignIn;
using WebTrader.Persistence.Control;

namespace WebTrader.Host.Api;

/// <summary>What is wrong with a name or a password. Neither is repeated: a password may have been typed into the wrong field.</summary>
internal static class UserProblems
{
    private const string Title = "The request does not fit";

    public static ProblemHttpResult WrongPassword => Problems.Of(StatusCodes.Status403Forbidden, "Not allowed", "The present password is wrong, or too many attempts have failed.");

    /// <summary>Names that mean somebody else in the journal.</summary>
    public static ProblemHttpResult? OfName(string name) => name.Trim().ToLowerInvariant() is LocalKey.Name or "nobody"
        ? Problems.Of(StatusCodes.Status400BadRequest, Title, "The name does not fit, allowed is another one than local and nobody.")
        : null;

    public static ProblemHttpResult? OfPassword(string? password) => password is { Length: <= SignInDesk.LongestPassword }
        ? null
        : Problems.Of(StatusCodes.Status400BadRequest, Title, $"The password has more than {SignInDesk.LongestPassword} characters, allowed is 12 to {SignInDesk.LongestPassword}.");

    /// <summary>What stands against a user that is not there yet; null where nothing does.</summary>
    public static async Task<ProblemHttpResult?> OfNewAsync(UserManager<UserRow> users, UserRow user, string password)
    {
        foreach (var rule in users.UserValidators)
        {
            if (Of(await rule.ValidateAsync(users, user)) is { } refused) return refused;
        }

        return await OfPasswordAsync(users, user, password);
    }

    /// <summary>What stands against a password of a user; null where nothing does.</summary>
    public static async Task<ProblemHttpResult?> OfPasswordAsync(UserManager<UserRow> users, UserRow user, string password)
    {
        foreach (var rule in users.PasswordValidators)
        {
            if (Of(await rule.ValidateAsync(users, user, password)) is { } refused) return refused;
        }

        return null;
    }

    /// <summary>Null where nothing is wrong.</summary>
    public static ProblemHttpResult? Of(IdentityResult result)
    {
        if (result.Succeeded) return null;
        var codes = result.Errors.Select(error => error.Code).ToHashSet(StringComparer.Ordinal);
        if (codes.Contains(nameof(IdentityErrorDescriber.DuplicateUserName))) return Problems.Of(StatusCodes.Status409Conflict, "The name is taken", "There is a user of that name.");
        if (codes.Contains(nameof(IdentityErrorDescriber.ConcurrencyFailure))) return Problems.Of(StatusCodes.Status409Conflict, "Changed meanwhile", "Somebody else has changed this user at the same moment. Look again.");
        return Problems.Of(StatusCodes.Status400BadRequest, Title, string.Join(" ", codes.Select(Say)));
    }

    private static string Say(string code) => code switch
    {
        nameof(IdentityErrorDescriber.PasswordTooShort) => $"The password is too short, allowed is 12 to {SignInDesk.LongestPassword} characters of any kind.",
        nameof(IdentityErrorDescriber.InvalidUserName) => "The name does not fit, allowed is 1 to 256 letters (a-z), digits, and -._@+.",
        nameof(IdentityErrorDescriber.PasswordMismatch) => "The present password is wrong.",
        _ => $"{code}.",
    };
}

using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using WebTrader.Host.Evaluating;
using WebTrader.Host.Security.SignIn;
using WebTrader.Persistence.Control;

namespace WebTrader.Host.Api;

/// <summary>What is wrong with a name or a password. Neither is repeated: a password may have been typed into the wrong field.</summary>
internal static class UserProblems
{
    private const string Names = "1 to 256 letters (a-z), digits, and -._@+, but not local and nobody";
    private static readonly string Passwords = string.Create(CultureInfo.InvariantCulture, $"{SignInDesk.ShortestPassword} to {SignInDesk.LongestPassword} characters of any kind");
    private static readonly Dictionary<string, Role> Roles = Enum.GetValues<Role>().ToDictionary(Say, StringComparer.Ordinal);

    /// <summary>As requests and answers name the roles.</summary>
    public static IReadOnlyList<string> RoleWords => [.. Roles.Keys];

    public static ProblemHttpResult WrongPassword => Problems.Of(StatusCodes.Status403Forbidden, "Not allowed", "The present password is wrong, or too many attempts have failed.");

    /// <summary>The name of a new user, which must be there; empty after a problem. Some names mean somebody else in the journal.</summary>
    public static string UserName(this ItemFields fields, string key) => fields.Text(key, Names, name => name.Length > 0 && name.Trim().ToLowerInvariant() is not (LocalKey.Name or "nobody"));

    /// <summary>A new password, which must be there; empty after a problem.</summary>
    public static string Password(this ItemFields fields, string key) => fields.Text(key, Passwords, password => password.Length is >= SignInDesk.ShortestPassword and <= SignInDesk.LongestPassword);

    /// <summary>A role, which must be there.</summary>
    public static Role RoleOf(this ItemFields fields, string key) => RoleOf(fields.Text(key, string.Join(", ", Roles.Keys), Roles.ContainsKey));

    public static Role RoleOf(string word) => Roles.GetValueOrDefault(word);

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

    /// <summary>As requests and answers name it.</summary>
    public static string Say(Role role) => JsonNamingPolicy.CamelCase.ConvertName(role.ToString());

    /// <summary>Null where nothing is wrong.</summary>
    public static ProblemHttpResult? Of(IdentityResult result)
    {
        if (result.Succeeded) return null;
        var codes = result.Errors.Select(error => error.Code).ToHashSet(StringComparer.Ordinal);
        if (codes.Contains(nameof(IdentityErrorDescriber.DuplicateUserName))) return Problems.Of(StatusCodes.Status409Conflict, "The name is taken", "There is a user of that name.");
        if (codes.Contains(nameof(IdentityErrorDescriber.ConcurrencyFailure))) return Problems.Of(StatusCodes.Status409Conflict, "Changed meanwhile", "Somebody else has changed this user at the same moment. Look again.");
        return BodyReader.Refused([.. codes.Select(Say)]);
    }

    private static string Say(string code) => code switch
    {
        nameof(IdentityErrorDescriber.PasswordTooShort) => $"password is too short, allowed is {Passwords}",
        nameof(IdentityErrorDescriber.InvalidUserName) => $"name has other characters, allowed is {Names}",
        nameof(IdentityErrorDescriber.PasswordMismatch) => "current is another password, allowed is the present one",
        _ => $"body is refused, {code}",
    };
}

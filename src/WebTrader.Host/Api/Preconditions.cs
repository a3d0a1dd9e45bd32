using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace WebTrader.Host.Api;

/// <summary>What is edited says which version it was edited from: two people who change the same thing at once do not undo each other.</summary>
internal static class Preconditions
{
    /// <summary>The version of what is edited, as an entity tag.</summary>
    public static string TagOf(long version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    /// <summary>Null when the request was made from this version; otherwise 428 where it does not say, 412 where it was made from another one.</summary>
    /// <param name="what">As in "settings".</param>
    public static ProblemHttpResult? Refused(HttpRequest request, long version, string what)
    {
        var given = request.Headers.IfMatch.SelectMany(header => header?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? []).ToList();
        if (given.Count == 0)
            return Problems.Of(StatusCodes.Status428PreconditionRequired, "Say what it was changed from", $"If-Match is missing, allowed is the ETag of the {what} that were changed, now {TagOf(version)}.");
        return given.Contains(TagOf(version)) || (given.Contains("*") && version > 0) ? null : Stale(version, what, string.Join(", ", given));
    }

    /// <summary>Somebody else was quicker.</summary>
    public static ProblemHttpResult Stale(long version, string what, string given) =>
        Problems.Of(StatusCodes.Status412PreconditionFailed, "Somebody else has changed it", $"If-Match is {given}, allowed is {TagOf(version)}: other {what} hold by now. Look at them, and change those.");
}

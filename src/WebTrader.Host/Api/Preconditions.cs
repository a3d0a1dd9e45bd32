using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace WebTrader.Host.Api;

/// <summary>What is edited says which version it was edited from: two people who change the same thing at once do not undo each other.</summary>
internal static class Preconditions
{
    /// <summary>The version of what is edited, as an entity tag.</summary>
    public static string TagOf(long version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    /// <summary>What is edited, where it has no versions, as an entity tag.</summary>
    /// <param name="parts">Everything that an edit could change.</param>
    public static string TagOf(params ReadOnlySpan<object?> parts)
    {
        var text = new StringBuilder();
        foreach (var part in parts) text.Append(CultureInfo.InvariantCulture, $"{part}\n");
        return $"\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())).AsSpan(0, 8))}\"";
    }

    /// <summary>Null when the request was made from what holds, or does not say what it was made from; otherwise 412.</summary>
    /// <param name="tag">Of what holds now.</param>
    /// <param name="what">As in "arming".</param>
    public static ProblemHttpResult? Stale(HttpRequest request, string tag, string what)
    {
        var given = Given(request);
        return given.Count == 0 || given.Contains(tag) || given.Contains("*") ? null : Stale(tag, what, string.Join(", ", given));
    }

    /// <summary>Null when the request was made from this version; otherwise 428 where it does not say, 412 where it was made from another one.</summary>
    /// <param name="what">As in "settings".</param>
    public static ProblemHttpResult? Refused(HttpRequest request, long version, string what)
    {
        var given = Given(request);
        if (given.Count == 0)
            return Problems.Of(StatusCodes.Status428PreconditionRequired, "Say what it was changed from", $"If-Match is missing, allowed is the ETag of the {what} that were changed, now {TagOf(version)}.");
        return given.Contains(TagOf(version)) || (given.Contains("*") && version > 0) ? null : Stale(version, what, string.Join(", ", given));
    }

    /// <summary>Somebody else was quicker.</summary>
    public static ProblemHttpResult Stale(long version, string what, string given) => Stale(TagOf(version), what, given);

    private static ProblemHttpResult Stale(string tag, string what, string given) =>
        Problems.Of(StatusCodes.Status412PreconditionFailed, "Somebody else has changed it", $"If-Match is {given}, allowed is {tag}: other {what} hold by now. Look at them, and change those.");

    private static List<string> Given(HttpRequest request) =>
        [.. request.Headers.IfMatch.SelectMany(header => header?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [])];
}

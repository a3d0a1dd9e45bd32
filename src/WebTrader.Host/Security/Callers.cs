using Microsoft.AspNetCore.Http;

namespace WebTrader.Host.Security;

internal static class Callers
{
    /// <summary>Who makes this request, for journal and keys: a user by name, a key as "key NAME", "local" for a command of the same user on this machine; "nobody" only where nothing can be changed.</summary>
    public static string Caller(this HttpContext context) => context.User.Identity is { IsAuthenticated: true, Name: { } name } ? name : "nobody";
}

using Microsoft.AspNetCore.Http;

namespace WebTrader.Host.Security;

internal static class Callers
{
    /// <summary>Who makes this request, for journal and keys: a user or an API key by name; "local" for somebody at this machine who did not sign in.</summary>
    public static string Caller(this HttpContext context) => context.User.Identity is { IsAuthenticated: true, Name: { } name } ? name : "local";
}

using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using WebTrader.Host.Security.Rights;

namespace WebTrader.Host.Security.SignIn;

/// <summary>Knows who calls by <c>Authorization: Bearer wt_...</c>, and only there: what stands in an address ends up in logs.</summary>
internal sealed class ApiKeyHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, KnownCallers known, LocalKey local) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "Bearer";

    /// <summary>By which a key that has got into a text is found.</summary>
    public const string Prefix = "wt_";

    public static bool IsMeant(HttpContext context) => context.Request.Headers.Authorization.Count > 0;

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var words = Request.Headers.Authorization.ToString().Split(' ', 2);
        if (words.Length != 2 || !words[0].Equals(SchemeName, StringComparison.OrdinalIgnoreCase) || !words[1].StartsWith(Prefix, StringComparison.Ordinal)) return Task.FromResult(AuthenticateResult.Fail("Not a key."));
        var caller = (Loopback.Is(Context) ? local.Of(words[1]) : null) ?? known.OfKey(words[1]);
        return Task.FromResult(caller is null ? AuthenticateResult.Fail("No such key.") : AuthenticateResult.Success(new AuthenticationTicket(caller.ToPrincipal(SchemeName), SchemeName)));
    }
}

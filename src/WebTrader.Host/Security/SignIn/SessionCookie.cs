using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using WebTrader.Host.Security.Rights;

namespace WebTrader.Host.Security.SignIn;

/// <summary>
/// The cookie of a signed-in person: sealed, not to be read by scripts, not sent by links or pages of other sites, gone with the browser. What is in it is believed from memory,
/// without the database.
/// </summary>
internal sealed class SessionCookie(KnownCallers known) : IConfigureNamedOptions<CookieAuthenticationOptions>
{
    public const string Scheme = "Session";
    public const string Name = "webtrader";

    public void Configure(CookieAuthenticationOptions options) => Configure(Scheme, options);

    public void Configure(string? name, CookieAuthenticationOptions options)
    {
        if (name != Scheme) return;
        options.Cookie.Name = Name;
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Strict;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.Cookie.IsEssential = true;
        options.CookieManager = new CookieOfThePort();
        options.ExpireTimeSpan = TimeSpan.FromHours(12);
        options.SlidingExpiration = true;
        options.Events = new CookieAuthenticationEvents
        {
            OnValidatePrincipal = context =>
            {
                if (context.Principal is not { } principal || Caller.Of(principal) is not { } caller || !known.IsStill(caller)) context.RejectPrincipal();
                return Task.CompletedTask;
            },
        };
    }

    public static Task GiveAsync(HttpContext context, Caller person) => context.SignInAsync(Scheme, person.ToPrincipal(Scheme));

    public static Task TakeBackAsync(HttpContext context) => context.SignOutAsync(Scheme);

    /// <summary>Browsers share cookies between all ports of a machine; two hosts there must not sign each other's users out.</summary>
    private sealed class CookieOfThePort : ICookieManager
    {
        private readonly ChunkingCookieManager cookies = new();

        public string? GetRequestCookie(HttpContext context, string key) => cookies.GetRequestCookie(context, Named(context, key));

        public void AppendResponseCookie(HttpContext context, string key, string? value, CookieOptions options) => cookies.AppendResponseCookie(context, Named(context, key), value, options);

        public void DeleteCookie(HttpContext context, string key, CookieOptions options) => cookies.DeleteCookie(context, Named(context, key), options);

        private static string Named(HttpContext context, string key) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{key}-{context.Connection.LocalPort}");
    }
}

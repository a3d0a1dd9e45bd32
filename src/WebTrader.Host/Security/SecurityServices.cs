using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using WebTrader.Host.Api;
using WebTrader.Host.Data;
using WebTrader.Host.Live;
using WebTrader.Host.Security.SignIn;
using WebTrader.Host.Settings;
using WebTrader.Persistence.Control;

namespace WebTrader.Host.Security;

/// <summary>What signing in is made of.</summary>
internal static class SecurityServices
{
    private const string ByWhatIsSent = "ByWhatIsSent";

    public static void Add(IServiceCollection services, HostSettings settings, DataFolder data)
    {
        AddKeys(services, data);
        services.AddScoped(provider => provider.GetRequiredService<ControlStore>().Context());
        services.AddSingleton<ISecretBox, SecretBox>();
        services.AddIdentityCore<UserRow>(identity =>
        {
            // Length alone: rules about characters make passwords that people write down.
            identity.Password = new PasswordOptions { RequiredLength = 12, RequiredUniqueChars = 1, RequireDigit = false, RequireLowercase = false, RequireUppercase = false, RequireNonAlphanumeric = false };
        }).AddUserStore<ControlUserStore>().AddTokenProvider<AuthenticatorTokenProvider<UserRow>>(TokenOptions.DefaultAuthenticatorProvider);
        services.AddSingleton<CallersFile>();
        services.AddSingleton<KnownCallers>();
        services.AddSingleton<LocalKey>();
        services.AddSingleton<SetupLink>();
        services.AddSingleton<SignInDesk>();
        services.AddScoped<UserDesk>();
        services.AddSingleton<ControlKeeper>();
        services.AddHostedService(provider => provider.GetRequiredService<ControlKeeper>());
        services.AddSingleton<HubGuests>();
        services.AddExceptionHandler<ControlAway>();
        RequestLimits.Add(services, settings.Security);

        services.AddSingleton<IConfigureOptions<CookieAuthenticationOptions>, SessionCookie>();
        services.AddAuthentication(ByWhatIsSent)
            .AddPolicyScheme(ByWhatIsSent, null, either => either.ForwardDefaultSelector = context => ApiKeyHandler.IsMeant(context) ? ApiKeyHandler.SchemeName : SessionCookie.Scheme)
            .AddCookie(SessionCookie.Scheme)
            .AddScheme<AuthenticationSchemeOptions, ApiKeyHandler>(ApiKeyHandler.SchemeName, null);
    }

    /// <summary>The keys that seal cookies and secrets are files that only their owner can read: signing in does not end with a restart, and needs no database to be believed.</summary>
    private static void AddKeys(IServiceCollection services, DataFolder data)
    {
        var folder = Path.Combine(data.Path, "keys");
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        services.AddDataProtection().SetApplicationName(Product.Name).PersistKeysToFileSystem(new DirectoryInfo(folder));

        // It warns that the files are not sealed themselves. With what? The folder's rights are what protects them.
        services.AddLogging(logging => logging.AddFilter("Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager", LogLevel.Error));
    }
}

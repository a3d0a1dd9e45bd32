using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using WebTrader.Host.Data;
using WebTrader.Host.Security;
using WebTrader.Host.Security.SignIn;
using WebTrader.Host.Settings;
using WebTrader.Persistence.Databases;

namespace WebTrader.Host.Commands;

/// <summary>One run of the host, from its settings to its end.</summary>
internal static class Serving
{
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(CommandLineSettings commandLine, TextWriter output)
    {
        var configuration = SettingsSources.Load(ContentRoot.Locate(), commandLine);
        var settings = SettingsReader.Read(configuration);
        using var data = DataFolder.Open(settings.DataFolder, TimeProvider.System);
        Loopback.EnsureFree(settings.Port);
        await using var app = HostApp.Build(settings, data, configuration);
        await StartAsync(app, settings);
        var address = app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First();
        Greet(app, address, settings, data, output);
        await OfferSetupAsync(app, settings.OpenedAt?.ToString() ?? address, output);
        await app.WaitForShutdownAsync();
        return 0;
    }

    private static async Task StartAsync(WebApplication app, HostSettings settings)
    {
        try
        {
            await app.StartAsync();
        }
        catch (Exception fault) when (fault is IOException or SocketException)
        {
            // The sessions have started by now; they end as they should.
            await app.StopAsync();
            throw Loopback.CannotOpen(settings.Port, fault);
        }
    }

    /// <summary>Once it is known that there is no administrator, which may take as long as the database is away.</summary>
    private static async Task OfferSetupAsync(WebApplication app, string address, TextWriter output)
    {
        var isEnding = app.Lifetime.ApplicationStopping;
        await app.Services.GetRequiredService<ControlKeeper>().FirstReading.WaitAsync(isEnding).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (app.Services.GetRequiredService<KnownCallers>().HasAdmin != false || app.Services.GetRequiredService<SetupLink>().Of(address) is not { } link) return;
        output.WriteLine($"  Set up       {link}");
        output.WriteLine("               There is no administrator yet: whoever opens this link within the hour becomes it. The next start prints another one.");
        output.Flush();
    }

    private static void Greet(WebApplication app, string address, HostSettings settings, DataFolder data, TextWriter output)
    {
        output.WriteLine($"{Product.Name} {Product.Version}");
        output.WriteLine($"  Dashboard    {(settings.OpenedAt is { } open ? $"{open}, on this machine {address}" : address)}");
        output.WriteLine($"  Data folder  {data.Path}");
        output.WriteLine($"  Journal      {app.Services.GetRequiredService<DatabaseAddress>().Name}");
        output.WriteLine($"  Accounts     {string.Join(", ", settings.Accounts.Select(account => $"{account.Id} ({(account.Terminal is { } terminal ? $"mt5 at {terminal.Endpoint}, account {terminal.Login} on {terminal.Server}" : "simulator")}, {account.Currency})"))}");
        if (!File.Exists(Path.Combine(app.Environment.WebRootPath ?? "", "index.html"))) output.WriteLine($"  There are no pages: {app.Environment.WebRootPath} holds no index.html. Protection and REST do not need them.");
        output.WriteLine("  Stop with Ctrl+C. Stops at the broker stay where they are.");
        output.Flush();
    }
}

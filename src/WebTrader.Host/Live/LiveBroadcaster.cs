using System.Text.Json;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using WebTrader.Host.Api;
using WebTrader.Host.Sessions;
using WebTrader.Host.Settings.Versions;

namespace WebTrader.Host.Live;

/// <summary>Tells the browsers, four times a second, what has changed in the accounts they watch. Losing a message is harmless.</summary>
internal sealed class LiveBroadcaster : BackgroundService
{
    private readonly Dictionary<AccountRunner, AccountStream> streams;
    private readonly Dictionary<(AccountRunner Runner, string View), ViewStream> views;
    private readonly AccountSessions sessions;
    private readonly TimeProvider clock;
    private readonly ILogger logger;

    public LiveBroadcaster(AccountSessions sessions, SettingsKeeper settings, TimeProvider clock, ILogger<LiveBroadcaster> logger)
    {
        this.sessions = sessions;
        this.clock = clock;
        this.logger = logger;
        streams = sessions.All.ToDictionary(runner => runner, runner => new AccountStream(runner, () => settings.Now?.Version.Version ?? 0, clock));
        var json = new JsonSerializerOptions();
        JsonText.Apply(json);
        views = sessions.All.SelectMany(runner => LiveViews.All.Select(view => (Runner: runner, Name: view.Key, Show: view.Value)))
            .ToDictionary(view => (view.Runner, view.Name), view => new ViewStream(view.Runner, view.Name, view.Show, json, clock));
    }

    /// <summary>Null for an account that the host does not have.</summary>
    public AccountStream? StreamOf(string? account) => sessions.Find(account) is { } runner ? streams[runner] : null;

    /// <summary>Null for an account that the host does not have, or a view that nobody can watch.</summary>
    public ViewStream? ViewOf(string? account, string? view) => sessions.Find(account) is { } runner && view is not null ? views.GetValueOrDefault((runner, view)) : null;

    public override void Dispose()
    {
        foreach (var stream in All) stream.Dispose();
        base.Dispose();
    }

    private IEnumerable<ILiveStream> All => streams.Values.Concat<ILiveStream>(views.Values);

    // One loop each: an account that does not answer holds up only itself.
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(All.Select(stream => TellAsync(stream, stoppingToken)));

    private async Task TellAsync(ILiveStream stream, CancellationToken stopping)
    {
        using var pace = new PeriodicTimer(AccountStream.Pace, clock);
        try
        {
            while (await pace.WaitForNextTickAsync(stopping)) await TellOnceAsync(stream, stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    private async Task TellOnceAsync(ILiveStream stream, CancellationToken stopping)
    {
        try
        {
            await stream.TickAsync(stopping);
        }
        catch (Exception fault) when (!stopping.IsCancellationRequested)
        {
            logger.LogError(fault, "The live feed of an account failed once and goes on: {Reason}", fault.Message);
        }
    }
}

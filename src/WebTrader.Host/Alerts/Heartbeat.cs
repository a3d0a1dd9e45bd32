using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using WebTrader.Engine;
using WebTrader.Engine.Running;
using WebTrader.Host.Sessions;
using WebTrader.Persistence;

namespace WebTrader.Host.Alerts;

/// <summary>
/// Asks for an address again and again while every account is read and protected: whoever listens there misses it when we do not. It carries how far the journal goes, so that what is taken from its
/// end later shows elsewhere.
/// </summary>
internal sealed class Heartbeat(AlertSettings settings, AccountSessions sessions, EfJournal journal, TimeProvider clock, ILogger<Heartbeat> logger) : BackgroundService
{
    public const string HeadHeader = "WebTrader-Journal-Head";

    private static readonly TimeSpan ReadLately = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (settings.Heartbeat is not { } address) return;
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(10) };
        using var timer = new PeriodicTimer(settings.HeartbeatEvery, clock);
        var failed = false;
        try
        {
            do
            {
                if (!await IsProtectingAsync(stoppingToken)) continue;
                var why = await BeatAsync(http, address, stoppingToken);
                if (why is not null && !failed) logger.LogWarning("The heartbeat does not reach {Authority}: {Reason}", address.Authority, why);
                failed = why is not null;
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
            // The host stops: from now on it is missed, as it should be.
        }
    }

    private async Task<string?> BeatAsync(HttpClient http, Uri address, CancellationToken cancellation)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            if (journal.Head is { } head) request.Headers.TryAddWithoutValidation(HeadHeader, head.ToString());
            using var answer = await http.SendAsync(request, cancellation);
            return answer.IsSuccessStatusCode ? null : $"it answered {(int)answer.StatusCode}";
        }
        catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException && !cancellation.IsCancellationRequested)
        {
            return fault.Message;
        }
    }

    private async Task<bool> IsProtectingAsync(CancellationToken cancellation)
    {
        foreach (var runner in sessions.All)
        {
            try
            {
                if (!await runner.AskAsync(IsProtecting, cancellation)) return false;
            }
            catch (SessionUnavailableException)
            {
                return false;
            }
        }

        return true;
    }

    private bool IsProtecting(AccountSession session) =>
        session.IsConnected && session.WorkerRole.State == RoleState.Running && session.MonitorRole.State == RoleState.Running
        && session.Monitor.LastRead is { } read && clock.GetElapsedTime(read) < ReadLately;
}

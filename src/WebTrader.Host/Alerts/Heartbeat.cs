using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using WebTrader.Host.Sessions;
using WebTrader.Persistence;

namespace WebTrader.Host.Alerts;

/// <summary>
/// Asks for an address again and again while every account is protected (<see cref="Protecting"/>): whoever listens there misses it when one is not, or when we are not there. It carries how far the
/// journal goes, so that what is taken from its end later shows elsewhere.
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
        string? silent = null;
        try
        {
            do
            {
                var unprotected = await WhyNotAsync(stoppingToken);
                if (unprotected is not null && unprotected != silent) logger.LogWarning("No heartbeat is sent: {Reason}", unprotected);
                silent = unprotected;
                if (silent is not null) continue;
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

    /// <summary>Null while every account is protected.</summary>
    private async Task<string?> WhyNotAsync(CancellationToken cancellation)
    {
        foreach (var runner in sessions.All)
        {
            try
            {
                if (await runner.AskAsync(Protecting.WhyNot, cancellation) is { } why) return why;
            }
            catch (SessionUnavailableException away)
            {
                return away.Message.TrimEnd('.');
            }
        }

        return null;
    }
}

using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using WebTrader.Host.Live;

namespace WebTrader.Host.Alerts;

/// <summary>Looks at every condition once a second and tells what is new. Nothing that protects waits for it: it asks as a browser does, and tells through queues.</summary>
internal sealed class AlertWatch(IEnumerable<IConditionSource> sources, AlertBook book, Notifiers notifiers, IHubContext<LiveHub> hub, TimeProvider clock, ILogger<AlertWatch> logger) : BackgroundService
{
    /// <summary>The message that every browser gets.</summary>
    public const string Message = "alert";

    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        while (await NextAsync(timer, stoppingToken))
        {
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                logger.LogError(fault, "The alerts could not be looked at and are looked at again: {Reason}", fault.Message);
            }
        }
    }

    private async Task LookAsync(CancellationToken cancellation)
    {
        List<Condition> found = [];
        foreach (var source in sources) await source.LookAsync(found, cancellation);
        foreach (var notice in book.Take(found, clock.GetUtcNow()))
        {
            logger.Log(notice.Alert.Level == AlertLevel.Red && notice.Edge != AlertEdge.Ended ? LogLevel.Error : LogLevel.Warning, "{Headline}", notice.Headline);
            notifiers.Tell(notice);
            await hub.Clients.All.SendAsync(Message, notice, cancellation);
        }
    }

    private static async Task<bool> NextAsync(PeriodicTimer timer, CancellationToken stopping)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stopping);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}

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
        foreach (var source in sources)
        {
            try
            {
                await source.LookAsync(found, cancellation);
            }
            catch (Exception fault) when (!cancellation.IsCancellationRequested)
            {
                logger.LogError(fault, "A condition could not be looked at: {Reason}", fault.Message);
                found.Add(new Condition("", "unlooked", AlertLevel.Amber, $"A condition could not be looked at: {fault.Message}"));
            }
        }

        var notices = book.Take(found, clock.GetUtcNow());
        foreach (var notice in notices)
        {
            logger.Log(notice.Alert.Level == AlertLevel.Red && notice.Edge != AlertEdge.Ended ? LogLevel.Error : LogLevel.Warning, "{Headline}", notice.Headline);
            notifiers.Tell(notice);
        }

        // Last: a browser that is slow keeps nobody else from hearing of it.
        foreach (var notice in notices) await hub.Clients.All.SendAsync(Message, notice, cancellation);
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

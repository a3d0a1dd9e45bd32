using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Systemd;
using WebTrader.Host.Sessions;

namespace WebTrader.Host.Commands.Service;

/// <summary>
/// Gives systemd the signs of life that its unit asks for, while the sessions answer or are beginning again: a session that hangs for good has the whole host begun again. Does nothing where nobody asks for them.
/// </summary>
internal sealed class SystemdWatchdog(ISystemdNotifier notifier, AccountSessions sessions, TimeProvider clock) : BackgroundService
{
    private static readonly ServiceState Alive = new("WATCHDOG=1");
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(ServicePlan.WatchdogSeconds / 4);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!notifier.IsEnabled) return;
        using var timer = new PeriodicTimer(Every, clock);
        try
        {
            do
            {
                if (await AnswersAsync(stoppingToken)) notifier.Notify(Alive);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops; the unit has its own time for that.
        }
    }

    private async Task<bool> AnswersAsync(CancellationToken cancellation)
    {
        foreach (var runner in sessions.All)
        {
            try
            {
                await runner.AskAsync(static _ => true, cancellation);
            }
            catch (SessionUnavailableException) when (runner.State != AccountRunState.Running)
            {
                // It begins again by itself.
            }
            catch (SessionUnavailableException)
            {
                return false;
            }
        }

        return true;
    }
}

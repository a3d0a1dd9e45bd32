using Microsoft.Extensions.Logging;
using WebTrader.Core.Journal;
using WebTrader.Core.Ports;
using WebTrader.Engine;
using WebTrader.Engine.Running;

namespace WebTrader.Host.Sessions;

/// <summary>One session from its composition to its end, with what stands behind it.</summary>
internal sealed class SessionLife(SessionScheduler scheduler, TimeProvider clock, ILogger logger) : IAsyncDisposable
{
    private static readonly TimeSpan EndWithin = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource ending = new();
    private IBrokerDesk? desk;

    public AccountSession? Session { get; private set; }

    /// <summary>What stands behind the account, at work; ends before it is told to only by failing.</summary>
    public Task Driving { get; private set; } = Task.CompletedTask;

    /// <summary>Why it ends, for the journal.</summary>
    public string Reason { get; set; } = "a fault; it begins again";

    /// <summary>On the scheduler.</summary>
    /// <param name="epoch">Of the lease; 0 where nobody knows.</param>
    /// <param name="prepare">What the session is to know before anything of it runs.</param>
    public async Task BeginAsync(Func<IBrokerDesk> open, IJournal journal, EngineOptions options, Action<AccountSession> prepare, long epoch, CancellationToken cancellation)
    {
        desk = open();
        Session = await AccountSession.ComposeAsync(desk.Gateway, clock, journal, options, scheduler, epoch);
        prepare(Session);
        await Session.StartAsync(cancellation);
        Driving = desk.RunAsync(ending.Token);
    }

    /// <summary>Raises a red alarm of the session.</summary>
    public Task AlarmAsync(string id, string text) => scheduler.StartAsync(() =>
    {
        Session?.Alarms.Raise(id, AlarmSeverity.Red, text);
        return Task.CompletedTask;
    });

    /// <summary>Ends session, market and thread, in this order; what does not end in time is left behind, and said.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await scheduler.StartAsync(() => CloseAsync()).WaitAsync(EndWithin, clock);
        }
        catch (TimeoutException)
        {
            // Another session takes its place: there must not be two that write.
            Session?.Abandon();
            logger.LogError("A session did not end within {Seconds} s; its thread is left behind, and nothing of it reaches the broker any more", (int)EndWithin.TotalSeconds);
            return;
        }
        catch (Exception fault)
        {
            // Said here: thrown, it would hide the fault that ended the session.
            logger.LogError(fault, "A session did not end cleanly: {Reason}", fault.Message);
        }

        scheduler.Dispose();
        ending.Dispose();
    }

    private async Task CloseAsync()
    {
        try
        {
            if (Session is not null) await Session.StopAsync(Reason);
        }
        finally
        {
            await ending.CancelAsync();
            await Driving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            if (Session is not null) await Session.DisposeAsync();
            if (desk is not null) await desk.DisposeAsync();
        }
    }
}

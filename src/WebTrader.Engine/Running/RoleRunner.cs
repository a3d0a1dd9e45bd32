using WebTrader.Core.Journal;
using WebTrader.Engine.Alarms;

namespace WebTrader.Engine.Running;

public enum RoleState
{
    Stopped,
    Running,

    /// <summary>It has failed and waits before it begins again.</summary>
    Restarting,
}

/// <summary>
/// Keeps one background role running: begins it again when it fails, with growing waits, and never a second one beside the first.
/// An alarm stands from the failure until it has run well for a while.
/// </summary>
public sealed class RoleRunner(string name, Func<CancellationToken, Task> run, TimeSpan stopWithin, TimeProvider clock, AlarmBoard alarms) : IDisposable
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan WellAfter = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource stopping = new();
    private Task running = Task.CompletedTask;
    private CancellationTokenSource? once;
    private string? restartReason;

    public string Name { get; } = name;

    public RoleState State { get; private set; } = RoleState.Stopped;

    /// <summary>How often it failed and began again.</summary>
    public int Restarts { get; private set; }

    /// <exception cref="InvalidOperationException">It runs already.</exception>
    public void Start()
    {
        if (!running.IsCompleted) throw new InvalidOperationException($"The {Name} runs already.");
        running = KeepRunningAsync();
    }

    /// <summary>Ends the present run and begins the next one, but only once the present one has really ended: there are never two.</summary>
    public void Restart(string why)
    {
        if (State != RoleState.Running || restartReason is not null) return;
        restartReason = why;
        once?.Cancel();
    }

    /// <summary>Asks it to end and waits for that, no longer than allowed; false when it has not ended by then.</summary>
    public async Task<bool> StopAsync()
    {
        stopping.Cancel();
        var ended = await running.EndsWithinAsync(stopWithin, clock, CancellationToken.None);
        if (ended) State = RoleState.Stopped;
        return ended;
    }

    public void Dispose() => stopping.Dispose();

    private string AlarmId => $"role-{Name}";

    private async Task KeepRunningAsync()
    {
        var wait = FirstWait;
        while (!stopping.IsCancellationRequested)
        {
            var began = clock.GetTimestamp();
            try
            {
                State = RoleState.Running;
                await RunOnceAsync();
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                break;
            }
            catch (Exception fault)
            {
                // The pause is not counted: it would make every long wait look like a good run.
                if (clock.GetElapsedTime(began) > WellAfter) wait = FirstWait;
                State = RoleState.Restarting;
                Restarts++;
                alarms.Raise(AlarmId, AlarmSeverity.Red, $"The {Name} failed and begins again in {Words.Seconds(wait)}: {fault.Message}");
                await PauseAsync(wait);
                wait = Longer(wait);
            }
        }

        State = RoleState.Stopped;
    }

    private async Task RunOnceAsync()
    {
        using var present = CancellationTokenSource.CreateLinkedTokenSource(stopping.Token);
        (once, restartReason) = (present, null);
        var work = run(present.Token);
        if (Restarts > 0)
        {
            var ended = await work.EndsWithinAsync(WellAfter, clock, stopping.Token);
            if (!ended && !stopping.IsCancellationRequested) alarms.Clear(AlarmId);
        }

        try
        {
            await work;
        }
        catch (OperationCanceledException) when (restartReason is not null && !stopping.IsCancellationRequested)
        {
            // Told to end, it did; what follows says why.
        }
        finally
        {
            once = null;
        }

        // One that ended by itself protects nothing any more.
        if (!stopping.IsCancellationRequested) throw new InvalidOperationException(restartReason ?? "it ended by itself");
    }

    private async Task PauseAsync(TimeSpan wait)
    {
        try
        {
            await Task.Delay(wait, clock, stopping.Token);
        }
        catch (OperationCanceledException)
        {
            // Stopping ends the pause; the loop sees it.
        }
    }

    private static TimeSpan Longer(TimeSpan wait) => wait * 2 < LongestWait ? wait * 2 : LongestWait;
}

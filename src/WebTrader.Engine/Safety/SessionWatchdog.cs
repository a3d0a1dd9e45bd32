using WebTrader.Core.Journal;
using WebTrader.Core.Ports;
using WebTrader.Core.Positions;
using WebTrader.Engine.Running;
using WebTrader.Engine.StopLoss;
using WebTrader.Engine.Tickets;

namespace WebTrader.Engine.Safety;

/// <summary>
/// Looks from outside whether a session still does its work: whether its thread goes on, whether the stop-loss worker turns, whether ticket locks are held for
/// too long. Live it has a thread of its own, so that neither a starved pool nor a hanging session keeps it from looking. It judges by
/// what waits to be done, never by what has not happened: an idle session raises nothing. It writes nothing to the broker; a worker that hangs is
/// begun again only after its old loop has ended.
/// </summary>
public sealed class SessionWatchdog(AccountId account, TimeProvider clock, IJournal journal, SessionScheduler scheduler, StopLossWorker worker, RoleRunner role, LockWatchdog locks) : IDisposable
{
    /// <summary>Between two looks.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromMilliseconds(100);

    /// <summary>What does not go on for this long hangs.</summary>
    public static readonly TimeSpan HangsAfter = TimeSpan.FromSeconds(1);

    // So long a worker may have had nothing to do.
    private static readonly TimeSpan AskedAfter = TimeSpan.FromMilliseconds(500);

    private const string ThreadAlarm = "watchdog-thread";
    private const string WorkerAlarm = "watchdog-worker";
    private const string OwnAlarm = "watchdog";

    private readonly ManualResetEventSlim stop = new();
    private readonly Dictionary<string, Alarm> raised = new(StringComparer.Ordinal);
    private volatile IReadOnlyList<Alarm> standing = [];
    private Thread? thread;
    private SchedulerPulse lastPulse;
    private long pulseSince;
    private long lastLook;
    private long looks;
    private volatile bool isProbing;
    private volatile Question? asked;

    /// <summary>What it has found and what still holds. From any thread.</summary>
    public IReadOnlyList<Alarm> Standing => standing;

    /// <summary>How often it has looked. From any thread.</summary>
    public long Looks => Interlocked.Read(ref looks);

    /// <summary>Begins to look: on a thread of its own where the session has one, otherwise on the session's own clock.</summary>
    public void Start()
    {
        lastLook = pulseSince = clock.GetTimestamp();
        if (!scheduler.HasThread)
        {
            KeepLooking();
            return;
        }

        thread = new Thread(LookUntilStopped) { IsBackground = true, Name = $"watchdog {account}" };
        thread.Start();
    }

    public void Dispose()
    {
        stop.Set();
        if (thread is not null && thread != Thread.CurrentThread) thread.Join();
    }

    private async void KeepLooking()
    {
        while (!stop.IsSet)
        {
            LookOnce();
            await Task.Delay(Every, clock);
        }
    }

    private void LookUntilStopped()
    {
        while (!stop.Wait(Every)) LookOnce();
    }

    /// <summary>Whoever watches must not bring down what it watches: a fault on a thread of its own would end the process.</summary>
    private void LookOnce()
    {
        try
        {
            Look();
            Clear(OwnAlarm);
        }
        catch (Exception fault)
        {
            Raise(OwnAlarm, $"The watchdog could not look: {fault.Message}. It goes on trying, and stops go on without it");
        }
    }

    private void Look()
    {
        var now = clock.GetTimestamp();
        Interlocked.Increment(ref looks);
        // When nobody could run, this thread neither, what looks late has only been as late as we.
        var wasAway = clock.GetElapsedTime(lastLook, now) > HangsAfter / 2;
        lastLook = now;
        locks.Look();

        var pulse = scheduler.Pulse;
        if (wasAway || pulse != lastPulse || !pulse.HasWork) (lastPulse, pulseSince) = (pulse, now);
        var stuckFor = clock.GetElapsedTime(pulseSince, now);
        if (stuckFor >= HangsAfter) Raise(ThreadAlarm, "The session's thread has been at one thing for more than a second: nothing is evaluated meanwhile, and stops at the broker stay where they are");
        else Clear(ThreadAlarm);

        if (wasAway || stuckFor >= HangsAfter) asked = null;
        else LookAtWorker(now);
    }

    /// <summary>A worker that has not turned for a while may have had no reason to: it is given one, and hangs if it does not turn then.</summary>
    private void LookAtWorker(long now)
    {
        var beat = worker.Beat;
        if (role.State != RoleState.Running || beat == 0 || clock.GetElapsedTime(beat, now) < AskedAfter)
        {
            asked = null;
            Clear(WorkerAlarm);
        }
        else if (asked is not { } question || question.Beat != beat)
        {
            asked = new Question(beat, now);
            scheduler.Post(static worker => ((StopLossWorker)worker!).Wake(), worker);
        }
        else if (!isProbing && clock.GetElapsedTime(question.At, now) >= HangsAfter)
        {
            isProbing = true;
            scheduler.Post(static watchdog => ((SessionWatchdog)watchdog!).Probe(), this);
        }
    }

    /// <summary>On the session's scheduler: whatever was to run before has run. If the worker has not turned all the same, it hangs.</summary>
    private void Probe()
    {
        isProbing = false;
        if (asked is not { } question || question.Beat != worker.Beat || role.State != RoleState.Running) return;
        Raise(WorkerAlarm, "The stop-loss worker has not turned for more than a second although its thread goes on: it is begun again as soon as its old loop has ended");
        role.Restart("the watchdog found it hanging");
    }

    private void Raise(string id, string text)
    {
        lock (raised)
        {
            if (raised.ContainsKey(id)) return;
            var alarm = new Alarm(id, AlarmSeverity.Red, clock.GetUtcNow(), text);
            raised.Add(id, alarm);
            standing = [.. raised.Values];
            journal.Append(new AlarmRaised(account, alarm.Since, alarm));
        }
    }

    private void Clear(string id)
    {
        if (standing.Count == 0) return;
        lock (raised)
        {
            if (!raised.Remove(id, out var alarm)) return;
            standing = [.. raised.Values];
            journal.Append(new AlarmCleared(account, clock.GetUtcNow(), alarm));
        }
    }

    /// <summary>The worker was asked to turn at this moment, and had last turned then.</summary>
    private sealed record Question(long Beat, long At);
}

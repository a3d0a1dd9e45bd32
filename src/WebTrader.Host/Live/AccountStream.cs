using WebTrader.Engine.Running;
using WebTrader.Engine.Views;
using WebTrader.Host.Sessions;

namespace WebTrader.Host.Live;

/// <summary>
/// The live feed of one account: one sequence for all its watchers. A watcher gets the state as it was last told to everybody, with
/// the sequence of that telling, so that the next message follows without a gap and without a double. Thread-safe.
/// </summary>
internal sealed class AccountStream(AccountRunner runner, Func<long> settingsVersion, TimeProvider clock) : ILiveStream
{
    /// <summary>Between two messages with changes: four a second.</summary>
    public static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(250);

    /// <summary>Between two messages to a browser whose page nobody looks at.</summary>
    public static readonly TimeSpan RestingPace = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Heartbeat = TimeSpan.FromMilliseconds(900);
    private static readonly TimeSpan Fresh = Pace * 2;

    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly RowChanges rows = new();
    private readonly HashSet<Mailbox> watchers = [];
    private Told? last;
    private long sequence;
    private long toldAt;
    private string restingKey = "";
    private long restedAt;

    /// <summary>Gives a watcher a snapshot and everything after it; one that rests gets a snapshot now and then instead.</summary>
    /// <exception cref="SessionUnavailableException">The session does not run and has not run yet.</exception>
    public async Task JoinAsync(Mailbox mailbox, CancellationToken cancellation)
    {
        await turn.WaitAsync(cancellation);
        try
        {
            // Nobody has watched for a while: what was last told is old.
            if (last is null || clock.GetElapsedTime(last.Timestamp) > Fresh) await LookAsync(mustTell: false, cancellation);
            if (last is null) throw new SessionUnavailableException($"The session of account {runner.Account.Id} is not running.");
            watchers.Add(mailbox);
            mailbox.Begin(Snapshot(last));
        }
        finally
        {
            turn.Release();
        }
    }

    public async Task LeaveAsync(Mailbox mailbox)
    {
        await turn.WaitAsync();
        watchers.Remove(mailbox);
        turn.Release();
    }

    /// <summary>Tells the watchers what has changed since the last time, or, now and then, that nothing has.</summary>
    public async Task TickAsync(CancellationToken cancellation)
    {
        await turn.WaitAsync(cancellation);
        try
        {
            if (watchers.Count > 0) await LookAsync(mustTell: clock.GetElapsedTime(toldAt) >= Heartbeat, cancellation);
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();

    private async Task LookAsync(bool mustTell, CancellationToken cancellation)
    {
        var now = await LastKnownOrNowAsync(cancellation);
        if (now is null) return;
        var (upserts, removed) = rows.Take(now.Rows, now.Timestamp / (clock.TimestampFrequency / 1_000));
        var isNews = upserts.Count > 0 || removed.Count > 0 || !AlarmsOf(now).SequenceEqual(AlarmsOf(last)) || !now.Health.Emergency.SequenceEqual(last?.Health.Emergency ?? []);
        last = now;
        TellResting(now);
        if (watchers.Count == 0 || !(isNews || mustTell)) return;

        var message = new WrittenOnce(new ChangesMessage(runner.Account.Id, ++sequence, now.At, now.Health, upserts, removed));
        toldAt = now.Timestamp;
        foreach (var watcher in watchers.Where(watcher => !watcher.IsResting)) watcher.Put(message);
    }

    private SnapshotMessage Snapshot(Told told) => new(AccountHead.Of(AccountHeads.Of(runner.Account)), sequence, told.At, told.Health, told.Rows);

    /// <summary>Those that nobody looks at: their title still says at once how many are not protected, and what alarms there are.</summary>
    private void TellResting(Told now)
    {
        if (!watchers.Any(watcher => watcher.IsResting)) return;
        var key = string.Join('|', now.Rows.Select(row => $"{row.Ticket} {row.State}").Concat(now.Health.Alarms.Select(alarm => $"{alarm.Id} {alarm.Severity}")));
        if (key == restingKey && clock.GetElapsedTime(restedAt, now.Timestamp) < RestingPace) return;
        (restingKey, restedAt) = (key, now.Timestamp);
        foreach (var watcher in watchers.Where(watcher => watcher.IsResting)) watcher.Begin(Snapshot(now));
    }

    /// <summary>While the session does not answer: what was known, and an alarm that says so.</summary>
    private async Task<Told?> LastKnownOrNowAsync(CancellationToken cancellation)
    {
        try
        {
            var (positions, health, stops, readEvery) = await runner.AskAsync(session => (session.View.Positions(), session.View.Health(), session.Emergency.Views, session.Options.Monitor.Interval), cancellation);
            return new Told(clock.GetTimestamp(), clock.GetUtcNow(), HealthMessage.Of(health, settingsVersion(), stops, readEvery), positions);
        }
        catch (SessionUnavailableException away) when (last is not null)
        {
            return Away(last, away.Message);
        }
    }

    private Told Away(Told known, string reason)
    {
        var now = clock.GetTimestamp();
        var passed = (long)clock.GetElapsedTime(known.Timestamp, now).TotalMilliseconds;
        var since = known.Health.Alarms.FirstOrDefault(alarm => alarm.Id == "session")?.Since ?? clock.GetUtcNow();
        var alarm = new AlarmView("session", Core.Journal.AlarmSeverity.Red, since, $"{reason} Stops that stand at the broker stay in force.");
        var found = runner.Findings.Select(finding => new AlarmView(finding.Id, finding.Severity, finding.Since, finding.Text)).ToList();
        var health = known.Health with
        {
            Alarms = [.. known.Health.Alarms.Where(standing => standing.Id != "session" && !found.Exists(finding => finding.Id == standing.Id)), .. found, alarm],
            Worker = known.Health.Worker with { State = RoleState.Restarting, BeatAgeMs = known.Health.Worker.BeatAgeMs + passed },
            Monitor = known.Health.Monitor with { State = RoleState.Restarting, BeatAgeMs = known.Health.Monitor.BeatAgeMs + passed, LastReadAgeMs = known.Health.Monitor.LastReadAgeMs + passed },
        };
        return new Told(now, clock.GetUtcNow(), health, [.. known.Rows.Select(row => Older(row, passed))]);
    }

    private static PositionView Older(PositionView row, long passedMs) => row with
    {
        QuoteAgeMs = row.QuoteAgeMs + passedMs,
        StateAgeMs = row.StateAgeMs + passedMs,
        StopAgeMs = row.StopAgeMs + passedMs,
        EvaluationAgeMs = row.EvaluationAgeMs + passedMs,
    };

    private static IEnumerable<AlarmView> AlarmsOf(Told? told) => told?.Health.Alarms ?? [];

    private sealed record Told(long Timestamp, DateTimeOffset At, HealthMessage Health, IReadOnlyList<PositionView> Rows);
}

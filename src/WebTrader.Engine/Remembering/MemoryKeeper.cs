using WebTrader.Core.Journal;
using WebTrader.Core.Ports;
using WebTrader.Core.Positions;
using WebTrader.Engine.Alarms;
using WebTrader.Engine.Book;
using WebTrader.Engine.Running;

namespace WebTrader.Engine.Remembering;

/// <summary>
/// Takes up what earlier runs remembered of the account, keeps what this run learns, and says so while the store cannot be used. A
/// store that does not answer keeps no position waiting: protection starts without its memory, which is taken up later.
/// </summary>
/// <param name="epoch">Of this run; what it has sent itself is no memory.</param>
public sealed class MemoryKeeper(AccountId account, long epoch, EngineOptions options, TimeProvider clock, IJournal journal, AlarmBoard alarms, PositionBook book)
{
    /// <summary>How long a start waits for the memory of earlier runs.</summary>
    public static readonly TimeSpan RecallWithin = TimeSpan.FromMilliseconds(500);

    private static readonly TimeSpan Round = TimeSpan.FromSeconds(1);
    private const int RoundsUntilKept = 5;
    private const int RoundsUntilTold = 5;

    /// <summary>A call that was given up long ago can have no effect any more.</summary>
    private readonly TimeSpan mayStillArriveFor = options.StopLoss.GivenUpAfter * 2;

    private AccountMemory? memory;
    private bool isRecovered;

    /// <summary>Told once, when the memory is there and the broker has said what is open.</summary>
    public Action<AccountMemory>? OnRecovered { get; set; }

    /// <summary>Told once, as soon as the memory is there.</summary>
    public Action<AccountMemory>? OnRemembered { get; set; }

    /// <summary>Told when positions got back what earlier runs remembered of them after they had been looked at without.</summary>
    public Action? OnTakenUp { get; set; }

    /// <summary>Whether what earlier runs remembered is known.</summary>
    public bool IsTakenUp => memory is not null;

    /// <summary>What is remembered of an account; a failure when the store does not answer in time.</summary>
    public static async Task<Reading<AccountMemory>> RecallAsync(AccountId account, IJournal journal, TimeProvider clock, CancellationToken cancellation)
    {
        using var timeUp = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var recall = journal.RecallAsync(account, timeUp.Token).AsTask();
        if (recall.IsCompletedSuccessfully) return recall.Result;

        var ended = await recall.EndsWithinAsync(RecallWithin, clock, cancellation);
        timeUp.Cancel();
        cancellation.ThrowIfCancellationRequested();
        if (!ended) return Reading<AccountMemory>.Failed($"no answer within {Words.Seconds(RecallWithin)}", default);
        return recall.IsFaulted ? Reading<AccountMemory>.Failed(recall.Exception.GetBaseException().Message, default) : await recall;
    }

    /// <summary>Begins with what was recalled before the start.</summary>
    public void Begin(Reading<AccountMemory> recalled)
    {
        WatchStore();
        if (recalled.TryGet(out var remembered))
        {
            TakeUp(remembered);
        }
        else if (journal.Health.State == JournalState.MemoryOnly)
        {
            Alarm(recalled.Failure!);
        }
    }

    /// <summary>Runs until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        for (var round = 1; !cancellation.IsCancellationRequested; round++)
        {
            WatchStore();
            if (memory is null) await TakeUpAsync(isTold: round >= RoundsUntilTold, cancellation);
            Recover();
            if (round % RoundsUntilKept == 0) KeepAll(onlyNews: true);
            await Task.Delay(Round, clock, cancellation);
        }
    }

    /// <summary>Gives a position the calls of earlier runs that may still have their effect: also where it has their stop, which another call may have set.</summary>
    public void RecallCalls(TrackedPosition tracked)
    {
        foreach (var call in memory?.InTheAir ?? [])
        {
            // A memory that arrives late tells of this run's own calls too, which nobody needs to be told of.
            if (call.Token.Epoch == epoch || call.Position != tracked.Position.Id || clock.GetUtcNow() - call.SentAt > mayStillArriveFor) continue;
            tracked.Calls.Add(new CallInTheAir(call.Token, "an earlier run", call.Stop, clock.GetTimestamp()) { Number = call.Number, Rule = call.Rule, IsUnderWay = false });
        }
    }

    private void TakeUp(AccountMemory remembered)
    {
        memory = remembered;
        OnRemembered?.Invoke(remembered);
        book.Remember(remembered.Open.Values);
        foreach (var tracked in book.Open) RecallCalls(tracked);
    }

    /// <summary>Keeps what the rules must remember of a position.</summary>
    public void Keep(TrackedPosition tracked)
    {
        // What this run has learnt so far must not be written over what earlier runs remembered and nobody could read yet.
        if (memory is null || tracked.WithPeak() is not { } progress) return;
        tracked.Progress = progress;
        tracked.ProgressIsNew = false;
        journal.Keep(account, tracked.Position, progress);
    }

    /// <summary>Keeps it of every open position.</summary>
    public void KeepAll(bool onlyNews)
    {
        foreach (var tracked in book.Open)
        {
            // A peak comes without a decision: the position sleeps while the price runs on to its next step.
            if (!onlyNews || tracked.ProgressIsNew || tracked.WithPeak() != tracked.Progress) Keep(tracked);
        }
    }

    private async Task TakeUpAsync(bool isTold, CancellationToken cancellation)
    {
        var recalled = await RecallAsync(account, journal, clock, cancellation);
        if (!recalled.TryGet(out var remembered))
        {
            // A store that is only slow to open is no news; one that does not open for seconds, or says that it cannot, is.
            if (isTold || journal.Health.State == JournalState.MemoryOnly) Alarm(recalled.Failure!);
            return;
        }

        TakeUp(remembered);
        alarms.Clear("memory");
        OnTakenUp?.Invoke();
    }

    /// <summary>What is not open must have been looked for before it can be called closed.</summary>
    private void Recover()
    {
        if (isRecovered || memory is null || book.LastReading is null) return;
        isRecovered = true;
        OnRecovered?.Invoke(memory);
    }

    private void WatchStore()
    {
        var health = journal.Health;
        if (health.State != JournalState.MemoryOnly) alarms.Clear("journal");
        else alarms.Raise("journal", AlarmSeverity.Red, $"The journal cannot be written: {health.Reason}. Stops go on; {Words.Count(health.Waiting)} entries wait in memory");
    }

    private void Alarm(string failure) =>
        alarms.Raise("memory", AlarmSeverity.Red, $"What earlier runs remembered cannot be read: {failure}. Positions are protected without it");
}

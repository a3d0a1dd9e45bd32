using WebTrader.Core.Journal;
using WebTrader.Core.Ports;
using WebTrader.Core.Positions;
using WebTrader.Core.Stops;
using WebTrader.Engine.Alarms;
using WebTrader.Engine.Book;
using WebTrader.Engine.Intake;
using WebTrader.Engine.Running;
using WebTrader.Engine.Writing;

namespace WebTrader.Engine.StopLoss;

/// <summary>
/// Holds every open position against every quote that can matter to it, and wishes for a write where the rules want one. Woken by
/// quotes, by changes of the book and by a timer; it never waits for the broker, so that one slow ticket delays no other.
/// </summary>
public sealed class StopLossWorker : IDisposable
{
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromSeconds(2);

    private readonly AccountId account;
    private readonly EngineOptions options;
    private readonly TimeProvider clock;
    private readonly IJournal journal;
    private readonly AlarmBoard alarms;
    private readonly QuoteIntake intake;
    private readonly PositionBook book;
    private readonly StopEvaluator evaluator;
    private readonly WriteQueue queue;
    private readonly CallSlots slots;
    private readonly MessageMeter meter;
    private readonly ExposureAlarms exposures;
    private readonly WakeSignal wake;
    private readonly List<SymbolState> dirty = [];
    private readonly List<TrackedPosition> due = [];
    private readonly HashSet<TrackedPosition> attention = [];
    private long beat;
    private bool isRunning;
    private (long Timestamp, DateTimeOffset Wall) lastClock;

    public StopLossWorker(AccountId account, EngineOptions options, TimeProvider clock, IJournal journal, AlarmBoard alarms, QuoteIntake intake, PositionBook book, StopEvaluator evaluator, WriteQueue queue, CallSlots slots, MessageMeter meter)
    {
        this.account = account;
        this.options = options;
        this.clock = clock;
        this.journal = journal;
        this.alarms = alarms;
        this.intake = intake;
        this.book = book;
        this.evaluator = evaluator;
        this.queue = queue;
        this.slots = slots;
        this.meter = meter;
        exposures = new ExposureAlarms(alarms, clock);
        wake = new WakeSignal(clock);
        queue.OnServed = LookAgain;
        meter.OnPrice = LookAtAll;
    }

    /// <summary>From the arrival of a quote until the positions it mattered to were held against it.</summary>
    public DurationHistogram Delays { get; } = new();

    /// <summary>When the last cycle began, on the monotone scale.</summary>
    public long Beat
    {
        get => Volatile.Read(ref beat);
        private set => Volatile.Write(ref beat, value);
    }

    public long Cycles { get; private set; }

    /// <summary>Told when the wall clock and the monotone clock part, so that everything is read again.</summary>
    public Action? OnClockJump { get; set; }

    /// <summary>Runs until cancelled; the loop itself never ends for what a position or the broker does.</summary>
    /// <exception cref="InvalidOperationException">It runs already: there is never a second writer beside the first.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        if (isRunning) throw new InvalidOperationException("The loop of the stop-loss worker has not ended yet; a second one must not begin.");
        isRunning = true;
        try
        {
            await using var stop = cancellation.Register(wake.Set);
            lastClock = (clock.GetTimestamp(), clock.GetUtcNow());
            // One that has only just begun is not late.
            Beat = lastClock.Timestamp;
            while (!cancellation.IsCancellationRequested)
            {
                await wake.WaitAsync(options.StopLoss.MaxCycle);
                if (!cancellation.IsCancellationRequested) Cycle();
            }
        }
        finally
        {
            isRunning = false;
        }
    }

    /// <summary>New quotes are there.</summary>
    public void Wake() => wake.Set();

    /// <summary>Something about the position other than a quote has changed.</summary>
    public void LookAgain(TrackedPosition tracked)
    {
        if (tracked.HasEnded) return;
        tracked.PendingSince ??= clock.GetTimestamp();
        attention.Add(tracked);
        wake.Set();
    }

    /// <summary>Another price holds for everybody.</summary>
    public void LookAtAll()
    {
        foreach (var tracked in book.Open) LookAgain(tracked);
    }

    public void Forget(TrackedPosition tracked)
    {
        attention.Remove(tracked);
        exposures.Forget(tracked);
        queue.End(tracked);
        tracked.Symbol.Wake.Remove(tracked);
        if (tracked.IsUndecidable) alarms.Clear(AlarmOf(tracked));
    }

    public void Dispose() => wake.Dispose();

    private void Cycle()
    {
        Beat = clock.GetTimestamp();
        Cycles++;
        CheckClock();
        meter.Look();

        intake.Drain(dirty);
        foreach (var symbol in dirty)
        {
            var before = due.Count;
            symbol.Wake.Collect(symbol.Latest!.Value, due);
            if (due.Count == before) continue;
            var delay = clock.GetElapsedTime(symbol.DirtySince);
            Delays.Add(delay);
            EngineMeter.EvaluationDelay.Record(delay, account.Value);
            // What is not held against it now, because a write is under way, stays pending since the quote came in.
            for (var i = before; i < due.Count; i++) due[i].PendingSince ??= symbol.DirtySince;
        }

        dirty.Clear();
        foreach (var tracked in attention) due.Add(tracked);
        attention.Clear();
        foreach (var tracked in due) Look(tracked);
        due.Clear();
        queue.Pump();
        slots.Serve();
        exposures.Check();
    }

    private void Look(TrackedPosition tracked)
    {
        if (tracked.HasEnded) return;
        if (tracked.Missing > 0)
        {
            // The next reading tells whether it is closed.
            attention.Add(tracked);
            tracked.Symbol.Wake.File(tracked, new NextStep(Always: true, null, null));
            return;
        }

        // While a write is under way its end brings the position back here.
        if (tracked.InFlight || tracked.LookedIn == Cycles || book.Find(tracked.Position.Ticket) != tracked) return;
        tracked.LookedIn = Cycles;
        tracked.PendingSince = null;
        if (!evaluator.IsManaged(tracked.Position))
        {
            LeaveAlone(tracked);
            return;
        }

        var wasToBeClosed = tracked.Verdict?.Decision is StopDecision.CloseNow { Cause: CloseCause.MaxRisk };
        if (Decide(tracked) is not { } verdict)
        {
            tracked.Symbol.Wake.File(tracked, new NextStep(Always: true, null, null));
        }
        else
        {
            tracked.Symbol.Wake.File(tracked, verdict.Next);
            // A loss that has come to max risk does not wait for the end of an earlier pause.
            if (verdict.Decision is StopDecision.CloseNow { Cause: CloseCause.MaxRisk } && !wasToBeClosed) tracked.TryAtOnce();
            if (verdict.Decision is StopDecision.Move) tracked.WantsSince ??= Beat;
            else tracked.WantsSince = null;
            if (verdict.Decision is not StopDecision.Hold) queue.Wish(tracked, verdict.Decision);
            else if (tracked.AmbiguousSince is null) queue.Forget(tracked);
        }

        if (tracked.AmbiguousSince is not null) queue.Wish(tracked, tracked.Verdict?.Decision ?? new StopDecision.Hold("The outcome of the last write is not known"));
        exposures.Note(tracked);
        tracked.Enter(StateOf(tracked), clock.GetUtcNow(), Beat);
    }

    /// <summary>Not armed, or left to others by the settings: watched and recorded, never written to.</summary>
    private void LeaveAlone(TrackedPosition tracked)
    {
        tracked.Symbol.Wake.File(tracked, new NextStep(Always: false, null, null));
        queue.Forget(tracked);
        exposures.Forget(tracked);
        tracked.Enter(ProtectionState.Unmanaged, clock.GetUtcNow(), Beat);
    }

    /// <summary>What cannot be computed is one position's trouble; the others are looked at all the same.</summary>
    private StopVerdict? Decide(TrackedPosition tracked)
    {
        try
        {
            var verdict = evaluator.Evaluate(tracked);
            if (tracked.IsUndecidable) alarms.Clear(AlarmOf(tracked));
            tracked.IsUndecidable = false;
            return verdict;
        }
        catch (ArithmeticException fault)
        {
            tracked.IsUndecidable = true;
            tracked.Unseen = $"Cannot be computed: {fault.Message}";
            alarms.Raise(AlarmOf(tracked), AlarmSeverity.Red, $"No stop can be computed for ticket {tracked.Position.Ticket}: {fault.Message}");
            return null;
        }
    }

    private static string AlarmOf(TrackedPosition tracked) => $"decide-{tracked.Position.Ticket}";

    private static ProtectionState StateOf(TrackedPosition tracked) =>
        tracked.AmbiguousSince is not null ? ProtectionState.Ambiguous
        : tracked.Position.StopLoss is null ? ProtectionState.Naked
        : tracked.Verdict?.Decision is StopDecision.Hold { Wanted: null } ? ProtectionState.Protected
        : ProtectionState.Guarded;

    /// <summary>When the wall clock jumps, nobody knows how old the quotes are: they count as stale and everything is read again.</summary>
    private void CheckClock()
    {
        var wall = clock.GetUtcNow();
        var jumped = wall - lastClock.Wall - clock.GetElapsedTime(lastClock.Timestamp, Beat);
        lastClock = (Beat, wall);
        if (jumped.Duration() <= ClockTolerance) return;

        evaluator.DistrustQuotes("the clock jumped");
        journal.Append(new ClockJumped(account, wall, jumped));
        OnClockJump?.Invoke();
    }
}

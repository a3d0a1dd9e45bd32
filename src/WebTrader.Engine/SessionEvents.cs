using WebTrader.Core.Journal;
using WebTrader.Core.Market;
using WebTrader.Core.Ports;
using WebTrader.Core.Positions;
using WebTrader.Core.Stops;
using WebTrader.Engine.Book;
using WebTrader.Engine.Safety;
using WebTrader.Engine.Intake;
using WebTrader.Engine.Running;
using WebTrader.Engine.Tickets;

namespace WebTrader.Engine;

/// <summary>A position that ended a short while ago, for whoever is still looking at it.</summary>
/// <param name="EndedAt">On the monotone scale.</param>
/// <param name="Lock">What happened at its ticket lock; null when nothing did.</param>
public sealed record ClosedPosition(TrackedPosition Tracked, Trade? Trade, long EndedAt, TicketLockTimeline? Lock);

/// <summary>Passes on what the broker reports and what changes in the book: who is told of what stands here and nowhere else.</summary>
internal sealed class SessionEvents(AccountSession session, TimeProvider clock, IJournal journal) : IBrokerListener, IBookListener
{
    private static readonly TimeSpan KeepClosedFor = TimeSpan.FromMinutes(10);

    private readonly List<ClosedPosition> recentlyClosed = [];

    public NettingGuard? Netting { get; set; }

    public bool IsConnected { get; private set; } = true;

    public IReadOnlyCollection<ClosedPosition> RecentlyClosed => recentlyClosed;

    private AccountId Account => session.Account.Id;

    /// <summary>Once the session is put together.</summary>
    public void Listen()
    {
        session.Monitor.OnClosed = OnClosed;
        session.Monitor.OnParted = OnParted;
        session.Memory.OnRemembered = OnRemembered;
        session.Memory.OnRecovered = OnRecovered;
        session.Memory.OnTakenUp = LookAtAll;
        session.Monitor.OnSpec = OnSpec;
        session.Monitor.OnAccount = LookAtAll;
        session.Worker.OnClockJump = session.Monitor.Wake;
        session.Slots.OnFree = session.Worker.Wake;
        session.Calls.OnLateAnswer = session.Worker.LookAgain;
        session.Executor.OnChanged = session.Worker.LookAgain;
        session.Emergency.OnChanged = OnSettings;
        session.Locks.OnRevoked = OnRevoked;
        session.Locks.OnReleased = OnReleased;
    }

    public void OnQuote(in Quote quote)
    {
        if (session.Intake.Take(quote, clock.GetTimestamp())) session.Worker.Wake();
    }

    public void OnTradeEvent()
    {
        session.Book.Happened(clock.GetTimestamp());
        session.Monitor.LookForDeals();
        session.Emergency.Look();
    }

    public void OnConnection(bool connected, string reason)
    {
        var isBack = connected && !IsConnected;
        IsConnected = connected;
        session.Book.Happened(clock.GetTimestamp());
        foreach (var tracked in session.Book.Open) tracked.Calls.Disturb(clock.GetTimestamp());
        if (isBack)
        {
            session.Evaluator.DistrustQuotes("the connection was lost");
            CatchUp();
        }

        if (connected) session.Alarms.Clear("connection");
        else session.Alarms.Raise("connection", AlarmSeverity.Red, $"No connection to the broker: {reason}. Stops that stand at the broker stay in force");
        session.Monitor.LookForDeals();
    }

    /// <summary>What could not be sent while the connection was lost does not wait for the end of its pause.</summary>
    private void CatchUp()
    {
        foreach (var tracked in session.Book.Open)
        {
            tracked.TryAtOnce();
            session.Worker.LookAgain(tracked);
        }
    }

    /// <summary>From any thread, inside the gate of the locks: only queues.</summary>
    private void OnRevoked(Revocation revoked) =>
        journal.Append(new HoldingRevoked(Account, clock.GetUtcNow(), revoked.Ticket, revoked.Token, revoked.Holder, revoked.HeldFor, revoked.WasInFlight, revoked.Why));

    /// <summary>As above.</summary>
    private void OnReleased(Release released) =>
        journal.Append(new HoldingReleased(Account, clock.GetUtcNow(), released.Ticket, released.Token, released.Holder, released.Purpose, released.Waited, released.HeldFor));

    public void OnSeen(TrackedPosition tracked)
    {
        var now = clock.GetUtcNow();
        session.Locks.Keep(tracked.Position.Ticket);
        session.Memory.RecallCalls(tracked);
        // Two wrong readings had taken it out: what was in the air then still is.
        foreach (var call in recentlyClosed.Find(closed => closed.Tracked.Position.Id == tracked.Position.Id)?.Tracked.Calls.All ?? [])
        {
            if (tracked.Calls.All.All(known => known.Token != call.Token)) tracked.Calls.Add(call);
        }

        journal.Append(new PositionSeen(Account, now, tracked.Position));
        tracked.Tell(now, $"Seen for the first time{(tracked.Position.StopLoss is null ? ", without a stop" : "")}");
        ReadBack(tracked, now);
        if (tracked.Progress?.LacksParts(tracked.Position.Lots) == true) session.Monitor.LookForParts(tracked.Position.Id);
        var isManaged = IsManaged(tracked);
        if (tracked.Position.StopLoss is null && isManaged) tracked.NakedSince = NakedFrom(tracked, now);
        tracked.Enter(!isManaged ? ProtectionState.Unmanaged : tracked.Position.StopLoss is null ? ProtectionState.Naked : ProtectionState.Guarded, now, clock.GetTimestamp());
        session.Worker.LookAgain(tracked);
        Netting?.Saw(tracked);
    }

    public void OnReported(TrackedPosition tracked, Position before)
    {
        var after = tracked.Position;
        var now = clock.GetUtcNow();
        ReadBack(tracked, now);
        CountNaked(tracked);
        session.TugOfWar.Look();
        if (!session.Evaluator.IsUnseen(tracked)) session.Profits.Check(tracked);
        // The profit moves with the price; it is no change of the position.
        if (after == before || after with { Profit = before.Profit } == before) return;

        // It sleeps by the closing price of its old side.
        if (after.Side != before.Side) tracked.Symbol.Wake.Remove(tracked);
        var isOurs = after.StopLoss == before.StopLoss || IsOurs(tracked, now);
        var isOurTarget = after.TakeProfit == before.TakeProfit || (tracked.TakeProfitSent is { } sent && sent.Price == after.TakeProfit);
        if ((!isOurs || !isOurTarget) && !tracked.InFlight)
        {
            journal.Append(new ChangedByOthers(Account, now, before, after));
            tracked.Tell(now, $"Changed by others: stop {Say(tracked, before.StopLoss)} to {Say(tracked, after.StopLoss)}, take-profit {Say(tracked, before.TakeProfit)} to {Say(tracked, after.TakeProfit)}");
        }

        // Ours never loosen one: that was somebody else, whatever of ours is under way.
        if (!isOurs && before.StopLoss is { } was && (after.StopLoss is not { } looser || after.Side.IsTighter(was, looser)))
        {
            if (IsManaged(tracked)) session.TugOfWar.Note(tracked, was);
            tracked.MovedByOthers(was);
        }

        session.HandMoves.Check(tracked);

        // Whatever it was waiting for, its stop is gone.
        if (after.StopLoss is null && before.StopLoss is not null) tracked.TryAtOnce();
        if (after.Lots != before.Lots) tracked.Tell(now, $"Volume {before.Lots} to {after.Lots}");
        if (after.Lots < before.Lots && after.Side == before.Side) session.Monitor.LookForParts(after.Id);
        session.Worker.LookAgain(tracked);
        session.Memory.Keep(tracked);
    }

    /// <summary>A write has had its effect, perhaps late: the stop is no stranger's.</summary>
    private static bool IsOurs(TrackedPosition tracked, DateTimeOffset now)
    {
        // While the write is under way its end is told by whoever waits for it.
        var arrived = tracked.Calls.Show(tracked.Position.StopLoss, out var isSettled);
        if (isSettled) tracked.Tell(now, "Unknown outcome settled: the broker shows the stop");
        if (arrived is { Stop: { } stop, Rule: { } rule })
        {
            tracked.Own(stop, rule);
            return true;
        }

        if (tracked.Sent is not { } sent || tracked.Position.StopLoss != sent.Stop) return false;
        tracked.Own(sent.Stop, sent.Rule);
        return true;
    }

    public void OnMissing(TrackedPosition tracked) => session.Monitor.Wake();

    public void OnGone(TrackedPosition tracked)
    {
        CountNaked(tracked, isOver: true);
        session.Worker.Forget(tracked);
        session.Refusals.Forget(tracked.Position.Ticket);
        session.Profits.Forget(tracked);
        session.HandMoves.Forget(tracked);
        session.TugOfWar.Forget(tracked);
        var timeline = session.Locks.TimelineOf(tracked.Position.Ticket);
        session.Locks.Forget(tracked.Position.Ticket);
        recentlyClosed.RemoveAll(closed => clock.GetElapsedTime(closed.EndedAt) > KeepClosedFor);
        recentlyClosed.Add(new ClosedPosition(tracked, null, clock.GetTimestamp(), timeline));
        session.Monitor.Resolve(tracked.Position, tracked.Progress, recovered: false, tracked.Sent);
    }

    /// <summary>Other positions than before may be written to.</summary>
    public void OnArmed()
    {
        foreach (var tracked in session.Book.Open)
        {
            // While it was only observed its lack of a stop was nobody's.
            tracked.NakedSince = tracked.Position.StopLoss is null && IsManaged(tracked) ? clock.GetTimestamp() : null;
            tracked.TryAtOnce();
            session.Worker.LookAgain(tracked);
        }
    }

    /// <summary>Other settings hold.</summary>
    public void OnSettings()
    {
        foreach (var tracked in session.Book.Open)
        {
            // What is managed from now on waits for nothing.
            if (IsManaged(tracked) && tracked.State == ProtectionState.Unmanaged) tracked.TryAtOnce();
            CountNaked(tracked);
            session.HandMoves.Check(tracked);
            session.Worker.LookAgain(tracked);
        }

        session.Monitor.Wake();
    }

    private void OnClosed(Trade trade)
    {
        session.Book.Forget(trade.Position);
        session.View.Count(trade);
        session.Figures.Count(trade);
        session.Limits.Count(trade);
        session.Meter.Closed();
        var index = recentlyClosed.FindIndex(closed => closed.Tracked.Position.Id == trade.Position);
        if (index < 0) return;
        recentlyClosed[index] = recentlyClosed[index] with { Trade = trade };
        recentlyClosed[index].Tracked.Tell(clock.GetUtcNow(), $"Closed at {trade.ClosePrice}, {trade.Profit}. {trade.Reason.Say()}");
    }

    private void OnParted(TrackedPosition tracked, ClosedPart part)
    {
        var now = clock.GetUtcNow();
        tracked.Progress = StopProgress.For(tracked.Position, tracked.Progress).WithPart(part.Lots);
        journal.Append(new PartlyClosed(Account, now, tracked.Position, part));
        tracked.Tell(now, $"A part of {part.Lots} was closed at {part.Price}, {part.Profit}. {part.Reason.Say()}");
        session.Memory.Keep(tracked);
    }

    private void OnRemembered(AccountMemory memory) => session.Meter.Restore(memory.Sent, session.Gateway.Sent == 0 ? null : session.StartedAt);

    private void OnRecovered(AccountMemory memory)
    {
        session.View.Begin(memory);
        session.Limits.Begin(memory);
        session.Monitor.Recover(memory);
    }

    private void LookAtAll()
    {
        foreach (var tracked in session.Book.Open) session.Worker.LookAgain(tracked);
    }

    private void OnSpec(SymbolState symbol)
    {
        foreach (var tracked in session.Book.Open)
        {
            if (tracked.Symbol == symbol) session.Worker.LookAgain(tracked);
        }
    }

    private static void ReadBack(TrackedPosition tracked, DateTimeOffset now)
    {
        var stop = tracked.Position.StopLoss;
        var sent = tracked.Certificate.Sent?.Price;
        tracked.Certificate.ReadBack = new Book.CertificateStep(stop, now, tracked.Seen.Timestamp,
            stop is null ? "the broker shows none" : sent is null || sent == stop ? "equal to wanted" : "another than sent");
    }

    private bool IsManaged(TrackedPosition tracked) => session.Evaluator.IsManaged(tracked.Position);

    private void CountNaked(TrackedPosition tracked, bool isOver = false)
    {
        var isNaked = tracked.Position.StopLoss is null && !isOver && IsManaged(tracked);
        if (isNaked) tracked.NakedSince ??= clock.GetTimestamp();
        else if (tracked.NakedSince is { } since)
        {
            var naked = clock.GetElapsedTime(since);
            tracked.NakedFor += naked;
            tracked.NakedSince = null;
            session.Figures.CountNaked(naked, isProtected: tracked.Position.StopLoss is not null);
        }
    }

    /// <summary>What was opened while we watched has been naked since its opening, not since we noticed.</summary>
    private long NakedFrom(TrackedPosition tracked, DateTimeOffset now)
    {
        var opened = tracked.Position.OpenTime;
        var unnoticed = opened > session.StartedAt && opened < now ? now - opened : TimeSpan.Zero;
        return clock.GetTimestamp() - clock.StampsOf(unnoticed);
    }

    private static string Say(TrackedPosition tracked, Price? price) =>
        price is not { } known ? "none" : tracked.Symbol.Spec?.Format(known) ?? known.ToString();
}

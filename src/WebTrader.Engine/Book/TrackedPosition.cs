using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Core.Ports;
using WebTrader.Core.Stops;
using WebTrader.Engine.Intake;
using WebTrader.Engine.Tickets;

namespace WebTrader.Engine.Book;

/// <summary>A position in the book, with all that the session knows of it. Touched on the session's scheduler only.</summary>
public sealed class TrackedPosition(Position position, ReadingMark seen, SymbolState symbol, StopProgress? progress)
{
    private const int KeptMoves = 500;
    private const int KeptEvents = 100;

    private readonly List<(DateTimeOffset From, ProtectionState State)> states = [];
    private readonly List<StopMove> moves = [];
    private readonly List<TicketEvent> events = [];
    private ProtectionState found = ProtectionState.Naked;

    /// <summary>As the broker last reported it.</summary>
    public Position Position { get; private set; } = position;

    /// <summary>When the reading that last showed it began.</summary>
    public ReadingMark Seen { get; private set; } = seen;

    public SymbolState Symbol { get; private set; } = symbol;

    /// <summary>What the newest reading took it to be in, where that is another and one reading alone says so.</summary>
    private SymbolState? otherwise;

    public StopProgress? Progress { get; set; } = progress;

    /// <summary>The latest verdict; null before the first.</summary>
    public StopVerdict? Verdict { get; set; }

    /// <summary>Why there is no verdict on the newest news, in words; null when there is one.</summary>
    public string? Unseen { get; set; }

    public Certificate Certificate { get; } = new();

    /// <summary>The first quote that counts for its peak.</summary>
    public long FirstQuote { get; private set; } = Math.Max(symbol.QuoteNumber, 1);

    /// <summary>Successful readings in a row, begun after it was last seen, that did not show it.</summary>
    public int Missing { get; set; }

    /// <summary>Whether a write for it is under way.</summary>
    public bool InFlight { get; set; }

    /// <summary>The calls about it that left and are not accounted for.</summary>
    public CallsInTheAir Calls { get; } = new();

    /// <summary>Since when the outcome of a write is unknown; null when every outcome is known.</summary>
    public long? AmbiguousSince => Calls.UnsettledSince;

    /// <summary>The emergency hold that its write waits with for a free call; null when there is none.</summary>
    internal HeldTicket? Armed { get; set; }

    /// <summary>Whether somebody else keeps moving its stop against us, so that only the hard stop is kept.</summary>
    public bool IsContested { get; set; }

    /// <summary>Whether it is known not to be open any more.</summary>
    internal bool HasEnded { get; set; }

    /// <summary>Whether it waits in the emergency lane of its ticket.</summary>
    internal bool IsInLane { get; set; }

    /// <summary>Who takes its ticket lock when the rules want its stop elsewhere.</summary>
    internal LockCaller Writer { get; } = new(LockCallerKind.StopWriter);

    /// <summary>The stop of our last write; null when the server refused it, or when the last write was a close.</summary>
    public SentStop? Sent { get; set; }

    /// <summary>The take-profit that an operator last had us set; null when none did.</summary>
    public SentTakeProfit? TakeProfitSent { get; set; }

    /// <summary>Whether our last write asked the broker to close it.</summary>
    public bool ClosedByUs { get; set; }

    /// <summary>Writes that failed one after the other.</summary>
    public int Failures { get; set; }

    /// <summary>No new attempt before this moment of the monotone scale.</summary>
    public long NotBefore { get; set; }

    /// <summary>Whether an attempt should wait for a newer quote than the one it failed at.</summary>
    public long AfterQuote { get; set; }

    /// <summary>Its market was closed at this quote: no new attempt before this moment of the monotone scale unless a newer quote has come.</summary>
    public (long Until, long Quote) MarketClosed { get; set; }

    /// <summary>Something has changed that no pause was made for: the next attempt may be made at once.</summary>
    public void TryAtOnce() => (NotBefore, MarketClosed) = (0, default);

    /// <summary>Since when it has had no stop at the broker, on the monotone scale; null while it has one.</summary>
    public long? NakedSince { get; set; }

    /// <summary>Since when the rules have wanted another stop, on the monotone scale; null while they do not.</summary>
    public long? WantsSince { get; set; }

    /// <summary>How long it was without a stop in all, up to <see cref="NakedSince"/>.</summary>
    public TimeSpan NakedFor { get; set; }

    /// <summary>Whether the last attempt to decide about it failed.</summary>
    public bool IsUndecidable { get; set; }

    /// <summary>When a change that it has not been held against came in; null when there is none.</summary>
    public long? PendingSince { get; set; }

    /// <summary>The same with a quote that nobody has looked at yet: its evaluation age counts from here. Null: it is held against everything.</summary>
    public long? UnheldSince => PendingSince ?? (Symbol.IsDirty ? Symbol.DirtySince : null);

    /// <summary>Whether its progress differs from what the journal was last told.</summary>
    public bool ProgressIsNew { get; set; }

    /// <summary>As the worker last found it, but never protected while something may still change its stop.</summary>
    public ProtectionState State => AmbiguousSince is not null && found != ProtectionState.Unmanaged ? ProtectionState.Ambiguous : found;

    public long StateSince { get; private set; }

    /// <summary>Since when the broker has shown the present stop, or none, on the monotone scale.</summary>
    public long StopSince { get; private set; } = seen.Timestamp;

    public IReadOnlyList<(DateTimeOffset From, ProtectionState State)> States => states;

    /// <summary>Oldest first; the oldest leave when there are many.</summary>
    public IReadOnlyList<StopMove> Moves => moves;

    public int MoveCount { get; private set; }

    /// <summary>Oldest first; the oldest leave when there are many.</summary>
    public IReadOnlyList<TicketEvent> Events => events;

    /// <summary>Since when its ticket lock could not be had; null when it could.</summary>
    public long? DeniedSince { get; set; }

    /// <summary>How often its ticket lock could not be had since then.</summary>
    public int Denials { get; set; }

    /// <summary>Whether the broker shows no stop for it, or one that is looser than its hard stop.</summary>
    public bool IsExposed => Position.StopLoss is not { } stop || (Verdict is { } verdict && Position.Side.IsTighter(verdict.HardStop, stop));

    /// <summary>The worker's last cycle that looked at it.</summary>
    public long LookedIn { get; set; }

    internal long WakeVersion { get; set; }
    internal bool WakesAlways { get; set; }
    internal Price? FiledFrom { get; set; }
    internal DateTimeOffset? FiledAt { get; set; }

    /// <summary>Takes a newer report.</summary>
    public void Report(Position newer, ReadingMark began)
    {
        if (newer.Symbol == Symbol.Name) otherwise = null;
        // A netting reversal begins a new position under an old identifier: its peak starts here.
        if (newer.Side != Position.Side) FirstQuote = Math.Max(Symbol.QuoteNumber, 1);
        if (newer.StopLoss != Position.StopLoss) StopSince = began.Timestamp;
        Position = newer;
        Seen = began;
        Missing = 0;
    }

    /// <summary>
    /// It was read in another symbol than before. A position never changes its symbol: one of the readings was garbled. The newer one holds at once where nothing could be decided by the other
    /// or no stop stands, and otherwise with the second reading that says the same: a single one takes neither prices nor memory away.
    /// </summary>
    /// <param name="earlier">What earlier runs remembered of it; null when nothing.</param>
    /// <returns>Whether it is the newer one's now. The stop that stands at the broker is never loosened for it.</returns>
    public bool Correct(SymbolState symbol, StopProgress? earlier)
    {
        if (Symbol.Spec is not null && Position.StopLoss is not null && otherwise != symbol)
        {
            otherwise = symbol;
            return false;
        }

        Symbol.Wake.Remove(this);
        (Symbol, FirstQuote, otherwise) = (symbol, Math.Max(symbol.QuoteNumber, 1), null);
        // Volumes are the same in any symbol, and parts must not be told twice; levels are not.
        var learnt = Progress;
        Progress = earlier ?? (learnt is null ? null : new StopProgress(learnt.Side));
        if (learnt is not null) Progress = Progress! with { MostLots = learnt.MostLots, PartsClosed = learnt.PartsClosed };
        (Verdict, Unseen) = (null, null);
        TryAtOnce();
        return true;
    }

    public void Enter(ProtectionState state, DateTimeOffset at, long timestamp)
    {
        if (states.Count > 0 && found == state) return;
        found = state;
        StateSince = timestamp;
        if (states.Count == KeptMoves) states.RemoveAt(0);
        states.Add((at, state));
    }

    public void Add(StopMove move)
    {
        MoveCount++;
        if (moves.Count == KeptMoves) moves.RemoveAt(0);
        moves.Add(move);
    }

    public void Tell(DateTimeOffset at, string text)
    {
        if (events.Count == KeptEvents) events.RemoveAt(0);
        events.Add(new TicketEvent(at, text));
    }

    /// <summary>A stop of ours stands at the broker.</summary>
    public void Own(Price stop, RuleName rule)
    {
        Progress = StopProgress.For(Position, Progress) with { OwnStop = stop, OwnRule = rule };
        ProgressIsNew = true;
        if (Sent is { } sent && sent.Stop == stop) Sent = sent with { IsShown = true };
    }

    /// <summary>The stop is not where we had it, and it was not us.</summary>
    public void MovedByOthers(Price? before)
    {
        Progress = StopProgress.For(Position, Progress).MovedByOthers(before, Position.StopLoss);
        ProgressIsNew = true;
    }

    /// <summary>The progress with the best closing price since it was first seen.</summary>
    public StopProgress? WithPeak()
    {
        if (Symbol.Spec is not { } spec || Symbol.BestSince(Position.Side, FirstQuote) is not { } best) return Progress;
        var progress = StopProgress.For(Position, Progress);
        return progress.WithPeak(spec.ProfitTicks(Position.Side, Position.OpenPrice, best));
    }
}

using System.Globalization;
using WebTrader.Brokers.Simulator;
using WebTrader.Core.Journal;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Core.Writing;

namespace WebTrader.Host.Commands.Simulate;

/// <summary>
/// Watches one world from the broker's side, beside the engine and its counters: after every change of the broker's book each promise is
/// checked. What is not announced as done by hand, and is no execution of the broker's own, was done through us.
/// </summary>
public sealed partial class WorldWatch
{
    private const int StoryLines = 14;
    private readonly ulong seed;
    private readonly SimulatedBroker broker;
    private readonly Money maxRisk;
    private readonly Dictionary<Ticket, Seen> open = [];
    private readonly Dictionary<Ticket, Seen> closed = [];
    private readonly Dictionary<string, (Quote Last, Quote Before)> quotes = new(StringComparer.Ordinal);
    private readonly HashSet<PositionId> recorded = [];
    private readonly HashSet<Ticket> inSight = [];
    private readonly HashSet<long> parts = [];
    private readonly List<Violation> violations = [];
    private int deals;
    private string? byHand;

    /// <param name="roundTrip">Of a trade and a reading.</param>
    /// <param name="noticedWithin">How long a change may go unnoticed where nobody tells of it.</param>
    public WorldWatch(ulong seed, SimulatedBroker broker, Money maxRisk, TimeSpan roundTrip, TimeSpan noticedWithin = default)
    {
        this.seed = seed;
        this.broker = broker;
        this.maxRisk = maxRisk;
        this.roundTrip = roundTrip;
        allowance = roundTrip + noticedWithin + Slack;
        broker.Quoted += Hear;
        broker.Traded += Look;
    }

    public IReadOnlyList<Violation> Violations => violations;

    public WorldFigures Figures { get; } = new();

    /// <summary>Something a person or another program does; not through us.</summary>
    public void ByHand(string what, Action act)
    {
        byHand = what;
        act();
        byHand = null;
    }

    /// <summary>Each fact of the journal, to hold it against the broker.</summary>
    public void Written(JournalEntry entry)
    {
        if (entry is EmergencyProved proved) Check(proved);
        if (entry is SessionStarted) inSight.Clear();
        if (entry is PositionSeen { Position.Ticket: var seen } && !inSight.Add(seen)) Report(seen, "it was taken for gone while it was open, and found again");
        if (entry is PartlyClosed parted) Check(parted);
        if (entry is not PositionClosed { Trade: var trade }) return;
        if (!recorded.Add(trade.Position)) Report(trade.Ticket, "it was recorded as closed a second time");
        if (broker.Find(trade.Ticket) is not null) Report(trade.Ticket, "it was recorded as closed while it is open");
        Tell(trade.Ticket, $"recorded as closed: {trade.Reason.Say()}");
        Figures.Recorded++;
    }

    /// <summary>At the end, when everything had its time: each position that ended has one trade, with the broker's own money.</summary>
    public void Finish(WorldJournal journal)
    {
        foreach (var (ticket, seen) in closed)
        {
            if (!journal.Trades.TryGetValue(seen.Position.Id, out var trade))
            {
                Report(ticket, "it is closed and was never recorded");
                continue;
            }

            var profit = broker.DealsOf(seen.Position.Id).Aggregate(Money.Zero, (sum, deal) => sum + deal.Profit);
            if (trade.Profit != profit) Report(ticket, $"recorded with {trade.Profit}, the broker's deals say {profit}");
        }

        foreach (var deal in open.Keys.SelectMany(ticket => broker.DealsOf(new PositionId(ticket.Value))).Where(deal => deal.Entry == DealEntry.Out && !parts.Contains(deal.Number)))
            Report(new Ticket(deal.Position.Value), $"a part of {deal.Lots} was closed and never recorded");
        foreach (var trade in journal.Trades.Values.Where(trade => !closed.ContainsKey(trade.Ticket))) Report(trade.Ticket, "a trade was recorded of a position that never closed");
    }

    private void Check(PartlyClosed parted)
    {
        if (!parts.Add(parted.Part.Deal)) Report(parted.Position.Ticket, $"deal {parted.Part.Deal} was recorded as a closed part a second time");
        if (broker.DealsOf(parted.Position.Id).All(deal => deal.Number != parted.Part.Deal)) Report(parted.Position.Ticket, $"deal {parted.Part.Deal} was recorded as a closed part, and there is none");
        Figures.Parts++;
    }

    private void Hear(Quote quote) =>
        quotes[quote.Symbol] = quotes.TryGetValue(quote.Symbol, out var known) ? (quote, known.Last) : (quote, quote);

    private void Look()
    {
        Observe();
        for (; deals < broker.Deals.Count; deals++) Look(broker.Deals[deals]);
        foreach (var position in broker.Positions) Look(position);
    }

    private void Look(Deal deal)
    {
        var ticket = new Ticket(deal.Position.Value);
        if (deal.Entry == DealEntry.In || !open.TryGetValue(ticket, out var seen)) return;
        Tell(ticket, string.Create(CultureInfo.InvariantCulture, $"{byHand ?? "broker or us"}: {deal.Reason} at {deal.Price}, profit {deal.Profit}"));
        if (deal.Reason == DealReason.StopLoss) CheckLoss(seen, deal);
        if (deal.Reason == DealReason.Expert && byHand is null && !seen.IsCloseSent) Report(ticket, "it was closed as if by us, and no close of ours was sent");
        if (broker.Find(ticket) is not null) return;
        open.Remove(ticket);
        closed[ticket] = seen;
        EndNaked(seen);
        Figures.Closed++;
    }

    private void Look(Position position)
    {
        if (!open.TryGetValue(position.Ticket, out var seen))
        {
            open[position.Ticket] = seen = new Seen(position);
            Figures.Opened++;
            seen.IsStopByHand = position.StopLoss is not null;
            if (position.StopLoss is null) BeginNaked(seen);
            Tell(position.Ticket, string.Create(CultureInfo.InvariantCulture, $"opened {position.Side} {position.Lots} {position.Symbol} at {position.OpenPrice}, stop {Say(position.StopLoss)}"));
            return;
        }

        var was = seen.Position;
        if (ReferenceEquals(was, position)) return;
        seen.Position = position;
        if (was.StopLoss == position.StopLoss && was.TakeProfit == position.TakeProfit) return;
        Tell(position.Ticket, $"{byHand ?? "through us"}: stop {Say(was.StopLoss)} -> {Say(position.StopLoss)}, target {Say(was.TakeProfit)} -> {Say(position.TakeProfit)}");
        if (was.StopLoss != position.StopLoss) seen.IsStopByHand = byHand is not null;
        if (byHand is null)
        {
            Figures.StopsSet++;
            if (was.StopLoss is { } old && (position.StopLoss is not { } now || position.Side.IsTighter(old, now)))
                Report(position.Ticket, $"its stop was loosened through us from {old} to {Say(position.StopLoss)}");
        }

        if (position.StopLoss is null) BeginNaked(seen);
        else EndNaked(seen);
    }

    // Where a stop of ours stood, the loss is at most max risk and the gap beyond the stop; tick values may have drifted since it was set.
    private void CheckLoss(Seen seen, Deal deal)
    {
        if (seen.IsStopByHand || seen.Position.StopLoss is not { } stop) return;
        var spec = broker.SpecOf(seen.Position.Symbol);
        var gap = Math.Max(0m, (spec.ProfitAt(seen.Position, stop) - spec.ProfitAt(seen.Position, deal.Price)).Amount);
        var most = (maxRisk.Amount * (1m + Drift)) + (spec.TickValueLoss * seen.Position.Lots.Value) + 0.01m + gap;
        Figures.Gap = Math.Max(Figures.Gap, gap);
        Figures.WorstLoss = Math.Max(Figures.WorstLoss, -deal.Profit.Amount);
        if (-deal.Profit.Amount > most) Report(seen.Position.Ticket, string.Create(CultureInfo.InvariantCulture, $"it lost {-deal.Profit.Amount}, allowed is {most} with a gap of {gap}"));
    }

    /// <summary>A promise was not kept.</summary>
    private void Report(Ticket? ticket, string what)
    {
        Figures.Violations++;
        var story = ticket is { } known && (open.GetValueOrDefault(known) ?? closed.GetValueOrDefault(known)) is { } seen ? seen.Story.ToArray() : [];
        violations.Add(new Violation(seed, broker.Now, ticket, what, story));
    }

    private void Tell(Ticket ticket, string line)
    {
        if ((open.GetValueOrDefault(ticket) ?? closed.GetValueOrDefault(ticket)) is not { } seen) return;
        seen.Story.Enqueue(string.Create(CultureInfo.InvariantCulture, $"{broker.Now:HH:mm:ss.fff} {line}"));
        if (seen.Story.Count > StoryLines) seen.Story.Dequeue();
    }

    private static string Say(Price? price) => price?.ToString() ?? "none";

    /// <summary>One position as the broker had it.</summary>
    private sealed class Seen(Position position)
    {
        public Position Position { get; set; } = position;
        public bool IsStopByHand { get; set; }
        public Queue<string> Story { get; } = [];
        public DateTimeOffset? NakedSince { get; set; }

        /// <summary>How long nothing has stood in the way of a stop, in one piece.</summary>
        public TimeSpan Unexcused { get; set; }
        public bool IsReported { get; set; }
        public FencingToken Token { get; set; }

        /// <summary>Calls that were sent and not answered, and when they left.</summary>
        public Dictionary<FencingToken, DateTimeOffset> UnderWay { get; } = [];
        public bool IsCloseSent { get; set; }
        public DateTimeOffset ExcusedUntil { get; set; }
    }
}

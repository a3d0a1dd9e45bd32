using WebTrader.Core.Market;
using WebTrader.Core.Positions;

namespace WebTrader.Brokers.Simulator;

/// <summary>Where the trader stands. With the book it is all there is: what is planned for a position follows from seed and ticket.</summary>
/// <param name="NextOpening">When it thinks about opening again (UTC).</param>
/// <param name="Openings">How often it has thought so far; seeds the next thought.</param>
/// <param name="DoneAt">Planned actions up to here are done (UTC), at that moment up to <paramref name="DoneTicket"/>.</param>
public sealed record TraderState(ulong Seed, DateTimeOffset NextOpening, long Openings, DateTimeOffset DoneAt, long DoneTicket);

/// <summary>
/// Trades on the broker as people and programs do, by a seed: opens, with and without stops, moves stops by hand, closes by hand or by another
/// program. Keeps about 12 to 18 positions open. It settles its own state before each request, so that the book kept inside a request is
/// one to go on from. It touches only what it opened itself, known by the comment. Not thread-safe.
/// </summary>
public sealed class DemoTrader
{
    private const int Few = 12;
    private const int Enough = 15;
    private const int Many = 18;
    private const int FirstBurst = 8;

    private readonly SimulatedBroker broker;
    private readonly IReadOnlyList<TraderTaste> tastes;
    private TraderState state;
    private IReadOnlyList<Position>? plannedFor;
    private (DateTimeOffset At, Position Position, TraderAct Act)? planned;

    public DemoTrader(SimulatedBroker broker, ulong seed, DateTimeOffset start, IReadOnlyList<TraderTaste>? tastes = null)
        : this(broker, new TraderState(seed, start.AddMilliseconds(350), 0, start, 0), tastes)
    {
    }

    public DemoTrader(SimulatedBroker broker, TraderState state, IReadOnlyList<TraderTaste>? tastes = null)
    {
        this.broker = broker;
        this.state = state;
        this.tastes = [.. (tastes ?? TraderTaste.Default).Where(taste => broker.HasSymbol(taste.Symbol))];
        if (this.tastes.Count == 0) throw new ArgumentException("The broker has none of the symbols this trader trades.", nameof(tastes));
    }

    public TraderState State => state;

    /// <summary>When it acts next (UTC).</summary>
    public DateTimeOffset NextAt => Planned() is { } plan && plan.At < state.NextOpening ? plan.At : state.NextOpening;

    /// <summary>Does the next thing. The broker's <see cref="SimulatedBroker.Moment"/> says when.</summary>
    public void Act()
    {
        if (Planned() is { } plan && plan.At < state.NextOpening)
        {
            state = state with { DoneAt = plan.At, DoneTicket = plan.Position.Ticket.Value };
            plannedFor = null;
            plan.Act.Do(broker, plan.Position, TasteFor(plan.Position));
            return;
        }

        var random = SplitMix.For(state.Seed, (ulong)state.Openings);
        var mine = broker.Positions.Count(TraderPlan.IsMine);
        var due = broker.Now > state.NextOpening ? broker.Now : state.NextOpening;
        state = state with { Openings = state.Openings + 1, NextOpening = due.AddMilliseconds(Pause(random.Next(), mine)) };
        if (mine < Enough || (mine < Many && random.PerMille(60))) Open(random);
    }

    // The first eight within two seconds; then quickly when there are few, and now and then otherwise.
    private int Pause(ulong draw, int mine)
    {
        if (state.Openings < FirstBurst) return 150;
        var spread = (int)(draw % 1000);
        return mine < Few ? 400 + spread : 1500 + 3 * spread;
    }

    private void Open(SplitMix random)
    {
        var taste = tastes[random.Below(tastes.Count)];
        if (broker.QuoteOf(taste.Symbol) is not { } quote) return;
        broker.Open(taste.Order(ref random, broker.SpecOf(taste.Symbol), quote));
    }

    private TraderTaste TasteFor(Position position) =>
        tastes.FirstOrDefault(taste => taste.Symbol == position.Symbol) ?? new TraderTaste(position.Symbol, [position.Lots.Value], 20);

    private (DateTimeOffset At, Position Position, TraderAct Act)? Planned()
    {
        if (ReferenceEquals(plannedFor, broker.Positions)) return planned;
        plannedFor = broker.Positions;
        planned = null;
        foreach (var position in broker.Positions.Where(TraderPlan.IsMine))
        {
            var (at, act) = TraderPlan.Next(state.Seed, position, state.DoneAt, state.DoneTicket);
            if (planned is not { } first || at < first.At) planned = (at, position, act);
        }

        return planned;
    }
}

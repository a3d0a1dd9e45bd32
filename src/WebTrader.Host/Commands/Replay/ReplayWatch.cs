using WebTrader.Brokers.Simulator;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;

namespace WebTrader.Host.Commands.Replay;

/// <summary>
/// Watches the simulated broker itself, beside the engine: what stood there, for how long, and across which gap a position was
/// closed. The figures of a replay that judge the engine come from here and not from the engine.
/// </summary>
public sealed class ReplayWatch
{
    private readonly SimulatedBroker broker;
    private readonly Dictionary<Ticket, Watched> watched = [];
    private readonly Dictionary<string, Quote> before = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Quote> newest = new(StringComparer.Ordinal);

    public ReplayWatch(SimulatedBroker broker)
    {
        this.broker = broker;
        broker.Traded += Look;
    }

    /// <summary>How often a stop at the broker became looser or went away.</summary>
    public int Regressions { get; private set; }

    /// <summary>Every position that was ever open, in the order of opening.</summary>
    public IEnumerable<Watched> Positions => watched.Values;

    /// <summary>Before a quote is fed to the broker.</summary>
    public void Expect(in Quote quote)
    {
        if (newest.TryGetValue(quote.Symbol, out var last)) before[quote.Symbol] = last;
        newest[quote.Symbol] = quote;
    }

    /// <summary>How long a position was without a stop, up to now if it still is.</summary>
    public TimeSpan NakedFor(Watched position) =>
        position.NakedFor + (position.NakedSince is { } since ? broker.Now - since : TimeSpan.Zero);

    private void Look()
    {
        foreach (var position in broker.Positions) Look(position);
        foreach (var seen in watched.Values)
        {
            if (!seen.IsClosed && broker.Find(seen.Position.Ticket) is null) Close(seen);
        }
    }

    private void Look(Position position)
    {
        if (!watched.TryGetValue(position.Ticket, out var seen))
        {
            seen = new Watched(position, newest[position.Symbol]) { NakedSince = position.StopLoss is null ? position.OpenTime : null };
            watched.Add(position.Ticket, seen);
            return;
        }

        var was = seen.Position.StopLoss;
        seen.Position = position;
        if (was is { } old && (position.StopLoss is not { } now || position.Side.IsTighter(old, now))) Regressions++;
        if (position.StopLoss is null) seen.NakedSince ??= broker.Now;
        else EndNaked(seen);
    }

    private void Close(Watched seen)
    {
        EndNaked(seen);
        seen.IsClosed = true;
        var position = seen.Position;
        var opened = seen.OpenedAt == newest[position.Symbol];
        seen.PriceBefore = !opened && before.TryGetValue(position.Symbol, out var last) ? last.ClosingPrice(position.Side) : position.OpenPrice;
    }

    private void EndNaked(Watched seen)
    {
        if (seen.NakedSince is not { } since) return;
        seen.NakedFor += broker.Now - since;
        seen.NakedSince = null;
    }

    /// <summary>One position as the broker had it.</summary>
    /// <param name="openedAt">The quote at which it was opened.</param>
    public sealed class Watched(Position position, Quote openedAt)
    {
        public Position Position { get; set; } = position;
        public Quote OpenedAt { get; } = openedAt;
        public bool IsClosed { get; set; }
        public DateTimeOffset? NakedSince { get; set; }
        public TimeSpan NakedFor { get; set; }

        /// <summary>The closing price one quote before it was closed, or the entry if there was none in between.</summary>
        public Price? PriceBefore { get; set; }
    }
}

using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Core.Writing;

namespace WebTrader.Brokers.Simulator;

/// <summary>What becomes of a position the demo trader opened: a pure function of seed, ticket and opening, so that nothing of it needs keeping.</summary>
internal static class TraderPlan
{
    /// <summary>How the trader's own positions begin their comment.</summary>
    public const string Mark = "demo";

    private const int MostEdits = 12;
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(5);

    public static bool IsMine(Position position) => position.Comment.StartsWith(Mark, StringComparison.Ordinal);

    /// <summary>The first thing planned after what is done. A close the broker refuses is tried again every few seconds.</summary>
    public static (DateTimeOffset At, TraderAct Act) Next(ulong seed, Position position, DateTimeOffset doneAt, long doneTicket)
    {
        var random = SplitMix.For(seed ^ 0xD3A0UL, (ulong)position.Id.Value);
        var closing = position.OpenTime.AddMilliseconds(Lifetime(ref random));
        var closer = new TraderAct.Close(Closer(ref random));
        var edits = random.PerMille(450) ? MostEdits : 0;
        var at = position.OpenTime;
        for (var edit = 0; edit < edits; edit++)
        {
            at = at.AddMilliseconds(random.Between(20_000, 240_000));
            var act = Edit(ref random);
            if (at >= closing) break;
            if (IsAfter(at, position, doneAt, doneTicket)) return (at, act);
        }

        if (!IsAfter(closing, position, doneAt, doneTicket)) closing += Retry * (1 + (doneAt - closing).Ticks / Retry.Ticks);
        return (closing, closer);
    }

    private static bool IsAfter(DateTimeOffset at, Position position, DateTimeOffset doneAt, long doneTicket) =>
        at > doneAt || (at == doneAt && position.Ticket.Value > doneTicket);

    private static int Lifetime(ref SplitMix random) => random.Below(100) switch
    {
        < 15 => random.Between(5_000, 60_000),
        < 65 => random.Between(60_000, 600_000),
        _ => random.Between(600_000, 2_400_000),
    };

    private static DealReason Closer(ref SplitMix random) => random.Below(100) switch
    {
        < 45 => DealReason.Client,
        < 60 => DealReason.Mobile,
        < 70 => DealReason.Web,
        _ => DealReason.Expert,
    };

    private static TraderAct Edit(ref SplitMix random)
    {
        var draw = random.Below(100);
        var reaches = random.Between(4, 14);
        return draw switch
        {
            < 65 => new TraderAct.Tighten(reaches),
            < 75 => new TraderAct.Widen(reaches),
            < 80 => new TraderAct.RemoveStop(),
            _ => new TraderAct.MoveTarget(reaches),
        };
    }
}

/// <summary>Something the demo trader does to a position. What the broker refuses is left at that, as people do.</summary>
internal abstract record TraderAct
{
    public abstract TradeReceipt? Do(SimulatedBroker broker, Position position, TraderTaste taste);

    private static Price? Level(SimulatedBroker broker, Position position, TraderTaste taste, int reaches) =>
        broker.QuoteOf(position.Symbol) is { } quote
            ? taste.Away(broker.SpecOf(position.Symbol), position.Side, quote.ClosingPrice(position.Side), reaches)
            : null;

    /// <summary>Brings the stop nearer, or sets one; never looser.</summary>
    public sealed record Tighten(int Reaches) : TraderAct
    {
        public override TradeReceipt? Do(SimulatedBroker broker, Position position, TraderTaste taste) =>
            Level(broker, position, taste, -Reaches) is { } stop && (position.StopLoss is not { } standing || position.Side.IsTighter(stop, standing))
                ? broker.Modify(position.Ticket, stop, position.TakeProfit)
                : null;
    }

    public sealed record Widen(int Reaches) : TraderAct
    {
        public override TradeReceipt? Do(SimulatedBroker broker, Position position, TraderTaste taste) =>
            Level(broker, position, taste, -2 * Reaches) is { } stop && position.StopLoss is { } standing && position.Side.IsTighter(standing, stop)
                ? broker.Modify(position.Ticket, stop, position.TakeProfit)
                : null;
    }

    public sealed record RemoveStop : TraderAct
    {
        public override TradeReceipt? Do(SimulatedBroker broker, Position position, TraderTaste taste) =>
            position.StopLoss is null ? null : broker.Modify(position.Ticket, null, position.TakeProfit);
    }

    public sealed record MoveTarget(int Reaches) : TraderAct
    {
        public override TradeReceipt? Do(SimulatedBroker broker, Position position, TraderTaste taste) =>
            Level(broker, position, taste, Reaches) is { } target ? broker.Modify(position.Ticket, position.StopLoss, target) : null;
    }

    public sealed record Close(DealReason Reason) : TraderAct
    {
        public override TradeReceipt? Do(SimulatedBroker broker, Position position, TraderTaste taste) =>
            broker.Close(position.Ticket, null, Reason, Reason == DealReason.Expert ? 2001 : 0, Reason == DealReason.Expert ? "demo exit" : "");
    }
}

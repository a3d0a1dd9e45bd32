using System.Globalization;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Core.Stops;
using WebTrader.Core.Writing;

namespace WebTrader.TestKit.Core;

/// <summary>Everything the pipeline is asked with: a position of a symbol, the quote, the settings and what is remembered.</summary>
public sealed record Situation(SymbolSpec Spec, Position Position, Quote Quote, StopPlan Plan, StopProgress? Progress = null)
{
    private static readonly DateTimeOffset Opened = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    public static Situation Long(SymbolSpec spec, decimal lots, decimal open) => Of(spec, Side.Long, lots, open);

    public static Situation Short(SymbolSpec spec, decimal lots, decimal open) => Of(spec, Side.Short, lots, open);

    public static Situation Of(SymbolSpec spec, Side side, decimal lots, decimal open)
    {
        var position = new Position
        {
            Ticket = new Ticket(7001), Id = new PositionId(7001), Symbol = spec.Name, Side = side, Lots = new Lots(lots),
            OpenPrice = new Price(open), OpenTime = Opened,
        };
        return new Situation(spec, position, new Quote(spec.Name, new Price(open), new Price(open), Opened, 0), new StopPlan());
    }

    /// <summary>What a message costs.</summary>
    public MessagePrice Message { get; init; } = MessagePrice.Usual;

    /// <summary>The quote before this one; null for none.</summary>
    public Quote? Before { get; init; }

    public decimal Closing => Side == Side.Long ? Quote.Bid.Value : Quote.Ask.Value;
    public Side Side => Position.Side;

    /// <summary>+1 for a long, -1 for a short: towards profit.</summary>
    public int Towards => Side == Side.Long ? 1 : -1;

    public Situation WithStop(decimal? stop) => this with { Position = Position with { StopLoss = stop is { } at ? new Price(at) : null } };

    public Situation WithTakeProfit(decimal target) => this with { Position = Position with { TakeProfit = new Price(target) } };

    public Situation WithStopsLevel(int points) => this with { Spec = Spec with { StopsLevel = points } };

    public Situation WithFreezeLevel(int points) => this with { Spec = Spec with { FreezeLevel = points } };

    public Situation With(StopPlan plan) => this with { Plan = plan };

    public Situation Costing(decimal factor, string? closed = null) => this with { Message = new MessagePrice(factor, factor == 1m ? null : "messages are scarce", closed) };

    /// <summary>At another quote, this one being the one before.</summary>
    public Situation At(decimal bid, decimal ask) => this with { Before = Quote, Quote = Quote with { Bid = new Price(bid), Ask = new Price(ask) } };

    /// <summary>Somebody else has moved the stop.</summary>
    public Situation MovedByOthers(decimal? stop) => WithStop(stop) is var moved && Progress is { } progress ? moved with { Progress = progress.MovedByOthers(Position.StopLoss, moved.Position.StopLoss) } : moved;

    /// <summary>At a quote with this closing price, the other price a spread away on its own side.</summary>
    public Situation AtClosing(decimal closing, decimal spread) =>
        Side == Side.Long ? At(closing, closing + spread) : At(closing - spread, closing);

    public StopContext Context => new(Position, Spec, Quote, Plan, StopProgress.For(Position, Progress), Message, Before);

    public StopVerdict Decide() => StopPipeline.Decide(Position, Spec, Quote, Plan, Progress, Message, Before);

    public StopDecision Decision => Decide().Decision;

    /// <summary>As it stands after the broker did what was decided, at the same quote.</summary>
    public Situation After(StopVerdict verdict) => verdict.Decision is StopDecision.Move move
        ? this with
        {
            Position = Position with { StopLoss = move.Stop },
            Progress = verdict.Progress with { OwnStop = move.Stop, OwnRule = move.Rule },
        }
        : verdict.Decision is StopDecision.ClosePart part ? this with { Position = Position with { Lots = new Lots(Position.Lots.Value - part.Lots.Value) }, Progress = verdict.Progress }
        : this with { Progress = verdict.Progress };

    /// <summary>Gross profit at a price, computed here and not by the product: distance x tick value x lots / tick size.</summary>
    public decimal ProfitAt(decimal price)
    {
        var distance = Towards * (price - Position.OpenPrice.Value);
        var tickValue = distance >= 0 ? Spec.TickValueProfit : Spec.TickValueLoss;
        return distance * tickValue * Position.Lots.Value / Spec.TickSize;
    }

    /// <summary>Whether a price protects more than another.</summary>
    public bool Tighter(decimal price, decimal than) => Towards * (price - than) > 0;

    public bool OnGrid(decimal price) => price % Spec.TickSize == 0;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Side} {Position.Lots} {Spec} open {Position.OpenPrice} sl {Position.StopLoss} tp {Position.TakeProfit} bid {Quote.Bid} ask {Quote.Ask} before {Before} {Plan} {Progress} {Message}");
}

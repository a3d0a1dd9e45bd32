using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Core.Writing;

namespace WebTrader.Core.Stops;

/// <summary>Everything a decision may depend on. No clock, no I/O: the same context always gives the same decision.</summary>
public readonly struct StopContext
{
    /// <param name="before">The quote before this one; only where <see cref="TriggerPrice.Double"/> goes by it too.</param>
    public StopContext(Position position, SymbolSpec spec, Quote quote, StopPlan plan, StopProgress progress, MessagePrice? message = null, Quote? before = null)
    {
        Position = position;
        Spec = spec;
        Quote = quote;
        Plan = plan;
        Closing = quote.ClosingPrice(position.Side);
        ClosingProfit = spec.ProfitAt(position, Closing);
        Profit = plan.Trigger == TriggerPrice.Double ? spec.ProfitAt(position, Worse(position.Side, Closing, before)) : ClosingProfit;
        Progress = progress;
        Message = message ?? MessagePrice.Usual;
    }

    public Position Position { get; }
    public SymbolSpec Spec { get; }
    public Quote Quote { get; }
    public StopPlan Plan { get; }
    public StopProgress Progress { get; }

    /// <summary>What a message costs just now.</summary>
    public MessagePrice Message { get; }

    /// <summary>What a move of a stop that is already in profit must gain just now.</summary>
    public Money LeastGain => Message.Factor == 1m ? Plan.LeastGain : new Money(Plan.LeastGain.Amount * Message.Factor);

    /// <summary>
    /// What the first lock of a protected position must lock just now: anything, but where messages are scarce half of what a later move must gain. It ends the
    /// danger of a loss, but the next one will be long in coming.
    /// </summary>
    public Money LeastLock => Message.Factor <= 1m || !IsCovered ? Money.Zero : new Money(Plan.LeastGain.Amount * Message.Factor / 2);

    /// <summary>Whether a stop at the broker limits the loss to max risk.</summary>
    public bool IsCovered => Position.StopLoss is { } stop && Progress.HardStop is { } hard && !Side.IsTighter(hard.Stop, stop);

    /// <summary>Bid for a long, ask for a short.</summary>
    public Price Closing { get; }

    /// <summary>Gross profit at the price that the rules go by (<see cref="TriggerPrice"/>).</summary>
    public Money Profit { get; }

    /// <summary>Gross profit at the closing price, whatever the rules go by; negative in loss.</summary>
    public Money ClosingProfit { get; }

    public Side Side => Position.Side;

    /// <summary>The stop at the broker that never-loosen holds for; null without one, or when it was inherited in a netting reversal.</summary>
    public Price? Standing => Position.StopLoss is { } stop && stop != Progress.InheritedStop ? stop : null;

    private static Price Worse(Side side, Price closing, Quote? before) => before?.ClosingPrice(side) is { } earlier && side.IsTighter(closing, earlier) ? earlier : closing;

    /// <summary>The stop that stood before somebody else loosened it, where that is respected: only a tighter one replaces the present. Null otherwise.</summary>
    public Price? Respected => Plan.HandMoves != HandMoves.Retighten && Progress.LoosenedFrom is { } from && Standing is { } standing && ProfitAt(standing) > Money.Zero ? from : null;

    /// <summary>Gross profit if a stop at this price is hit exactly.</summary>
    public Money ProfitAt(Price stop) => Spec.ProfitAt(Position, stop);

    public string Format(Price price) => Spec.Format(price);

    public string FormatPoints(decimal distance) => Spec.FormatPoints(distance);
}

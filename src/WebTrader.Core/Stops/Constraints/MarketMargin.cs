using WebTrader.Core.Market;

namespace WebTrader.Core.Stops.Constraints;

/// <summary>
/// A stop in profit stays at least the stops distance, the present spread and one tick away from the closing price. Where a rule
/// wants it nearer it goes to that margin, if it is then still in profit and tighter than the present stop. Without this, stops set
/// right at the price are taken out by the next flicker of the spread. The tick is for markets without a spread: no broker takes a
/// stop at the price itself. The hard stop is exempt: it is a floor that nothing holds back, even where it comes to lie in profit
/// (an entry between two ticks, and a volume for which one tick is worth more than max risk).
/// </summary>
public sealed class MarketMargin : IStopConstraint
{
    /// <summary>How far a stop in profit stays from the closing price.</summary>
    public static decimal Distance(in StopContext context) =>
        Math.Max(Math.Max(context.Spec.StopsDistance, context.Quote.Spread), context.Spec.TickSize);

    public Bounded Bound(in StopContext context, StopProposal wanted, Price stop)
    {
        if (wanted.Rule == RuleName.HardStop || context.ProfitAt(stop) <= Money.Zero) return new Bounded(stop);

        var margin = Distance(context);
        var nearest = context.Spec.RoundLooser(context.Side, context.Side.Offset(context.Closing, -margin));
        if (!context.Side.IsTighter(stop, nearest)) return new Bounded(stop);

        var room = $"{context.FormatPoints(margin)} points";
        if (context.ProfitAt(nearest) <= Money.Zero) return Bounded.Hold($"{wanted.Rule.Say()} waits: a stop in profit keeps {room} from the price, and there no profit is left");
        if (context.Standing is { } standing && !context.Side.IsTighter(nearest, standing))
            return Bounded.Hold($"{wanted.Rule.Say()} waits: a stop in profit keeps {room} from the price, and the one at {context.Format(standing)} is as near as that");
        return new Bounded(nearest, $"kept {room} from the price");
    }
}

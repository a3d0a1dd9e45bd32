using WebTrader.Core.Market;

namespace WebTrader.Core.Stops.Constraints;

/// <summary>
/// While the price is within the freeze distance of the present stop or take-profit the broker refuses every change (MT5
/// SYMBOL_TRADE_FREEZE_LEVEL, retcode 10029): wait for a quote outside. A ticket without a stop is sent all the same, and so is
/// one whose stop still protects the other side after a netting reversal; the broker judges.
/// </summary>
public sealed class FreezeLevel : IStopConstraint
{
    public Bounded Bound(in StopContext context, StopProposal wanted, Price stop)
    {
        var distance = context.Spec.FreezeDistance;
        if (distance == 0 || context.Standing is not { } standing) return new Bounded(stop);

        if (context.Side.Gain(standing, context.Closing) <= distance) return Frozen(context, stop, "stop", standing);
        if (context.Position.TakeProfit is { } target && context.Side.Gain(context.Closing, target) <= distance)
            return Frozen(context, stop, "take-profit", target);
        return new Bounded(stop);
    }

    private static Bounded Frozen(in StopContext context, Price stop, string what, Price level) =>
        Bounded.Hold(
            $"Price is {context.FormatPoints(Math.Abs(context.Closing.Value - level.Value))} points from the {what} at {context.Format(level)}, and the broker "
            + $"refuses changes inside {context.FormatPoints(context.Spec.FreezeDistance)}. {context.Format(stop)} is set as soon as the price leaves",
            byBroker: true);
}

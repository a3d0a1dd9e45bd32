using WebTrader.Core.Market;
using WebTrader.Core.Positions;

namespace WebTrader.Core.Stops.Constraints;

/// <summary>
/// The broker takes a stop only at the stops distance from the closing price or beyond (MT5 SYMBOL_TRADE_STOPS_LEVEL: the
/// distance itself is allowed), and never on the far side of the price. A nearer one goes to the nearest allowed place at once;
/// for a hard stop that is the nearest from which the position can still be closed at max risk.
/// </summary>
public sealed class StopsLevel : IStopConstraint
{
    /// <summary>The tightest stop that the broker takes at this closing price.</summary>
    public static Price Nearest(SymbolSpec spec, Side side, Price closing) => spec.RoundLooser(side, side.Offset(closing, -Distance(spec)));

    /// <summary>The nearest take-profit that the broker takes at this closing price.</summary>
    public static Price NearestTarget(SymbolSpec spec, Side side, Price closing) => spec.RoundTighter(side, side.Offset(closing, Distance(spec)));

    public Bounded Bound(in StopContext context, StopProposal wanted, Price stop)
    {
        var nearest = Nearest(context.Spec, context.Side, context.Closing);
        if (!context.Side.IsTighter(stop, nearest)) return new Bounded(stop);

        // While the price is inside the freeze distance of a stop the broker refuses a close too. A stop just beyond max risk would keep us from closing there.
        if (wanted.Rule == RuleName.HardStop && context.Spec.FreezeDistance > 0)
        {
            var closable = context.Spec.RoundLooser(context.Side, context.Side.Offset(stop, -context.Spec.FreezeDistance - context.Spec.TickSize));
            if (context.Side.IsTighter(nearest, closable))
                return new Bounded(closable, $"the broker allows nothing nearer that could still be closed at max risk, {context.FormatPoints(context.Spec.FreezeDistance)} points around a stop are frozen", ByBroker: true);
        }

        return new Bounded(nearest, $"the nearest the broker allows, {context.FormatPoints(Distance(context.Spec))} points from the price", ByBroker: true);
    }

    private static decimal Distance(SymbolSpec spec) => Math.Max(spec.StopsDistance, spec.TickSize);
}

using WebTrader.Core.Market;

namespace WebTrader.Core.Stops.Constraints;

/// <summary>A stop lies on the tick grid, rounded in the protective direction: up for a long, down for a short.</summary>
public sealed class TickSizeRounding : IStopConstraint
{
    public Bounded Bound(in StopContext context, StopProposal wanted, Price stop) => new(context.Spec.RoundTighter(context.Side, stop));
}

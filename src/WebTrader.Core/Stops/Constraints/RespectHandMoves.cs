using WebTrader.Core.Market;

namespace WebTrader.Core.Stops.Constraints;

/// <summary>A stop in profit that somebody else has loosened stays there until a rule wants a tighter one than stood before (<see cref="HandMoves"/>).</summary>
public sealed class RespectHandMoves : IStopConstraint
{
    public Bounded Bound(in StopContext context, StopProposal wanted, Price stop) =>
        context.Respected is { } before && !context.Side.IsTighter(stop, before)
            ? Bounded.Hold($"Somebody else has moved the stop from {context.Format(before)} to {context.Format(context.Standing!.Value)}: it is left there until a rule wants one tighter than before")
            : new Bounded(stop);
}

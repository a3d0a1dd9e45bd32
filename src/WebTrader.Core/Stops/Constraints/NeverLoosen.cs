using WebTrader.Core.Market;

namespace WebTrader.Core.Stops.Constraints;

/// <summary>A stop at the broker is only ever replaced by a tighter one.</summary>
public sealed class NeverLoosen : IStopConstraint
{
    public Bounded Bound(in StopContext context, StopProposal wanted, Price stop)
    {
        if (context.Standing is not { } standing || context.Side.IsTighter(stop, standing)) return new Bounded(stop);

        var clamped = wanted.Stop is { } desired && context.Side.IsTighter(desired, standing);
        return Bounded.Hold(
            clamped ? $"{wanted.Rule.Say()} waits: it wants {context.Format(wanted.Stop!.Value)}, and the stop at {context.Format(standing)} is as near as the broker allows"
            : stop == standing ? $"{wanted.Rule.Say()}: the stop stands at {context.Format(standing)}, where it should be"
            : $"The stop at {context.Format(standing)} is tighter than {wanted.Rule.Say().ToLowerInvariant()} wants ({context.Format(stop)})");
    }
}

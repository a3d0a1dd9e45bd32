using WebTrader.Core.Market;

namespace WebTrader.Core.Stops.Constraints;

/// <summary>One bound on what a rule wants. Pure, like the rules. The order in which they hold is in <see cref="StopPipeline"/>.</summary>
public interface IStopConstraint
{
    /// <summary>The stop that is left of a wanted one, or why none is.</summary>
    Bounded Bound(in StopContext context, StopProposal wanted, Price stop);
}

/// <summary>What a constraint leaves of a wanted stop.</summary>
/// <param name="Stop">The allowed stop, perhaps another than the wanted; null when there is none.</param>
/// <param name="Why">Why it is another or none; null when nothing was changed.</param>
/// <param name="ByBroker">Whether the broker's limits forbid it, so that we still want it.</param>
public readonly record struct Bounded(Price? Stop, string? Why = null, bool ByBroker = false)
{
    public static Bounded Hold(string why, bool byBroker = false) => new(null, why, byBroker);
}

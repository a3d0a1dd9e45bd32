using WebTrader.Core.Market;

namespace WebTrader.Core.Stops.Constraints;

/// <summary>
/// A stop that is already in profit moves only if that gains at least <see cref="StopContext.LeastGain"/>, so that trailing does not
/// become a message to the broker for every quote. Moves in loss are exempt, and so is the first move into profit
/// while messages are not scarce (<see cref="StopContext.LeastLock"/>).
/// </summary>
public sealed class MinimumMove : IStopConstraint
{
    public Bounded Bound(in StopContext context, StopProposal wanted, Price stop)
    {
        if (context.Standing is not { } standing) return new Bounded(stop);

        var locked = context.ProfitAt(standing);
        if (locked <= Money.Zero) return First(context, wanted, stop);

        var gain = context.ProfitAt(stop) - locked;
        return gain >= context.LeastGain
            ? new Bounded(stop)
            : Bounded.Hold($"{wanted.Rule.Say()} waits: moving to {context.Format(stop)} would gain {gain}, the least is {context.LeastGain}{(context.Message.Why is { } why ? $" ({why})" : "")}");
    }

    private static Bounded First(in StopContext context, StopProposal wanted, Price stop)
    {
        var least = context.LeastLock;
        var locks = context.ProfitAt(stop);
        return least <= Money.Zero || locks <= Money.Zero || locks >= least
            ? new Bounded(stop)
            : Bounded.Hold($"{wanted.Rule.Say()} waits: {context.Format(stop)} would lock {locks}, the least is {least} ({context.Message.Why})");
    }
}

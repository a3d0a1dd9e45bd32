using WebTrader.Core.Market;

namespace WebTrader.Core.Stops.Rules;

/// <summary>
/// One way to place a stop. Rules are pure and silent: no clock, no I/O, no log, no state. What a rule must remember is in
/// <see cref="StopProgress"/>. To add one: a file here, a line in <see cref="StopPipeline"/>, its settings in <see cref="StopPlan"/>.
/// </summary>
public interface IStopRule
{
    RuleName Name { get; }

    /// <summary>Whether the settings ask for it; while it is off it proposes nothing.</summary>
    bool IsOn(StopPlan plan) => true;

    /// <summary>The stop this rule wants for the position, or why it wants none.</summary>
    StopProposal Propose(in StopContext context);

    /// <summary>The profit this rule would lock at a given gross profit; null when none. Must not fall as the profit rises.</summary>
    /// <param name="context">For its settings, specification and position; its quote does not count.</param>
    Money? LockAt(Money profit, in StopContext context);

    /// <summary>
    /// The profit at or beyond which <see cref="LockAt"/> could be more than <paramref name="moreThan"/>; null when it never is. May
    /// name a smaller profit than the true one, never a larger: quotes below it are not looked at.
    /// </summary>
    Money? LeastProfitToLock(Money moreThan, in StopContext context);
}

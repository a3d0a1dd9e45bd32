using WebTrader.Core.Market;

namespace WebTrader.Core.Stops.Constraints;

/// <summary>
/// While the budget of messages is spent, the stop of a protected position does not move in profit. A position without a stop, or with one that is looser
/// than its hard stop, and moves in loss are exempt: protection is never held back for a budget.
/// </summary>
public sealed class OpenBudget : IStopConstraint
{
    public Bounded Bound(in StopContext context, StopProposal wanted, Price stop) =>
        context.Message.Closed is { } closed && context.IsCovered && context.ProfitAt(stop) > Money.Zero
            ? Bounded.Hold($"{wanted.Rule.Say()} {closed}")
            : new Bounded(stop);
}

using WebTrader.Core.Positions;

namespace WebTrader.Core.Stops.Rules;

/// <summary>
/// Closes a position that has been held for <see cref="StopPlan.MaxHolding"/>. Measured between the broker's own times of opening and quote, so that neither our
/// clock nor a restart counts; where the market is closed it waits for the first quote after.
/// </summary>
public static class HoldingTimeRule
{
    /// <summary>The close, or null while there is time.</summary>
    public static StopDecision? Decide(in StopContext context)
    {
        if (EndOf(context.Position, context.Plan) is not { } end || context.Quote.Time < end) return null;
        return new StopDecision.CloseNow($"Open since {context.Position.OpenTime.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC, allowed is {context.Plan.MaxHolding:g}: closing at the market", CloseCause.HoldingTime);
    }

    /// <summary>When it is to be closed; null for never.</summary>
    public static DateTimeOffset? EndOf(Position position, StopPlan plan) => position.OpenTime + plan.MaxHolding;
}

using WebTrader.Core.Market;

namespace WebTrader.Core.Stops.Rules;

/// <summary>
/// The floor under every position, whatever its profit, age or symbol: at this stop the loss is at most max risk. It is a floor
/// and not a target: a tighter stop is left alone. Its price is fixed when the position is first seen, so that the small changes
/// of a tick value do not ratchet it; only settings, volume, entry or a larger drift of the tick value fix it anew.
/// </summary>
public sealed class HardStopRule : IStopRule
{
    public RuleName Name => RuleName.HardStop;

    public StopProposal Propose(in StopContext context)
    {
        var stop = Anchor(context).Stop;
        return new StopProposal(Name, stop, $"At {context.Format(stop)} the loss is at most {context.Plan.MaxRisk.Unsigned}");
    }

    public Money? LockAt(Money profit, in StopContext context) => null;

    public Money? LeastProfitToLock(Money moreThan, in StopContext context) => null;

    /// <summary>Where the hard stop is fixed: the remembered place while it still holds, else a new one.</summary>
    public static HardStopAnchor Anchor(in StopContext context) =>
        context.Progress.HardStop is { } fixedAt && StillHolds(fixedAt, context) ? fixedAt : Fix(context);

    private static bool StillHolds(HardStopAnchor fixedAt, in StopContext context) =>
        fixedAt.MaxRisk == context.Plan.MaxRisk
        && fixedAt.RiskIn == context.Plan.RiskIn
        && fixedAt.Lots == context.Position.Lots
        && fixedAt.OpenPrice == context.Position.OpenPrice
        && Math.Abs(context.Spec.TickValueLoss - fixedAt.TickValueLoss) <= context.Plan.TickValueDrift * fixedAt.TickValueLoss;

    private static HardStopAnchor Fix(in StopContext context)
    {
        var position = context.Position;
        var stop = context.Spec.PriceAtProfit(position, -context.Plan.MaxRisk);
        return new HardStopAnchor(stop, context.Plan.MaxRisk, position.Lots, context.Spec.TickValueLoss, position.OpenPrice, context.Plan.RiskIn);
    }
}

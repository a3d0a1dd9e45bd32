using FsCheck;
using FsCheck.Fluent;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Core.Stops;
using WebTrader.Core.Stops.Rules;

namespace WebTrader.TestKit.Core;

/// <summary>
/// Random situations: ticks coarser than a point, odd tick values that differ by sign, entries off the tick grid, standing stops of
/// every kind, and what earlier looks remembered. Prices stay far enough from zero for the floor of one tick not to matter.
/// </summary>
public static class Situations
{
    private static readonly decimal[] TickValues = [0.1m, 0.5m, 0.87m, 1m, 1m, 1.18m, 4.327m, 0.6431m];
    private static readonly decimal[] Volumes = [0.01m, 0.02m, 0.03m, 0.05m, 0.1m, 0.33m, 1m, 2.5m];

    public static Gen<SymbolSpec> Specs { get; } =
        from digits in Gen.Choose(0, 6)
        from points in Gen.Elements(1, 1, 1, 2, 5, 10, 25)
        from profit in Gen.Elements(TickValues)
        from loss in Gen.OneOf(Gen.Constant(profit), Gen.Elements(TickValues))
        from stopsLevel in Gen.Elements(0, 0, 1, 5, 10, 37)
        from freezeLevel in Gen.Elements(0, 0, 0, 3, 10)
        select new SymbolSpec
        {
            Name = "ANY", Digits = digits, Point = PowerOfTen(-digits), TickSize = points * PowerOfTen(-digits),
            TickValueProfit = profit, TickValueLoss = loss, ContractSize = 1000m, StopsLevel = stopsLevel, FreezeLevel = freezeLevel,
        };

    public static Gen<StopPlan> Plans { get; } = Gen.Frequency((2, PlainPlans()), (1,
        from plain in PlainPlans()
        from trailing in Gen.OneOf(Gen.Constant((DistanceTrailingPlan?)null), from distance in Gen.Choose(1, 60) from more in Gen.Choose(0, 40) from step in Gen.Choose(1, 15) select new DistanceTrailingPlan(distance + more, distance, step))
        from ladder in Gen.OneOf(Gen.Constant((LadderPlan?)null), from floor in Gen.Choose(1, 30) from more in Gen.Choose(1, 50) from step in Gen.Choose(1, 30) select new LadderPlan(Cents(floor + more), Cents(floor), Cents(step)))
        from even in Gen.OneOf(Gen.Constant((BreakEvenPlan?)null), from least in Gen.Choose(2, 60) from plus in Gen.Choose(1, 40) select new BreakEvenPlan(Cents(least), Cents(Math.Min(plus, least - 1))))
        from range in Gen.OneOf(Gen.Constant((AtrTrailingPlan?)null), Ranges)
        from levels in Gen.OneOf(Gen.Constant((ProfitLevelsPlan?)null), Levels)
        from trigger in Gen.Elements(TriggerPrice.Closing, TriggerPrice.Double)
        from hands in Gen.Elements(HandMoves.Respect, HandMoves.Retighten)
        select plain with { Trigger = trigger, HandMoves = hands, DistanceTrailing = trailing, Ladder = ladder, BreakEven = even, AtrTrailing = range, ProfitLevels = levels }));

    /// <summary>Ranges of bars as they may be known at a quote; null while there are too few.</summary>
    private static Gen<AtrTrailingPlan?> Ranges =>
        from multiple in Gen.Elements(0.5m, 1m, 2.5m, 3m)
        from least in Gen.Choose(1, 60)
        from range in Gen.OneOf(Gen.Constant((decimal?)null), Gen.Choose(1, 4000).Select(parts => (decimal?)(parts / 100_000m)))
        select (AtrTrailingPlan?)new AtrTrailingPlan(multiple, 14, TimeSpan.FromMinutes(1), Cents(least), new RangeReading(range, range is null ? 3 : 14, DateTimeOffset.MaxValue));

    private static Gen<ProfitLevelsPlan?> Levels =>
        from first in Gen.Choose(2, 60)
        from more in Gen.Choose(1, 60)
        from parts in Gen.Elements((0.5m, 0.5m), (0.3m, 0.3m), (0.25m, 0.75m), (1m, 0m))
        from stop in Gen.OneOf(Gen.Constant((int?)null), Gen.Choose(1, 59).Select(points => (int?)points))
        select (ProfitLevelsPlan?)new ProfitLevelsPlan(parts.Item2 == 0m ? [new ProfitLevel(first, parts.Item1)] : [new ProfitLevel(first, parts.Item1), new ProfitLevel(first + more, parts.Item2)], stop < first ? stop : null);

    private static Gen<StopPlan> PlainPlans() => Gen.Frequency(
        (1, Gen.Constant(new StopPlan())),
        (2, from sweetFrom in Gen.Choose(1, 20)
            from sweetMore in Gen.Choose(1, 30)
            from stepMore in Gen.OneOf(Gen.Constant(0), Gen.Choose(0, 50))
            from riskMore in Gen.Choose(0, 1000)
            from least in Gen.Choose(-1, 12)
            from drift in Gen.Elements(0m, 0.02m, 0.05m, 0.5m)
            select new StopPlan
            {
                SweetSpotFrom = Cents(sweetFrom), SweetSpotTo = Cents(sweetFrom + sweetMore), TrailingStep = Cents(sweetFrom + sweetMore + stepMore),
                MaxRisk = Cents(sweetFrom + sweetMore + stepMore + riskMore), MinimumMove = least < 0 ? null : Cents(least), TickValueDrift = drift,
            }));

    /// <summary>At the first look, with or without a stop at the broker.</summary>
    public static Gen<Situation> AtFirstSight { get; } =
        from spec in Specs
        from plan in Plans
        from side in Gen.Elements(Side.Long, Side.Short)
        from lots in Gen.Elements(Volumes)
        from tick in Gen.Choose(60_000, 400_000)
        from between in Gen.Frequency((4, Gen.Constant(0m)), (1, Gen.Choose(1, 999).Select(part => part / 1000m)))
        let position = Situation.Of(spec, side, lots, (tick + between) * spec.TickSize).With(plan)
        from quoted in Quoted(position)
        from standing in Standing(quoted)
        from target in Targets(standing)
        select target;

    /// <summary>At a later look: something was remembered at another quote and another tick value, and a stop may have been set, and perhaps loosened by somebody else.</summary>
    public static Gen<Situation> AtALaterLook { get; } =
        from first in AtFirstSight
        from drift in Gen.Choose(-8, 8)
        from looser in Gen.Frequency((4, Gen.Constant(0)), (1, Gen.Choose(1, 40)))
        let after = first.After(first.Decide())
        from again in Quoted(looser > 0 && after.Position.StopLoss is { } stop ? after.MovedByOthers(stop.Value - after.Towards * looser * after.Spec.TickSize) : after)
        select again with { Spec = again.Spec with { TickValueLoss = again.Spec.TickValueLoss * (100 + drift) / 100m } };

    public static Gen<Situation> Any { get; } = Gen.OneOf(AtFirstSight, AtALaterLook);

    /// <summary>The same position at another quote: a profit from beyond max risk to many steps, and any spread.</summary>
    public static Gen<Situation> Quoted(Situation at) =>
        from percent in Gen.OneOf(Gen.Choose(-120, 100), Gen.Choose(-10, 30), Gen.Choose(0, 600))
        from nudge in Gen.Choose(-2, 2)
        from offGrid in Gen.Frequency((5, Gen.Constant(0)), (1, Gen.Choose(0, 24)))
        from spread in Spreads(at)
        select at.AtClosing(ClosingNear(at, at.Plan.MaxRisk.Amount * percent / 100m, nudge, offGrid), spread);

    /// <summary>A spread in whole ticks, mostly small, now and then very wide.</summary>
    public static Gen<decimal> Spreads(Situation at) =>
        Gen.Frequency((1, Gen.Constant(0)), (4, Gen.Choose(1, 6)), (2, Gen.Choose(7, 80))).Select(ticks => ticks * at.Spec.TickSize);

    private static Gen<Situation> Standing(Situation at) => Gen.Frequency(
        (2, Gen.Constant(at)),
        (3, from ticks in Gen.OneOf(Gen.Choose(-2, 12), Gen.Choose(1, 300)) select at.WithStop(Grid(at, at.Closing) - at.Towards * ticks * at.Spec.TickSize)),
        (2, from percent in Gen.Choose(-130, 60) select at.WithStop(ClosingNear(at, at.Plan.MaxRisk.Amount * percent / 100m, 0, 0))));

    private static Gen<Situation> Targets(Situation at) => Gen.Frequency(
        (3, Gen.Constant(at)),
        (1, from ticks in Gen.Choose(0, 40) select at.WithTakeProfit(Grid(at, at.Closing) + at.Towards * ticks * at.Spec.TickSize)));

    private static decimal ClosingNear(Situation at, decimal profit, int nudge, int points)
    {
        var perTick = at.Spec.TickValue(profit >= 0) * at.Position.Lots.Value;
        var ticks = decimal.Round(at.Position.OpenPrice.Value / at.Spec.TickSize) + at.Towards * decimal.Round(profit / perTick) + nudge;
        return ticks * at.Spec.TickSize + points * at.Spec.Point % at.Spec.TickSize;
    }

    private static decimal Grid(Situation at, decimal price) => decimal.Floor(price / at.Spec.TickSize) * at.Spec.TickSize;

    private static Money Cents(int cents) => new(cents / 100m);

    private static decimal PowerOfTen(int exponent) => exponent == 0 ? 1m : new decimal(1, 0, 0, false, (byte)-exponent);
}

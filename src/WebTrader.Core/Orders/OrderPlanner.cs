using System.Globalization;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Core.Stops;
using WebTrader.Core.Stops.Constraints;

namespace WebTrader.Core.Orders;

/// <summary>
/// From a wish to an order that carries its stop, or to the reason why there is none. Volume is rounded down to the broker's step and never up; a stop that the broker would
/// refuse, or that is looser than max risk, is not sent: there is no moment without the stop that was asked for. Pure.
/// </summary>
public static class OrderPlanner
{
    /// <param name="plan">The settings that hold for such a position (<see cref="PositionOf"/>).</param>
    /// <param name="balance">Of the account; null when it is not known.</param>
    /// <returns>The order, or why it cannot be placed; exactly one of them.</returns>
    public static (OrderPlan? Order, string? Refusal) Plan(OrderWish wish, SymbolSpec spec, Quote quote, StopPlan plan, Money? balance)
    {
        if (!quote.IsSane) return (null, $"The prices of {wish.Symbol} make no sense: bid {quote.Bid}, ask {quote.Ask}");
        if (wish.Stop is { } given && StopProblem(wish.Side, spec, quote, given) is { } problem) return (null, problem);
        if (wish.TakeProfit is { } target && TargetProblem(wish.Side, spec, quote, target) is { } beside) return (null, beside);

        var (size, sized, why) = LotsOf(wish, spec, quote, balance);
        if (size is not { } lots) return (null, why);
        var position = PositionOf(wish, quote) with { Lots = lots };
        var verdict = StopPipeline.Decide(position, spec, quote, RiskBasis.Resolve(plan, position, spec, null, balance), null);
        if (verdict.Decision is not StopDecision.Move first) return (null, $"It would be closed at once: {((verdict.Decision as StopDecision.CloseNow)?.Reason ?? (verdict.Decision as StopDecision.Hold)?.Reason)}");
        if (wish.Stop is { } wanted && wish.Side.IsTighter(verdict.HardStop, wanted))
            return (null, $"stop is {spec.Format(wanted)}, where {lots} lots lose {spec.ProfitAt(position, wanted).Unsigned}; allowed is {spec.Format(verdict.HardStop)} or nearer, where they lose max risk");
        if (wish.Stop is null && wish.Side.IsTighter(verdict.HardStop, first.Stop))
            return (null, $"Max risk would be reached at {spec.Format(verdict.HardStop)}, and the broker allows no stop nearer than {spec.Format(first.Stop)}: a smaller volume, or a larger max risk");

        var stop = wish.Stop ?? first.Stop;
        return (new OrderPlan(lots, stop, wish.TakeProfit, position.OpenPrice, spec.ProfitAt(position, stop), wish.Stop is null ? $"{sized}. {first.Reason}" : sized), null);
    }

    /// <summary>The position that the wish would open at this quote, as far as it is known before: for the settings that would hold for it.</summary>
    public static Position PositionOf(OrderWish wish, Quote quote) => new()
    {
        Ticket = default,
        Id = default,
        Symbol = wish.Symbol,
        Side = wish.Side,
        Lots = (wish.Size as OrderSize.Given)?.Lots ?? default,
        OpenPrice = quote.ClosingPrice(wish.Side.Opposite()),
        OpenTime = quote.Time,
        Magic = wish.Magic,
    };

    /// <summary>The position that an order is to open, for whoever counts it before it is there.</summary>
    public static Position EntryOf(OrderWish wish, OrderPlan order, DateTimeOffset now) => new()
    {
        Ticket = default,
        Id = default,
        Symbol = wish.Symbol,
        Side = wish.Side,
        Lots = order.Lots,
        OpenPrice = order.Entry,
        OpenTime = now,
        StopLoss = order.Stop,
        Magic = wish.Magic,
    };

    private static (Lots? Lots, string Sized, string? Why) LotsOf(OrderWish wish, SymbolSpec spec, Quote quote, Money? balance)
    {
        if (wish.Size is OrderSize.Given(var given))
        {
            var fits = given.Value >= spec.VolumeMin && given.Value <= spec.VolumeMax && given.Value % spec.VolumeStep == 0;
            return fits ? (given, Say($"{given} lots as asked"), null) : (null, "", Say($"lots is {given}, allowed is {spec.VolumeMin} to {spec.VolumeMax} in steps of {spec.VolumeStep}"));
        }

        if (wish.Stop is not { } stop) return (null, "", "stop is missing: the volume follows from the loss at the stop");
        if (RiskOf(wish.Size, balance) is not { } risk) return (null, "", "The balance of the account is not known yet, or not above zero: a percentage of it cannot be reckoned");
        var oneLot = PositionOf(wish, quote) with { Lots = new Lots(1m) };
        var lossOfOne = -spec.ProfitAt(oneLot, stop).Amount;
        if (lossOfOne <= 0m) return (null, "", $"stop is {spec.Format(stop)}, where the position would not lose: no volume follows from it");
        var lots = new Lots(Math.Floor(risk.Amount / lossOfOne / spec.VolumeStep) * spec.VolumeStep);
        if (lots.Value > spec.VolumeMax) return (null, "", Say($"A risk of {risk.Unsigned} at stop {spec.Format(stop)} gives {lots} lots, allowed is up to {spec.VolumeMax}"));
        if (lots.Value < spec.VolumeMin) return (null, "", Say($"A risk of {risk.Unsigned} at stop {spec.Format(stop)} is less than what the smallest volume, {spec.VolumeMin} lots, loses there: {new Money(lossOfOne * spec.VolumeMin).Unsigned}"));
        return (lots, Say($"{lots} lots lose {new Money(lossOfOne * lots.Value).Unsigned} of a risk of {risk.Unsigned} at stop {spec.Format(stop)}"), null);
    }

    private static Money? RiskOf(OrderSize size, Money? balance) => size switch
    {
        OrderSize.Risk(var amount) => amount,
        OrderSize.RiskPercent(var percent) when balance is { } known && known > Money.Zero => new Money(known.Amount * percent / 100m),
        _ => null,
    };

    private static string? StopProblem(Side side, SymbolSpec spec, Quote quote, Price stop)
    {
        if (stop.Value <= 0m || !spec.IsOnGrid(stop)) return Say($"stop is {stop}, allowed is a price above 0 in steps of {spec.TickSize}");
        var nearest = StopsLevel.Nearest(spec, side, quote.ClosingPrice(side));
        return side.IsTighter(stop, nearest) ? $"stop is {spec.Format(stop)}, the broker allows {spec.Format(nearest)} or {(side == Side.Long ? "below" : "above")} at this price" : null;
    }

    private static string? TargetProblem(Side side, SymbolSpec spec, Quote quote, Price target)
    {
        if (target.Value <= 0m || !spec.IsOnGrid(target)) return Say($"takeProfit is {target}, allowed is a price above 0 in steps of {spec.TickSize}");
        var nearest = StopsLevel.NearestTarget(spec, side, quote.ClosingPrice(side));
        return side.IsTighter(nearest, target) ? $"takeProfit is {spec.Format(target)}, the broker allows {spec.Format(nearest)} or {(side == Side.Long ? "above" : "below")} at this price" : null;
    }

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

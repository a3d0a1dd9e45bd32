using System.Globalization;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Core.Safety.Emergency;
using WebTrader.Core.Stops.Constraints;
using WebTrader.Core.Writing;

namespace WebTrader.Core.Orders;

/// <summary>What an ask comes to at this moment.</summary>
/// <param name="End">The answer, where nothing is to be sent: denied, or unchanged. Null where something is.</param>
/// <param name="Stop">The stop that goes along; null for a close, and where there is none.</param>
/// <param name="TakeProfit">The take-profit that goes along; null for a close, and for none.</param>
/// <param name="Lots">What is closed; null where nothing is.</param>
/// <param name="Profit">Gross, in account money: at the new stop, or of the close at the present price; null where it does not apply or is not known.</param>
/// <param name="Says">What is sent, in words.</param>
public sealed record OperatorPlan(WriteResult? End, Price? Stop, Price? TakeProfit, Lots? Lots, Money? Profit, string Says)
{
    /// <summary>Holds an ask against what is known of a position. Pure: the same before it is agreed to, and under the ticket's lock.</summary>
    /// <param name="spec">Null when it is not known.</param>
    /// <param name="quote">Null when there is none that is fresh: then the broker judges distances.</param>
    /// <param name="hardStop">The max-risk price; null when it is not known.</param>
    public static OperatorPlan For(OperatorAsk ask, Position position, SymbolSpec? spec, Quote? quote, Price? hardStop)
    {
        if (ask is OperatorAsk.Close(var lots)) return Close(position, spec, quote, lots);
        if (spec is null) return Denied($"The specification of {position.Symbol} is not known");
        return ask switch
        {
            OperatorAsk.TakeProfit(var target) => TakeProfitTo(position, spec, quote, target),
            OperatorAsk.Tightest => Tightest(position, spec, quote, hardStop),
            OperatorAsk.BreakEven => BreakEven(position, spec, quote, hardStop),
            _ => StopTo(position, spec, quote, hardStop, ((OperatorAsk.Stop)ask).At),
        };
    }

    private static OperatorPlan StopTo(Position position, SymbolSpec spec, Quote? quote, Price? hardStop, Price stop)
    {
        if (position.StopLoss is { } standing && !position.Side.IsTighter(stop, standing))
            return stop == standing ? Unchanged($"The stop stands at {stop} already") : Denied($"A stop at {stop} is looser than the one that stands at {standing}");
        if (hardStop is { } hard && position.Side.IsTighter(hard, stop)) return Denied($"A stop at {stop} is looser than the hard stop at {hard}");
        if (!spec.IsOnGrid(stop)) return Denied(Say($"A stop at {stop} is not on the tick grid of {position.Symbol}, {spec.TickSize}"));
        if (quote is { } at && StopsLevel.Nearest(spec, position.Side, at.ClosingPrice(position.Side)) is var nearest && position.Side.IsTighter(stop, nearest))
            return Denied($"A stop at {stop} is nearer than the broker allows: at this price that is {spec.Format(nearest)}");
        if (Frozen(position, spec, quote) is { } frozen) return Denied(frozen);

        var locks = spec.ProfitAt(position, stop);
        return new OperatorPlan(null, stop, position.TakeProfit, null, locks, $"Stop from {Say(spec, position.StopLoss)} to {spec.Format(stop)}, where it ends at {locks}");
    }

    private static OperatorPlan BreakEven(Position position, SymbolSpec spec, Quote? quote, Price? hardStop)
    {
        var charged = position.Commission + position.Swap;
        var even = spec.PriceAtProfit(position, charged < Money.Zero ? -charged : Money.Zero);
        return position.StopLoss is { } standing && !position.Side.IsTighter(even, standing)
            ? Unchanged($"The stop stands at {standing} already, which is {(standing == even ? "break-even" : $"better than break-even at {spec.Format(even)}")}")
            : StopTo(position, spec, quote, hardStop, even);
    }

    private static OperatorPlan Tightest(Position position, SymbolSpec spec, Quote? quote, Price? hardStop)
    {
        if (quote is not { } now) return Denied($"There is no fresh price of {position.Symbol}");
        return TightestStop.For(position, spec, now) is { } nearest ? StopTo(position, spec, quote, hardStop, nearest) : Unchanged($"The stop stands at {position.StopLoss} already, as near as the broker allows");
    }

    private static OperatorPlan TakeProfitTo(Position position, SymbolSpec spec, Quote? quote, Price? target)
    {
        if (position.TakeProfit == target) return Unchanged($"The take-profit stands at {target?.ToString() ?? "none"} already");
        // MT5 sends both together: a take-profit alone would go with "no stop".
        if (position.StopLoss is not { } stop) return Denied("There is no stop yet; its stop comes first");
        if (target is { } wanted)
        {
            if (!spec.IsOnGrid(wanted)) return Denied(Say($"A take-profit at {wanted} is not on the tick grid of {position.Symbol}, {spec.TickSize}"));
            if (quote is { } at && StopsLevel.NearestTarget(spec, position.Side, at.ClosingPrice(position.Side)) is var nearest && position.Side.IsTighter(nearest, wanted))
                return Denied($"A take-profit at {wanted} is nearer than the broker allows: at this price that is {spec.Format(nearest)}");
        }

        if (Frozen(position, spec, quote) is { } frozen) return Denied(frozen);
        return new OperatorPlan(null, stop, target, null, target is { } end ? spec.ProfitAt(position, end) : null, $"Take-profit from {Say(spec, position.TakeProfit)} to {Say(spec, target)}; the stop stays at {spec.Format(stop)}");
    }

    private static OperatorPlan Close(Position position, SymbolSpec? spec, Quote? quote, Lots? part)
    {
        if (part is { } some && PartProblem(position, spec, some) is { } problem) return Denied(problem);
        var lots = part ?? position.Lots;
        var brings = spec is not null && quote is { } at ? spec.ProfitAt(position with { Lots = lots }, at.ClosingPrice(position.Side)) : (Money?)null;
        return new OperatorPlan(null, null, null, lots, brings, $"Close {lots} of {position.Lots} lots at the market{(brings is { } money ? $", {money} at the present price" : "")}");
    }

    private static string? PartProblem(Position position, SymbolSpec? spec, Lots part)
    {
        if (spec is null) return $"The specification of {position.Symbol} is not known";
        var fits = part.Value >= spec.VolumeMin && part < position.Lots && part.Value % spec.VolumeStep == 0 && position.Lots.Value - part.Value >= spec.VolumeMin;
        return fits ? null : Say($"lots is {part}, allowed is {spec.VolumeMin} or more in steps of {spec.VolumeStep}, leaving {spec.VolumeMin} or more of {position.Lots}");
    }

    /// <summary>As <see cref="FreezeLevel"/> says of the rules' own moves.</summary>
    private static string? Frozen(Position position, SymbolSpec spec, Quote? quote)
    {
        if (spec.FreezeDistance == 0m || quote is not { } at) return null;
        var closing = at.ClosingPrice(position.Side);
        if (position.StopLoss is { } stop && position.Side.Gain(stop, closing) <= spec.FreezeDistance) return Inside("stop", stop);
        return position.TakeProfit is { } target && position.Side.Gain(closing, target) <= spec.FreezeDistance ? Inside("take-profit", target) : null;

        string Inside(string what, Price level) => $"The price is {spec.FormatPoints(Math.Abs(closing.Value - level.Value))} points from the {what} at {spec.Format(level)}, and the broker refuses changes inside {spec.FormatPoints(spec.FreezeDistance)}";
    }

    private static string Say(SymbolSpec spec, Price? price) => price is { } known ? spec.Format(known) : "none";

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static OperatorPlan Denied(string reason) => Ends(WriteOutcome.Denied, reason);

    private static OperatorPlan Unchanged(string reason) => Ends(WriteOutcome.Unchanged, reason);

    private static OperatorPlan Ends(WriteOutcome outcome, string reason) => new(new WriteResult(outcome, null, reason), null, null, null, null, reason);
}

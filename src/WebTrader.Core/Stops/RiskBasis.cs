using System.Globalization;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;

namespace WebTrader.Core.Stops;

/// <summary>In what max risk is given, where it is not an amount of account money.</summary>
public enum RiskUnit
{
    /// <summary>Percent of the account's balance when the position is first seen; later profits and losses do not move its hard stop.</summary>
    PercentOfBalance,

    /// <summary>Points of the symbol between entry and hard stop, whatever the volume.</summary>
    Points,
}

/// <summary>Max risk in another unit than account money. Immutable.</summary>
/// <param name="Value">Percent: above 0, at most 100. Points: above 0.</param>
public sealed record RiskBasis(RiskUnit Unit, decimal Value)
{
    /// <summary>As in "1 %" or "200 points".</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Value} {(Unit == RiskUnit.Points ? "points" : "%")}");

    /// <summary>The basis in a text such as "1%" or "200 points"; null when it is none.</summary>
    public static RiskBasis? Parse(string text)
    {
        foreach (var (ending, unit) in (ReadOnlySpan<(string, RiskUnit)>)[("%", RiskUnit.PercentOfBalance), ("points", RiskUnit.Points)])
        {
            if (!text.EndsWith(ending, StringComparison.OrdinalIgnoreCase)) continue;
            return decimal.TryParse(text.AsSpan(0, text.Length - ending.Length).Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) ? new RiskBasis(unit, value) : null;
        }

        return null;
    }

    /// <summary>
    /// The plan with max risk in account money, which is what the rules work with. While a percentage cannot be reckoned, because the balance is not known or not above zero,
    /// <see cref="StopPlan.MaxRiskOtherwise"/> holds as an amount, and the percentage as soon as it can: no position waits for its stop.
    /// </summary>
    /// <param name="earlier">What is remembered of the position: where its hard stop was fixed once in this unit, that amount holds on.</param>
    /// <param name="balance">Null when it is not known.</param>
    public static StopPlan Resolve(StopPlan plan, Position position, SymbolSpec spec, StopProgress? earlier, Money? balance)
    {
        if (plan.RiskIn is not { } basis) return plan;
        return AmountOf(basis, plan, position, spec, StopProgress.For(position, earlier).HardStop, balance) is { } amount
            ? plan with { MaxRisk = amount }
            : plan with { MaxRisk = plan.MaxRiskOtherwise ?? plan.MaxRisk, RiskIn = null };
    }

    private static Money? AmountOf(RiskBasis basis, StopPlan plan, Position position, SymbolSpec spec, HardStopAnchor? fixedAt, Money? balance)
    {
        var holds = fixedAt is not null && fixedAt.RiskIn == basis;
        if (basis.Unit == RiskUnit.PercentOfBalance) return holds ? fixedAt!.MaxRisk : balance is { } known && known > Money.Zero ? new Money(known.Amount * basis.Value / 100m) : null;
        if (holds && fixedAt!.Lots == position.Lots && Math.Abs(spec.TickValueLoss - fixedAt.TickValueLoss) <= plan.TickValueDrift * fixedAt.TickValueLoss) return fixedAt.MaxRisk;
        return new Money(basis.Value * spec.Point / spec.TickSize * spec.TickValueLoss * position.Lots.Value);
    }
}

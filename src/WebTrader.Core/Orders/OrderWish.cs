using WebTrader.Core.Market;
using WebTrader.Core.Positions;

namespace WebTrader.Core.Orders;

/// <summary>How large a position shall be.</summary>
public abstract record OrderSize
{
    private OrderSize()
    {
    }

    /// <summary>So many lots; above zero.</summary>
    public sealed record Given(Lots Lots) : OrderSize;

    /// <summary>As large as a loss of this amount at the stop allows.</summary>
    /// <param name="Amount">Account money, above zero.</param>
    public sealed record Risk(Money Amount) : OrderSize;

    /// <summary>As large as a loss of this part of the balance at the stop allows.</summary>
    /// <param name="Percent">Above 0, at most 100.</param>
    public sealed record RiskPercent(decimal Percent) : OrderSize;
}

/// <summary>A market order as somebody wants it.</summary>
/// <param name="Stop">Null for the hard stop that the settings give; needed where the size follows from a risk.</param>
/// <param name="Magic">Of the program that asks; 0 for a person.</param>
public sealed record OrderWish(string Symbol, Side Side, OrderSize Size, Price? Stop, Price? TakeProfit, long Magic);

/// <summary>What is sent for a wish.</summary>
/// <param name="Entry">The present price on the side of the order: what a fill without slippage gives.</param>
/// <param name="ProfitAtStop">Gross, in account money, from that entry; negative for a loss.</param>
/// <param name="Reason">How stop and volume came about.</param>
public sealed record OrderPlan(Lots Lots, Price Stop, Price? TakeProfit, Price Entry, Money ProfitAtStop, string Reason);

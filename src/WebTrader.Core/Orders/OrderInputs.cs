using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Core.Stops;

namespace WebTrader.Core.Orders;

/// <summary>All that an order was made from, so that anybody can have it made again.</summary>
/// <param name="Rules">The settings that held for such a position.</param>
/// <param name="Balance">Of the account; null when it was not known.</param>
public sealed record OrderInputs(OrderWish Wish, SymbolSpec Spec, Quote Quote, StopPlan Rules, Money? Balance)
{
    /// <summary>The order, or why it cannot be placed. Pure.</summary>
    public (OrderPlan? Order, string? Refusal) Plan() => OrderPlanner.Plan(Wish, Spec, Quote, Rules, Balance);
}

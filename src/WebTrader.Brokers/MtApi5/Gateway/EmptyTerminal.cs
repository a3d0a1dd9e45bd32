using WebTrader.Brokers.MtApi5.Protocol;

namespace WebTrader.Brokers.MtApi5.Gateway;

/// <summary>
/// The doubt of an empty list. A terminal that has just logged in may count nothing before it has heard of its positions and orders, of both at once. An account that has neither uses no
/// margin. Where all that there is are orders that need none, nothing gives such a terminal away.
/// </summary>
internal static class EmptyTerminal
{
    /// <exception cref="Mt5ReadException">The terminal has not heard of anything yet.</exception>
    public static async Task DoubtAsync(ExpertDesk experts, CancellationToken cancellation)
    {
        var burst = new Burst();
        var margin = burst.Ask(Mt5Request.Account(Mt5AccountDouble.Margin));
        var positions = burst.Ask(Mt5Request.PositionsTotal);
        var orders = burst.Ask(Mt5Request.OrdersTotal);
        await experts.ReadAsync(experts.Readings, burst, cancellation);
        if (burst.Amount(margin) > 0m && burst.Whole(positions) == 0 && burst.Whole(orders) == 0)
            throw new Mt5ReadException("the terminal counts neither positions nor orders, and yet the account uses margin: it has not heard of them yet");
    }
}

namespace WebTrader.Brokers.MtApi5.Protocol;

/// <summary>What changed with a tick; a bit mask. MetaTrader 5: <c>ENUM_TICK_FLAGS</c>.</summary>
[Flags]
public enum Mt5TickFlags
{
    None = 0,
    Bid = 2,
    Ask = 4,
    Last = 8,
    Volume = 16,
    Buy = 32,
    Sell = 64,
}

namespace WebTrader.Brokers.MtApi5.Protocol;

/// <summary>What an event tells. Numbers not listed are possible; they are kept as they come.</summary>
public enum Mt5EventType
{
    /// <summary>A transaction of the account; every attached expert sends its own copy.</summary>
    TradeTransaction = 1,

    /// <summary>The depth of a subscribed symbol changed.</summary>
    Book = 2,

    /// <summary>A quote of the chart's symbol; off by default in the expert.</summary>
    Tick = 3,

    /// <summary>A bar of the chart's symbol and period was completed.</summary>
    LastBar = 4,

    /// <summary>Strategy tester only.</summary>
    LockTicks = 5,
}

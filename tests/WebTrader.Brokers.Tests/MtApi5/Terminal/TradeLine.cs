using System.Globalization;

namespace WebTrader.Brokers.Tests.MtApi5.Terminal;

/// <summary>The JSON of a trade request, as the public client writes it.</summary>
internal sealed record TradeLine(int Action)
{
    public ulong Magic { get; init; }
    public ulong Order { get; init; }
    public string Symbol { get; init; } = "EURUSD";
    public decimal Volume { get; init; }
    public decimal Price { get; init; }
    public decimal StopLimit { get; init; }
    public decimal Stop { get; init; }
    public decimal Target { get; init; }
    public int Type { get; init; }
    public int Filling { get; init; } = 1;
    public ulong Deviation { get; init; } = 20;
    public string Comment { get; init; } = "";
    public long Position { get; init; }
    public long By { get; init; }
    public int Time { get; init; }
    public int Expiration { get; init; }

    public static TradeLine Buy(decimal lots) => new(1) { Volume = lots };

    public static TradeLine Sell(decimal lots) => new(1) { Volume = lots, Type = 1 };

    /// <summary>Closes a long.</summary>
    public static TradeLine Close(long position, decimal lots) => new(1) { Position = position, Volume = lots, Type = 1 };

    public static TradeLine Stops(long position, decimal stop, decimal target = 0) => new(6) { Position = position, Stop = stop, Target = target };

    public static TradeLine Pending(int type, decimal lots, decimal price) => new(5) { Type = type, Volume = lots, Price = price, Filling = 2 };

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{{\"TradeRequest\":{{\"Action\":{Action},\"Magic\":{Magic},\"Order\":{Order},\"Symbol\":\"{Symbol}\",\"Volume\":{Volume:0.0#######},\"Price\":{Price:0.0#######},\"Stoplimit\":{StopLimit:0.0#######},\"Sl\":{Stop:0.0#######},\"Tp\":{Target:0.0#######},\"Deviation\":{Deviation},\"Type\":{Type},\"Type_filling\":{Filling},\"Type_time\":{Time},\"Comment\":\"{Comment}\",\"Position\":{Position},\"PositionBy\":{By},\"MtExpiration\":{Expiration}}}}}");
}

using WebTrader.Core.Writing;

namespace WebTrader.Brokers.MtApi5.Terminal.Trading;

/// <summary>What the trade server says beside a return code.</summary>
internal static class RetcodeText
{
    public static string Of(TradeRetcode retcode) => retcode switch
    {
        TradeRetcode.Done => "Request executed",
        TradeRetcode.DonePartial => "Request executed partially",
        TradeRetcode.Placed => "Order placed",
        TradeRetcode.Requote => "Requote",
        TradeRetcode.Reject => "Request rejected",
        TradeRetcode.Invalid => "Invalid request",
        TradeRetcode.InvalidVolume => "Invalid volume",
        TradeRetcode.InvalidPrice => "Invalid price",
        TradeRetcode.InvalidStops => "Invalid stops",
        TradeRetcode.TradeDisabled => "Trade disabled",
        TradeRetcode.MarketClosed => "Market closed",
        TradeRetcode.NoMoney => "No money",
        TradeRetcode.PriceOff => "No prices",
        TradeRetcode.NoChanges => "No changes",
        TradeRetcode.ServerDisablesAutoTrading => "AutoTrading disabled by server",
        TradeRetcode.ClientDisablesAutoTrading => "AutoTrading disabled by client",
        TradeRetcode.InvalidFill => "Unsupported filling mode",
        TradeRetcode.NoConnection => "No connection",
        TradeRetcode.PositionClosed => "Position closed",
        _ => retcode.ToString(),
    };

    /// <summary>Whether <c>OrderSend</c> returns true.</summary>
    public static bool IsTaken(TradeRetcode retcode) => retcode is TradeRetcode.Done or TradeRetcode.DonePartial or TradeRetcode.Placed;
}

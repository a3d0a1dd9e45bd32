using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Core.Writing;

namespace WebTrader.Brokers.Simulator;

/// <summary>The trade server's own checks; null where it has nothing against it. Pure.</summary>
internal static class OrderChecks
{
    public static TradeRetcode? Volume(SymbolSpec spec, Lots lots) =>
        lots.Value < spec.VolumeMin || lots.Value > spec.VolumeMax || lots.Value % spec.VolumeStep != 0 ? TradeRetcode.InvalidVolume : null;

    public static TradeRetcode? ClosingVolume(SymbolSpec spec, Position position, Lots lots)
    {
        if (lots > position.Lots) return TradeRetcode.InvalidCloseVolume;
        // A rest that came about under other limits can always be closed as a whole.
        return lots == position.Lots ? null : Volume(spec, lots);
    }

    /// <summary>Both levels of a request are judged, as both are sent: also one that stands already.</summary>
    public static TradeRetcode? Levels(SymbolSpec spec, Side side, Price closing, Price? stop, Price? takeProfit)
    {
        if (IsOffGrid(spec, stop) || IsOffGrid(spec, takeProfit)) return TradeRetcode.InvalidPrice;
        if (stop is { } loss && IsTooNear(spec, side.Gain(loss, closing))) return TradeRetcode.InvalidStops;
        if (takeProfit is { } profit && IsTooNear(spec, side.Gain(closing, profit))) return TradeRetcode.InvalidStops;
        return null;
    }

    /// <summary>Within the freeze distance of a standing level, the distance itself included, nothing is changed any more.</summary>
    public static TradeRetcode? Freeze(SymbolSpec spec, Position position, Price closing)
    {
        var distance = spec.FreezeDistance;
        if (distance == 0) return null;
        if (position.StopLoss is { } stop && position.Side.Gain(stop, closing) <= distance) return TradeRetcode.Frozen;
        if (position.TakeProfit is { } target && position.Side.Gain(closing, target) <= distance) return TradeRetcode.Frozen;
        return null;
    }

    // The distance itself is allowed; the price itself never is, also without a stops level.
    private static bool IsTooNear(SymbolSpec spec, decimal gap) => gap <= 0 || gap < spec.StopsDistance;

    private static bool IsOffGrid(SymbolSpec spec, Price? price) => price is { } given && (given.Value <= 0 || given.Value % spec.TickSize != 0);
}

namespace WebTrader.Core.Writing;

/// <summary>
/// Every return code of the trade server, for every kind of write: what came of it, and what follows. No cell asks for another volume than was
/// sent, and none of an opening asks for it to be sent again. Source: MQL5 reference, "Return Codes of the Trade Server".
/// </summary>
internal static class RetcodeTable
{
    private static readonly Cell Done = new(WriteOutcome.Accepted, NextMove.ReadBack);
    private static readonly Cell Same = new(WriteOutcome.Unchanged, NextMove.None);
    private static readonly Cell Gone = new(WriteOutcome.Unchanged, NextMove.ReadBack);
    private static readonly Cell Asks = new(WriteOutcome.Unknown, NextMove.ReadBack);
    private static readonly Cell Quote = new(WriteOutcome.Rejected, NextMove.NextQuote);
    private static readonly Cell Wait = new(WriteOutcome.Rejected, NextMove.BackOff);
    private static readonly Cell Look = new(WriteOutcome.Rejected, NextMove.ReadBack);
    private static readonly Cell Alarm = new(WriteOutcome.Rejected, NextMove.RedAlarm);

    /// <summary>Refused for good: whoever asked hears it, and decides anew.</summary>
    private static readonly Cell Over = new(WriteOutcome.Rejected, NextMove.None);

    private static readonly Dictionary<TradeRetcode, Row> Rows = new()
    {
        //                                       modify close  part   open
        [TradeRetcode.Requote] =            new(Quote, Quote, Quote, Over, "the price has moved"),
        [TradeRetcode.Reject] =             new(Wait, Wait, Wait, Over, "the broker refused"),
        [TradeRetcode.Cancel] =             new(Wait, Wait, Wait, Over, "the broker refused"),
        [TradeRetcode.Placed] =             new(Asks, Asks, Asks, Asks, "the order was placed but not yet executed"),
        [TradeRetcode.Done] =               new(Done, Done, Done, Done, "done"),
        [TradeRetcode.DonePartial] =        new(Done, Done, Done, Done, "done in part"),
        [TradeRetcode.Error] =              new(Wait, Wait, Wait, Over, "the broker refused"),
        [TradeRetcode.Timeout] =            new(Asks, Asks, Asks, Asks, "the server ran out of time"),
        [TradeRetcode.Invalid] =            new(Alarm, Alarm, Alarm, Over, "the broker does not take our request"),
        // Somebody else closed a part meanwhile, most often: the volume is read again, never made larger.
        [TradeRetcode.InvalidVolume] =      new(Alarm, Look, Look, Over, "the volume is not allowed"),
        [TradeRetcode.InvalidPrice] =       new(Quote, Quote, Quote, Over, "the price has moved"),
        [TradeRetcode.InvalidStops] =       new(Quote, Quote, Quote, Over, "too near the price"),
        [TradeRetcode.TradeDisabled] =      new(Alarm, Alarm, Alarm, Alarm, "trading is disabled for the account or the symbol"),
        [TradeRetcode.MarketClosed] =       new(Wait, Wait, Wait, Over, "the market is closed"),
        [TradeRetcode.NoMoney] =            new(Alarm, Alarm, Alarm, Over, "there is not enough money"),
        [TradeRetcode.PriceChanged] =       new(Quote, Quote, Quote, Over, "the price has moved"),
        [TradeRetcode.PriceOff] =           new(Quote, Quote, Quote, Over, "the price has moved"),
        [TradeRetcode.InvalidExpiration] =  new(Alarm, Alarm, Alarm, Over, "the broker does not take our request"),
        [TradeRetcode.OrderChanged] =       new(Wait, Wait, Wait, Over, "the broker is busy with this position"),
        [TradeRetcode.TooManyRequests] =    new(Wait, Wait, Wait, Over, "too many requests"),
        // A close or an opening always asks for a change: what became of it is for the reading to say.
        [TradeRetcode.NoChanges] =          new(Same, Gone, Gone, Asks, "the broker already had it so"),
        [TradeRetcode.ServerDisablesAutoTrading] = new(Alarm, Alarm, Alarm, Alarm, "the server has switched automatic trading off"),
        [TradeRetcode.ClientDisablesAutoTrading] = new(Alarm, Alarm, Alarm, Alarm, "automatic trading is switched off in the terminal"),
        [TradeRetcode.Locked] =             new(Wait, Wait, Wait, Over, "the broker is busy with this position"),
        [TradeRetcode.Frozen] =             new(Quote, Quote, Quote, Over, "frozen: the price is too near the stop or take-profit"),
        [TradeRetcode.InvalidFill] =        new(Alarm, Alarm, Alarm, Over, "the broker does not fill orders in this way"),
        [TradeRetcode.NoConnection] =       new(Asks, Asks, Asks, Asks, "no connection to the trade server"),
        [TradeRetcode.OnlyReal] =           new(Alarm, Alarm, Alarm, Over, "allowed for real accounts only"),
        [TradeRetcode.LimitOrders] =        new(Alarm, Alarm, Alarm, Over, "the account has as many orders as the broker allows"),
        [TradeRetcode.LimitVolume] =        new(Alarm, Alarm, Alarm, Over, "the symbol has as much volume as the broker allows"),
        [TradeRetcode.InvalidOrder] =       new(Alarm, Alarm, Alarm, Over, "the broker does not take this kind of order"),
        // An opening names no position. An answer that does not fit the question proves nothing.
        [TradeRetcode.PositionClosed] =     new(Gone, Gone, Gone, Asks, "the position is already closed"),
        [TradeRetcode.InvalidCloseVolume] = new(Alarm, Look, Look, Over, "more than is open"),
        [TradeRetcode.CloseOrderExists] =   new(Gone, Gone, Gone, Over, "a close is already under way"),
        [TradeRetcode.LimitPositions] =     new(Alarm, Alarm, Alarm, Over, "the account has as many positions as the broker allows"),
        [TradeRetcode.RejectCancel] =       new(Alarm, Alarm, Alarm, Over, "the broker rejected the order and cancelled it"),
        [TradeRetcode.LongOnly] =           new(Alarm, Alarm, Alarm, Over, "the symbol is for long positions only"),
        [TradeRetcode.ShortOnly] =          new(Alarm, Alarm, Alarm, Over, "the symbol is for short positions only"),
        [TradeRetcode.CloseOnly] =          new(Alarm, Alarm, Alarm, Over, "positions of the symbol can only be closed"),
        [TradeRetcode.FifoClose] =          new(Alarm, Alarm, Alarm, Over, "the broker closes the oldest position of the symbol first"),
        [TradeRetcode.HedgeProhibited] =    new(Alarm, Alarm, Alarm, Over, "the account holds only one side of a symbol"),
    };

    private static readonly RetcodeMeaning NotKnown = new(WriteOutcome.Unknown, NextMove.ReadBack, "the broker gave a code we do not know");

    public static RetcodeMeaning Of(TradeRetcode retcode, WriteKind kind)
    {
        if (!Rows.TryGetValue(retcode, out var row)) return NotKnown;
        var cell = kind switch
        {
            WriteKind.Modify => row.Modify,
            WriteKind.Close => row.Close,
            WriteKind.ClosePart => row.ClosePart,
            // Whether an order is still there is for the next reading to say, as with a close. This code tells of one that is gone, or was filled.
            WriteKind.Cancel => retcode == TradeRetcode.InvalidOrder ? Gone : row.Close,
            _ => row.Open,
        };
        return new RetcodeMeaning(cell.Outcome, cell.Next, row.Words);
    }

    private readonly record struct Cell(WriteOutcome Outcome, NextMove Next);

    private sealed record Row(Cell Modify, Cell Close, Cell ClosePart, Cell Open, string Words);
}

using WebTrader.Brokers.MtApi5.Protocol;
using WebTrader.Brokers.Simulator;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Core.Writing;

namespace WebTrader.Brokers.MtApi5.Terminal.Trading;

/// <summary>A MetaTrader 5 trade request carried out at the simulated broker. On the terminal's thread.</summary>
internal sealed class TradeExecution(TerminalWorld world)
{
    private const int FillOrKill = 1;
    private const int ImmediateOrCancel = 2;

    // What brokers keep of a comment.
    private const int MostComment = 31;

    private SimulatedBroker Broker => world.Broker;

    /// <summary>The result, but for the number of the request.</summary>
    public Mt5TradeResult Execute(Mt5TradeRequest request) => request.Action switch
    {
        Mt5TradeAction.Deal when request.Position != 0 => Close(request),
        Mt5TradeAction.Deal => Open(request),
        Mt5TradeAction.Stops => Plain(Modify(request)),
        Mt5TradeAction.Pending => Placed(request, Place(request)),
        Mt5TradeAction.Modify => Changed(request, Broker.ChangeOrder(OrderOf(request), order => order with
        {
            Price = new Price(request.Price),
            LimitPrice = order.LimitPrice is null ? null : new Price(request.StopLimit),
            Stop = At(request.StopLoss),
            TakeProfit = At(request.TakeProfit),
            Expires = Expires(request),
        })),
        Mt5TradeAction.Remove => Changed(request, Remove(OrderOf(request))),
        Mt5TradeAction.CloseBy => CloseBy(request),
        _ => Plain(TradeRetcode.Invalid),
    };

    /// <summary>What would be answered without anything being done, as far as it can be told: of volume, filling, price and money.</summary>
    public TradeRetcode? Check(Mt5TradeRequest request)
    {
        if (!Broker.HasSymbol(request.Symbol ?? "")) return TradeRetcode.Invalid;
        if (Broker.QuoteOf(request.Symbol!) is not { } quote) return TradeRetcode.PriceOff;
        if (request.Action is not (Mt5TradeAction.Deal or Mt5TradeAction.Pending)) return null;
        var spec = Broker.SpecOf(request.Symbol!);
        if (OrderChecks.Volume(spec, new Lots(request.Volume)) is { } volume) return volume;
        if (Terms(request, quote) is { } terms) return terms;
        if (request.Position != 0) return null;
        var side = SideOf(request);
        if (request.Action == Mt5TradeAction.Deal && OrderChecks.Levels(spec, side, quote.ClosingPrice(side), At(request.StopLoss), At(request.TakeProfit)) is { } levels) return levels;
        return Broker.MarginFor(request.Symbol!, new Lots(request.Volume), quote.ClosingPrice(side.Opposite())) > Broker.Equity - Broker.Margin ? TradeRetcode.NoMoney : null;
    }

    public static Side SideOf(Mt5TradeRequest request) =>
        request.Type is Mt5OrderType.Buy or Mt5OrderType.BuyLimit or Mt5OrderType.BuyStop or Mt5OrderType.BuyStopLimit ? Side.Long : Side.Short;

    private Mt5TradeResult Open(Mt5TradeRequest request)
    {
        if (request.Type is not (Mt5OrderType.Buy or Mt5OrderType.Sell) || !Broker.HasSymbol(request.Symbol ?? "")) return Plain(TradeRetcode.Invalid);
        if (Broker.QuoteOf(request.Symbol!) is { } quote && Terms(request, quote) is { } refused) return Plain(refused, quote);
        var lots = Filled(request);
        var receipt = Broker.Open(new OrderRequest(
            request.Symbol!, SideOf(request), new Lots(lots), At(request.StopLoss), At(request.TakeProfit), unchecked((long)request.Magic), Comment(request), DealReason.Expert));
        var result = Executed(request.Symbol!, receipt);
        return receipt.Retcode == TradeRetcode.Done && lots < request.Volume
            ? result with { Retcode = (uint)TradeRetcode.DonePartial, Comment = RetcodeText.Of(TradeRetcode.DonePartial) }
            : result;
    }

    private decimal Filled(Mt5TradeRequest request)
    {
        var spec = Broker.SpecOf(request.Symbol!);
        if (OrderChecks.Volume(spec, new Lots(request.Volume)) is not null || !world.Faults.PartialFill.Strikes()) return request.Volume;
        var part = Math.Floor(request.Volume * world.Faults.PartialPercent / 100m / spec.VolumeStep) * spec.VolumeStep;
        return Math.Min(request.Volume, Math.Max(part, spec.VolumeMin));
    }

    private Mt5TradeResult Close(Mt5TradeRequest request)
    {
        var ticket = new Ticket(unchecked((long)request.Position));
        if (Broker.Find(ticket) is not { } position) return CloseGone(request, Broker.Close(ticket).Retcode);
        if (request.Symbol != position.Symbol || SideOf(request) == position.Side) return Plain(TradeRetcode.Invalid);
        if (request.Volume <= 0) return Plain(TradeRetcode.InvalidVolume);
        if (Broker.QuoteOf(position.Symbol) is { } quote && Terms(request, quote) is { } refused) return Plain(refused, quote);
        return Executed(position.Symbol, Broker.Close(ticket, new Lots(request.Volume), DealReason.Expert, unchecked((long)request.Magic), Comment(request)));
    }

    /// <summary>Where everything in a symbol is one position a close is a deal like any other. The reference does not say what a server makes of one that comes too late: this is the worse of both.</summary>
    private Mt5TradeResult CloseGone(Mt5TradeRequest request, TradeRetcode refused) => refused == TradeRetcode.PositionClosed && Broker.IsNetting && request.Symbol is { } symbol
        ? Executed(symbol, Broker.Open(new OrderRequest(symbol, SideOf(request), new Lots(request.Volume), Magic: unchecked((long)request.Magic), Comment: Comment(request), Reason: DealReason.Expert)))
        : Plain(refused);

    private TradeRetcode Modify(Mt5TradeRequest request)
    {
        var position = request.Position != 0
            ? Broker.Find(new Ticket(unchecked((long)request.Position)))
            : Broker.IsNetting ? Broker.Positions.FirstOrDefault(each => each.Symbol == request.Symbol) : null;
        if (position is null) return TradeRetcode.PositionClosed;
        if (request.Symbol is { Length: > 0 } symbol && symbol != position.Symbol) return TradeRetcode.Invalid;
        return Broker.Modify(position.Ticket, At(request.StopLoss), At(request.TakeProfit)).Retcode;
    }

    private TradeReceipt Place(Mt5TradeRequest request)
    {
        if (request.Type is < Mt5OrderType.BuyLimit or > Mt5OrderType.SellStopLimit || request.Symbol is null) return new TradeReceipt(TradeRetcode.Invalid);
        var kind = (PendingKind)request.Type;
        return Broker.Place(new PendingOrder
        {
            Ticket = default,
            Symbol = request.Symbol,
            Kind = kind,
            Lots = new Lots(request.Volume),
            Price = new Price(request.Price),
            LimitPrice = kind.IsStopLimit() ? new Price(request.StopLimit) : null,
            Stop = At(request.StopLoss),
            TakeProfit = At(request.TakeProfit),
            Magic = unchecked((long)request.Magic),
            Comment = Comment(request),
            Reason = DealReason.Expert,
            Placed = default,
            Expires = Expires(request),
        });
    }

    /// <summary>
    /// An order that is gone or was filled is no order to a terminal: it refuses with "Invalid request" (10013). Source: logs of real terminals that users have published, where a failed
    /// cancel of a filled order reads so. The MQL5 reference tells of no such case; its 10035 is an order of a wrong kind.
    /// </summary>
    private TradeReceipt Remove(Ticket order) =>
        Broker.RemoveOrder(order) is { Retcode: not TradeRetcode.InvalidOrder } receipt ? receipt : new TradeReceipt(TradeRetcode.Invalid, Ticket: order);

    private Mt5TradeResult CloseBy(Mt5TradeRequest request)
    {
        var ticket = new Ticket(unchecked((long)request.Position));
        var receipt = Broker.CloseBy(ticket, new Ticket(unchecked((long)request.PositionBy)), DealReason.Expert, unchecked((long)request.Magic));
        return receipt.Deal is { } deal ? Executed(deal.Symbol, receipt) : Plain(receipt.Retcode);
    }

    /// <summary>What the way of execution has against it: the filling, and with instant execution the price.</summary>
    private TradeRetcode? Terms(Mt5TradeRequest request, in Quote quote)
    {
        var isTaken = request.Filling switch
        {
            Mt5Filling.FillOrKill => (world.Options.FillingModes & FillOrKill) != 0,
            Mt5Filling.ImmediateOrCancel => (world.Options.FillingModes & ImmediateOrCancel) != 0,
            Mt5Filling.Return => request.Action == Mt5TradeAction.Pending || world.Options.Execution != Mt5SymbolExecution.Market,
            _ => false,
        };
        if (!isTaken && request.Action == Mt5TradeAction.Deal) return TradeRetcode.InvalidFill;
        if (world.Options.Execution != Mt5SymbolExecution.Instant || request.Action != Mt5TradeAction.Deal) return null;
        var off = Math.Abs(quote.ClosingPrice(SideOf(request).Opposite()).Value - request.Price);
        return off > Broker.SpecOf(quote.Symbol).Point * request.Deviation ? TradeRetcode.Requote : null;
    }

    private Mt5TradeResult Executed(string symbol, TradeReceipt receipt)
    {
        if (receipt.Deal is not { } deal) return Plain(receipt.Retcode);
        var quote = Broker.QuoteOf(symbol)!.Value;
        return new Mt5TradeResult(
            (uint)receipt.Retcode, unchecked((ulong)deal.Number), unchecked((ulong)world.Ledger.Of(deal).Order), deal.Lots.Value, deal.Price.Value,
            quote.Bid.Value, quote.Ask.Value, RetcodeText.Of(receipt.Retcode), 0);
    }

    private static Mt5TradeResult Placed(Mt5TradeRequest request, TradeReceipt receipt) => Changed(request, receipt) with
    {
        Order = receipt.Ticket is { } ticket ? unchecked((ulong)ticket.Value) : 0,
        Price = receipt.Retcode == TradeRetcode.Done ? request.Price : 0,
        Volume = receipt.Retcode == TradeRetcode.Done ? request.Volume : 0,
    };

    private static Mt5TradeResult Changed(Mt5TradeRequest request, TradeReceipt receipt) =>
        Plain(receipt.Retcode) with { Order = receipt.Retcode == TradeRetcode.Done ? request.Order : 0 };

    private static Mt5TradeResult Plain(TradeRetcode retcode) => new((uint)retcode, 0, 0, 0, 0, 0, 0, RetcodeText.Of(retcode), 0);

    private static Mt5TradeResult Plain(TradeRetcode retcode, in Quote quote) => Plain(retcode) with { Bid = quote.Bid.Value, Ask = quote.Ask.Value };

    private static Ticket OrderOf(Mt5TradeRequest request) => new(unchecked((long)request.Order));

    private static string Comment(Mt5TradeRequest request) => request.Comment is { Length: > MostComment } longer ? longer[..MostComment] : request.Comment ?? "";

    private static Price? At(decimal price) => price == 0 ? null : new Price(price);

    private DateTimeOffset? Expires(Mt5TradeRequest request) => request.Time switch
    {
        Mt5OrderTime.Day => new DateTimeOffset((Broker.Now + Broker.UtcOffset).UtcDateTime.Date.AddDays(1), TimeSpan.Zero) - Broker.UtcOffset,
        Mt5OrderTime.Specified or Mt5OrderTime.SpecifiedDay => world.FromServerSeconds(request.Expiration),
        _ => null,
    };
}

using WebTrader.Brokers.MtApi5.Protocol;
using WebTrader.Brokers.MtApi5.Terminal.Json;
using WebTrader.Brokers.MtApi5.Terminal.Trading;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;

namespace WebTrader.Brokers.MtApi5.Terminal.Commands;

/// <summary>Orders that stand; the selected one is the expert's. The properties are those of orders in the history too.</summary>
internal static class OrderCommands
{
    public static void AddTo(CommandTable table)
    {
        table.Add(Mt5Command.OrdersTotal, call => Reply.Value(EaJson.Whole(Heard(call).Count())));
        table.Add(Mt5Command.OrderGetTicket, call => Reply.Value(EaJson.Whole(Select(call, Heard(call).ElementAtOrDefault(call.Int("Index")))?.Ticket ?? 0)));
        table.Add(Mt5Command.OrderSelect, call =>
        {
            var ticket = call.Long("Ticket");
            return Reply.Value(EaJson.Flag(Select(call, Heard(call).FirstOrDefault(order => order.Ticket == ticket)) is not null));
        });
        table.Add(Mt5Command.OrderGetDouble, call => Reply.Value(EaJson.Double(Amount(call, Selected(call), (Mt5OrderDouble)call.Int("PropertyId")))));
        table.Add(Mt5Command.OrderGetInteger, call => Reply.Value(EaJson.Whole(Whole(call, Selected(call), (Mt5OrderInteger)call.Int("PropertyId")))));
        table.Add(Mt5Command.OrderGetString, call => Reply.Value(call.Json.Text(Text(Selected(call), (Mt5OrderText)call.Int("PropertyId")))));
    }

    public static decimal Amount(ExpertCall call, WireOrder? order, Mt5OrderDouble property) => order is null ? 0 : property switch
    {
        Mt5OrderDouble.VolumeInitial => order.Volume,
        Mt5OrderDouble.VolumeCurrent => order.VolumeLeft,
        Mt5OrderDouble.PriceOpen => order.Price.Value,
        Mt5OrderDouble.PriceCurrent => order.Done is null && call.Broker.QuoteOf(order.Symbol) is { } quote ? (IsBuy(order) ? quote.Ask : quote.Bid).Value : order.Price.Value,
        Mt5OrderDouble.PriceStoplimit => order.LimitPrice?.Value ?? 0,
        Mt5OrderDouble.StopLoss => order.Stop?.Value ?? 0,
        Mt5OrderDouble.TakeProfit => order.TakeProfit?.Value ?? 0,
        _ => 0,
    };

    public static long Whole(ExpertCall call, WireOrder? order, Mt5OrderInteger property) => order is null ? 0 : property switch
    {
        Mt5OrderInteger.Ticket => order.Ticket,
        Mt5OrderInteger.Type => (int)order.Type,
        Mt5OrderInteger.State => (int)order.State,
        Mt5OrderInteger.Magic => order.Magic,
        Mt5OrderInteger.PositionId => order.Position,
        Mt5OrderInteger.TypeTime => (int)(order.Expires is null ? Mt5OrderTime.GoodTillCancelled : Mt5OrderTime.Specified),
        Mt5OrderInteger.TimeSetup => call.World.ServerSeconds(order.Placed),
        Mt5OrderInteger.TimeSetupMsc => call.World.ServerMilliseconds(order.Placed),
        Mt5OrderInteger.TimeDone => order.Done is { } done ? call.World.ServerSeconds(done) : 0,
        Mt5OrderInteger.TimeDoneMsc => order.Done is { } done ? call.World.ServerMilliseconds(done) : 0,
        Mt5OrderInteger.TimeExpiration => order.Expires is { } expires ? call.World.ServerSeconds(expires) : 0,
        Mt5OrderInteger.Reason => (int)order.Reason,
        _ => 0,
    };

    public static string Text(WireOrder? order, Mt5OrderText property) => order is null ? "" : property switch
    {
        Mt5OrderText.Symbol => order.Symbol,
        Mt5OrderText.Comment => order.Comment,
        _ => "",
    };

    /// <summary>The orders that the terminal has heard of: those that wait, and those at the market that the broker is executing.</summary>
    private static IEnumerable<WireOrder> Heard(ExpertCall call) => call.World.Switches.HasPositions ? call.World.Ledger.StandingOrders.Concat(call.World.OrdersUnderWay) : [];

    private static bool IsBuy(WireOrder order) => order.Type is Mt5OrderType.Buy or Mt5OrderType.BuyLimit or Mt5OrderType.BuyStop or Mt5OrderType.BuyStopLimit;

    private static WireOrder? Select(ExpertCall call, WireOrder? order)
    {
        if (order is null) call.Fail(MqlError.OrderNotFound);
        return call.Expert.Order = order;
    }

    private static WireOrder? Selected(ExpertCall call)
    {
        if (call.Expert.Order is null) call.Fail(MqlError.OrderNotFound);
        return call.Expert.Order;
    }
}

using WebTrader.Brokers.MtApi5.Protocol;
using WebTrader.Brokers.MtApi5.Terminal.Experts;
using WebTrader.Brokers.MtApi5.Terminal.Json;
using WebTrader.Brokers.MtApi5.Terminal.Trading;
using WebTrader.Core.Positions;

namespace WebTrader.Brokers.MtApi5.Terminal.Commands;

/// <summary>The history: what an expert has loaded of it counts for all its clients, and the getters know nothing else.</summary>
internal static class HistoryCommands
{
    public static void AddTo(CommandTable table)
    {
        table.Add(Mt5Command.HistorySelect, Select);
        table.Add(Mt5Command.HistorySelectByPosition, SelectByPosition);
        table.Add(Mt5Command.HistoryOrderSelect, SelectOrder);
        table.Add(Mt5Command.HistoryDealSelect, SelectDeal);
        table.Add(Mt5Command.HistoryOrdersTotal, call => Reply.Value(EaJson.Whole(call.Expert.History.Orders.Count)));
        table.Add(Mt5Command.HistoryDealsTotal, call => Reply.Value(EaJson.Whole(call.Expert.History.Deals.Count)));
        table.Add(Mt5Command.HistoryOrderGetTicket, call => Reply.Value(EaJson.Whole(call.Expert.History.Orders.ElementAtOrDefault(call.Int("Index"))?.Ticket ?? 0)));
        table.Add(Mt5Command.HistoryDealGetTicket, call => Reply.Value(EaJson.Whole(call.Expert.History.Deals.ElementAtOrDefault(call.Int("Index"))?.Ticket ?? 0)));
        table.Add(Mt5Command.HistoryOrderGetDouble, call => Reply.Value(EaJson.Double(OrderCommands.Amount(call, Order(call), (Mt5OrderDouble)call.Int("PropertyId")))));
        table.Add(Mt5Command.HistoryOrderGetInteger, call => Reply.Value(EaJson.Whole(OrderCommands.Whole(call, Order(call), (Mt5OrderInteger)call.Int("PropertyId")))));
        table.Add(Mt5Command.HistoryOrderGetString, call => Reply.Value(call.Json.Text(OrderCommands.Text(Order(call), (Mt5OrderText)call.Int("PropertyId")))));
        table.Add(Mt5Command.HistoryDealGetDouble, call => Reply.Value(EaJson.Double(Amount(Deal(call), (Mt5DealDouble)call.Int("PropertyId")))));
        table.Add(Mt5Command.HistoryDealGetInteger, call => Reply.Value(EaJson.Whole(Whole(call, Deal(call), (Mt5DealInteger)call.Int("PropertyId")))));
        table.Add(Mt5Command.HistoryDealGetString, call => Reply.Value(call.Json.Text(Text(Deal(call), (Mt5DealText)call.Int("PropertyId")))));
    }

    private static string Select(ExpertCall call)
    {
        var (from, to) = (call.Int("FromDate"), call.Int("ToDate"));
        // Whole seconds on the wire: all of the last one counts.
        return Load(call, call.World.Ledger.Between(call.World.FromServerSeconds(from), call.World.FromServerSeconds(to + 1L).AddTicks(-1)));
    }

    private static string SelectByPosition(ExpertCall call) => Load(call, call.World.Ledger.OfPosition(new PositionId(call.Long("PositionId"))));

    private static string Load(ExpertCall call, (IReadOnlyList<WireDeal> Deals, IReadOnlyList<WireOrder> Orders) part)
    {
        call.Expert.History = new HistorySelection(part.Deals, part.Orders);
        return Reply.Value(EaJson.Flag(true));
    }

    // One alone: what was loaded before is gone.
    private static string SelectOrder(ExpertCall call)
    {
        var order = call.World.Ledger.FindPastOrder(call.Long("Ticket"));
        if (order is null) call.Fail(MqlError.OrderNotFound);
        else call.Expert.History = call.Expert.History with { Orders = [order] };
        return Reply.Value(EaJson.Flag(order is not null));
    }

    private static string SelectDeal(ExpertCall call)
    {
        var deal = call.World.Ledger.FindDeal(call.Long("Ticket"));
        if (deal is null) call.Fail(MqlError.DealNotFound);
        else call.Expert.History = call.Expert.History with { Deals = [deal] };
        return Reply.Value(EaJson.Flag(deal is not null));
    }

    private static WireOrder? Order(ExpertCall call)
    {
        var ticket = call.Long("TicketNumber");
        var order = call.Expert.History.Orders.FirstOrDefault(each => each.Ticket == ticket);
        if (order is null) call.Fail(MqlError.OrderNotFound);
        return order;
    }

    private static WireDeal? Deal(ExpertCall call)
    {
        var ticket = call.Long("TicketNumber");
        var deal = call.Expert.History.Deals.FirstOrDefault(each => each.Ticket == ticket);
        if (deal is null) call.Fail(MqlError.DealNotFound);
        return deal;
    }

    private static decimal Amount(WireDeal? deal, Mt5DealDouble property) => deal is null ? 0 : property switch
    {
        Mt5DealDouble.Volume => deal.Volume,
        Mt5DealDouble.Price => deal.Price,
        Mt5DealDouble.Commission => deal.Commission,
        Mt5DealDouble.Swap => deal.Swap,
        Mt5DealDouble.Profit => deal.Profit,
        _ => 0,
    };

    private static long Whole(ExpertCall call, WireDeal? deal, Mt5DealInteger property) => deal is null ? 0 : property switch
    {
        Mt5DealInteger.Ticket => deal.Ticket,
        Mt5DealInteger.Order => deal.Order,
        Mt5DealInteger.Time => call.World.ServerSeconds(deal.Time),
        Mt5DealInteger.TimeMsc => call.World.ServerMilliseconds(deal.Time),
        Mt5DealInteger.Type => (int)deal.Type,
        Mt5DealInteger.Entry => (int)deal.Entry,
        Mt5DealInteger.Magic => deal.Magic,
        Mt5DealInteger.Reason => (int)deal.Reason,
        Mt5DealInteger.PositionId => deal.Position,
        _ => 0,
    };

    private static string Text(WireDeal? deal, Mt5DealText property) => deal is null ? "" : property switch
    {
        Mt5DealText.Symbol => deal.Symbol,
        Mt5DealText.Comment => deal.Comment,
        _ => "",
    };
}

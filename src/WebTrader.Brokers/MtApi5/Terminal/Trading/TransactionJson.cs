using WebTrader.Brokers.MtApi5.Protocol;
using WebTrader.Brokers.MtApi5.Terminal.Json;
using WebTrader.Core.Market;

namespace WebTrader.Brokers.MtApi5.Terminal.Trading;

/// <summary>The payload of an OnTradeTransaction event: always all three parts, and where one has no meaning it is all zeros.</summary>
internal sealed class TransactionJson(EaJson json)
{
    private static readonly Mt5TradeRequest NoRequest = new(0);
    private static readonly Mt5TradeResult NoResult = new(0, 0, 0, 0, 0, 0, 0, "", 0);

    public string Order(Mt5TransactionType type, WireOrder order) => Whole(Trans(type, order.Symbol,
        order: order.Ticket, orderType: order.Type, orderState: order.State, position: order.Position,
        price: order.Price, stop: order.Stop, takeProfit: order.TakeProfit, volume: order.Volume));

    public string Deal(WireDeal deal) => Whole(Trans(Mt5TransactionType.DealAdd, deal.Symbol,
        deal: deal.Ticket, order: deal.Order, dealType: deal.Type, orderType: (Mt5OrderType)deal.Type, position: deal.Position,
        price: new Price(deal.Price), volume: deal.Volume));

    public string Position(Core.Positions.Position position) => Whole(Trans(Mt5TransactionType.Position, position.Symbol,
        position: position.Ticket.Value, orderType: (Mt5OrderType)(int)position.Side,
        price: position.OpenPrice, stop: position.StopLoss, takeProfit: position.TakeProfit, volume: position.Lots.Value));

    public string Request(Mt5TradeRequest request, Mt5TradeResult result) => Whole(Trans(Mt5TransactionType.Request, ""), request, result);

    public string Result(Mt5TradeResult result) => EaJson.Object(
        ("Retcode", EaJson.Whole(result.Retcode)),
        ("Deal", EaJson.Whole(unchecked((long)result.Deal))),
        ("Order", EaJson.Whole(unchecked((long)result.Order))),
        ("Volume", EaJson.Double(result.Volume)),
        ("Price", EaJson.Double(result.Price)),
        ("Bid", EaJson.Double(result.Bid)),
        ("Ask", EaJson.Double(result.Ask)),
        ("Comment", json.Text(result.Comment)),
        ("Request_id", EaJson.Whole(result.RequestId)));

    private string Whole(string trans, Mt5TradeRequest? request = null, Mt5TradeResult? result = null) => EaJson.Object(
        ("Trans", trans), ("Request", Request(request ?? NoRequest)), ("Result", Result(result ?? NoResult)));

    // Position and PositionBy are not in the event's copy.
    private string Request(Mt5TradeRequest request) => EaJson.Object(
        ("Action", EaJson.Whole((int)request.Action)),
        ("Magic", EaJson.Whole(unchecked((long)request.Magic))),
        ("Order", EaJson.Whole(unchecked((long)request.Order))),
        ("Symbol", json.Text(request.Symbol ?? "")),
        ("Volume", EaJson.Double(request.Volume)),
        ("Price", EaJson.Double(request.Price)),
        ("Stoplimit", EaJson.Double(request.StopLimit)),
        ("Sl", EaJson.Double(request.StopLoss)),
        ("Tp", EaJson.Double(request.TakeProfit)),
        ("Deviation", EaJson.Whole(unchecked((long)request.Deviation))),
        ("Type", EaJson.Whole((int)request.Type)),
        ("Type_filling", EaJson.Whole((int)request.Filling)),
        ("Type_time", EaJson.Whole((int)request.Time)),
        ("MtExpiration", EaJson.Whole(request.Expiration)),
        ("Comment", json.Text(request.Comment ?? "")));

    private string Trans(
        Mt5TransactionType type, string symbol, long deal = 0, long order = 0, Mt5OrderType orderType = 0, Mt5OrderState orderState = 0,
        Mt5DealType dealType = 0, long position = 0, Price? price = null, Price? stop = null, Price? takeProfit = null, decimal volume = 0) => EaJson.Object(
        ("Type", EaJson.Whole((int)type)),
        ("Deal", EaJson.Whole(deal)),
        ("Order", EaJson.Whole(order)),
        ("Symbol", json.Text(symbol)),
        ("OrderType", EaJson.Whole((int)orderType)),
        ("OrderState", EaJson.Whole((int)orderState)),
        ("DealType", EaJson.Whole((int)dealType)),
        ("TimeType", EaJson.Whole(0)),
        ("MtTimeExpiration", EaJson.Whole(0)),
        ("Price", EaJson.Double(price)),
        ("PriceTrigger", EaJson.Double(0m)),
        ("PriceSl", EaJson.Double(stop)),
        ("PriceTp", EaJson.Double(takeProfit)),
        ("Volume", EaJson.Double(volume)),
        ("Position", EaJson.Whole(position)),
        ("PositionBy", EaJson.Whole(0)));
}

using WebTrader.Brokers.MtApi5.Protocol;
using WebTrader.Brokers.MtApi5.Terminal.Json;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;

namespace WebTrader.Brokers.MtApi5.Terminal.Commands;

/// <summary>Positions. What is selected is the expert's, for all its clients; its values are those of the moment when it was selected, as in MetaTrader 5.</summary>
internal static class PositionCommands
{
    public static void AddTo(CommandTable table)
    {
        table.Add(Mt5Command.PositionsTotal, call => Reply.Value(EaJson.Whole(Heard(call).Count)));
        table.Add(Mt5Command.PositionGetTicket, call => Reply.Value(EaJson.Whole(Select(call, At(call, call.Int("Index")))?.Ticket.Value ?? 0)));
        table.Add(Mt5Command.PositionGetSymbol, call => Reply.Value(call.Json.Text(Select(call, At(call, call.Int("Index")))?.Symbol ?? "")));
        table.Add(Mt5Command.PositionSelect, call => Reply.Value(EaJson.Flag(Select(call, BySymbol(call, call.Text("Symbol"))) is not null)));
        table.Add(Mt5Command.PositionSelectByTicket, call => Reply.Value(EaJson.Flag(Select(call, ByTicket(call, call.Long("Ticket"))) is not null)));
        table.Add(Mt5Command.PositionGetDouble, call => Reply.Value(EaJson.Double(Amount(call, (Mt5PositionDouble)call.Int("PropertyId")))));
        table.Add(Mt5Command.PositionGetInteger, call => Reply.Value(EaJson.Whole(Whole(call, (Mt5PositionInteger)call.Int("PropertyId")))));
        table.Add(Mt5Command.PositionGetString, call => Reply.Value(call.Json.Text(Text(call, (Mt5PositionText)call.Int("PropertyId")))));
    }

    public static Position? BySymbol(ExpertCall call, string symbol) => Heard(call).FirstOrDefault(position => position.Symbol == symbol);

    private static Position? ByTicket(ExpertCall call, long ticket) => Heard(call).FirstOrDefault(position => position.Ticket.Value == ticket);

    private static Position? At(ExpertCall call, int index) => index >= 0 && index < Heard(call).Count ? Heard(call)[index] : null;

    /// <summary>The positions that the terminal has heard of.</summary>
    private static IReadOnlyList<Position> Heard(ExpertCall call) => call.World.Switches.HasPositions ? call.Broker.Positions : [];

    // What is not there leaves nothing selected.
    private static Position? Select(ExpertCall call, Position? position)
    {
        if (position is null) call.Fail(MqlError.PositionNotFound);
        return call.Expert.Position = position is null ? null : position with { Profit = call.Broker.FloatingProfit(position) };
    }

    private static decimal Amount(ExpertCall call, Mt5PositionDouble property)
    {
        if (Selected(call) is not { } position) return 0;
        return property switch
        {
            Mt5PositionDouble.Volume => position.Lots.Value,
            Mt5PositionDouble.PriceOpen => position.OpenPrice.Value,
            Mt5PositionDouble.PriceCurrent => call.Broker.QuoteOf(position.Symbol)?.ClosingPrice(position.Side).Value ?? 0,
            Mt5PositionDouble.StopLoss => position.StopLoss?.Value ?? 0,
            Mt5PositionDouble.TakeProfit => position.TakeProfit?.Value ?? 0,
            Mt5PositionDouble.Swap => position.Swap.Amount,
            Mt5PositionDouble.Profit => position.Profit?.Amount ?? 0,
            _ => 0,
        };
    }

    private static long Whole(ExpertCall call, Mt5PositionInteger property)
    {
        if (Selected(call) is not { } position) return 0;
        return property switch
        {
            Mt5PositionInteger.Ticket => position.Ticket.Value,
            Mt5PositionInteger.Identifier => position.Id.Value,
            Mt5PositionInteger.Type => (int)position.Side,
            Mt5PositionInteger.Magic => position.Magic,
            Mt5PositionInteger.Time or Mt5PositionInteger.TimeUpdate => call.World.ServerSeconds(position.OpenTime),
            Mt5PositionInteger.TimeMsc or Mt5PositionInteger.TimeUpdateMsc => call.World.ServerMilliseconds(position.OpenTime),
            Mt5PositionInteger.Reason => (int)(call.Broker.DealsOf(position.Id) is { Count: > 0 } deals ? deals[0].Reason : DealReason.Client),
            _ => 0,
        };
    }

    private static string Text(ExpertCall call, Mt5PositionText property) => Selected(call) is not { } position ? "" : property switch
    {
        Mt5PositionText.Symbol => position.Symbol,
        Mt5PositionText.Comment => position.Comment,
        _ => "",
    };

    private static Position? Selected(ExpertCall call)
    {
        if (call.Expert.Position is null) call.Fail(MqlError.PositionNotFound);
        return call.Expert.Position;
    }
}

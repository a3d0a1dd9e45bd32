using WebTrader.Brokers.MtApi5.Protocol;
using WebTrader.Brokers.MtApi5.Terminal.Json;
using WebTrader.Core.Market;

namespace WebTrader.Brokers.MtApi5.Terminal.Commands;

/// <summary>The depth of the market: one level on either side, for symbols that were asked for through this expert.</summary>
internal static class BookCommands
{
    private const int Sells = 1;
    private const int Buys = 2;
    private const int Depth = 10;

    public static void AddTo(CommandTable table)
    {
        table.Add(Mt5Command.MarketBookAdd, call =>
        {
            var symbol = call.Text("Symbol");
            return Reply.Value(EaJson.Flag(SymbolCommands.Known(call, symbol) && (call.Expert.Books.Add(symbol) || true)));
        });
        table.Add(Mt5Command.MarketBookRelease, call => Reply.Value(EaJson.Flag(call.Expert.Books.Remove(call.Text("Symbol")))));
        table.Add(Mt5Command.MarketBookGet, Get);
    }

    private static string Get(ExpertCall call)
    {
        var symbol = call.Text("Symbol");
        if (!call.Expert.Books.Contains(symbol))
        {
            call.Fail(MqlError.BookNotOpen);
            throw new ExpertErrorException("MarketBookGet failed", MqlError.BookNotOpen);
        }

        return Reply.Value(call.Broker.QuoteOf(symbol) is { } quote ? EaJson.List([Level(Sells, quote.Ask), Level(Buys, quote.Bid)]) : EaJson.List([]));
    }

    private static string Level(int type, Price price) => EaJson.Object(
        ("type", EaJson.Whole(type)), ("price", EaJson.Double(price)), ("volume", EaJson.Whole(Depth)), ("volume_real", EaJson.Double((decimal)Depth)));
}

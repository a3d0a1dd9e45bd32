using WebTrader.Brokers.MtApi5.Protocol;
using WebTrader.Brokers.MtApi5.Terminal.Json;
using WebTrader.Core.Market;

namespace WebTrader.Brokers.MtApi5.Terminal.Commands;

/// <summary>The symbols, the market watch, and prices.</summary>
internal static class SymbolCommands
{
    // The expert's own filter: it loses names such as US30.
    private const int ListedLength = 6;
    private const int SecondsADay = 86_400;
    private const int MostTicks = 2000;

    public static void AddTo(CommandTable table)
    {
        table.Add(Mt5Command.SymbolsTotal, call => Reply.Value(EaJson.Whole(Names(call).Count)));
        table.Add(Mt5Command.SymbolName, call => Reply.Value(call.Json.Text(Names(call).ElementAtOrDefault(call.Int("Pos")) ?? "")));
        table.Add(Mt5Command.GetSymbols, call => Reply.Value(EaJson.List(Names(call).Where(name => name.Length == ListedLength && name[0] != '#').Select(call.Json.Text))));
        table.Add(Mt5Command.SymbolSelect, Select);
        table.Add(Mt5Command.SymbolIsSynchronized, call => Reply.Value(EaJson.Flag(Known(call, call.Text("Symbol")))));
        table.Add(Mt5Command.SymbolInfoTick, call => Tick(call, call.Text("Symbol")));
        table.Add(Mt5Command.SymbolInfoSessionQuote, Session);
        table.Add(Mt5Command.SymbolInfoSessionTrade, Session);
        table.Add(Mt5Command.CopyTicks, CopyTicks);
    }

    public static bool Known(ExpertCall call, string symbol)
    {
        if (call.Broker.HasSymbol(symbol)) return true;
        call.Fail(MqlError.UnknownSymbol);
        return false;
    }

    private static List<string> Names(ExpertCall call) => call.Flag("Selected") ? call.World.Watched : [.. call.Broker.Symbols];

    private static string Select(ExpertCall call)
    {
        var (symbol, isWanted) = (call.Text("Symbol"), call.Flag("Selected"));
        var watched = call.World.Watched;
        if (!Known(call, symbol)) return Reply.Value(EaJson.Flag(false));
        // A symbol with a position or an order stays.
        if (!isWanted && (call.Broker.Positions.Any(position => position.Symbol == symbol) || call.Broker.Orders.Any(order => order.Symbol == symbol))) return Reply.Value(EaJson.Flag(false));
        if (!isWanted) watched.Remove(symbol);
        else if (!watched.Contains(symbol)) watched.Add(symbol);
        return Reply.Value(EaJson.Flag(true));
    }

    private static string Tick(ExpertCall call, string symbol)
    {
        Quote? quote = null;
        if (Known(call, symbol))
        {
            if (call.World.Watched.Contains(symbol)) quote = call.Broker.QuoteOf(symbol);
            else call.Fail(MqlError.NotInMarketWatch);
        }

        return Reply.Result(quote is not null, QuoteJson.Tick(call.World, quote));
    }

    // One session around the clock, on every day of the week.
    private static string Session(ExpertCall call)
    {
        var (symbol, day, index) = (call.Text("Symbol"), call.Int("DayOfWeek"), call.Int("SessionIndex"));
        var isThere = Known(call, symbol) && day is >= 0 and <= 6 && index == 0;
        return Reply.Result(isThere, EaJson.Object(("From", EaJson.Whole(0)), ("To", EaJson.Whole(isThere ? SecondsADay : 0))));
    }

    private static string CopyTicks(ExpertCall call)
    {
        var (symbol, _, from, count) = (call.Text("Symbol"), call.Int("Flags"), call.Int("From"), call.Int("Count"));
        if (!Known(call, symbol)) throw new ExpertErrorException("CopyTicks failed", MqlError.UnknownSymbol);
        var most = count is > 0 and < MostTicks ? count : MostTicks;
        // Any other beginning is cut to 32 bits of milliseconds: a moment in January 1970, so the oldest ticks come.
        var kept = call.World.TicksOf(symbol);
        var ticks = from == 0 ? kept.TakeLast(most) : kept.Take(most);
        return Reply.Value(EaJson.List(ticks.Select(quote => QuoteJson.Tick(call.World, quote))));
    }
}

using WebTrader.Brokers.MtApi5.Protocol;
using WebTrader.Brokers.MtApi5.Terminal.Json;
using WebTrader.Brokers.MtApi5.Terminal.Trading;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Core.Writing;

namespace WebTrader.Brokers.MtApi5.Terminal.Commands;

/// <summary>What a trade would bind and earn, and whether it would be taken; nothing is sent.</summary>
internal static class CalculationCommands
{
    public static void AddTo(CommandTable table)
    {
        table.Add(Mt5Command.OrderCalcMargin, Margin);
        table.Add(Mt5Command.OrderCalcProfit, Profit);
        table.Add(Mt5Command.OrderCheck, Check);
    }

    private static string Margin(ExpertCall call)
    {
        var (action, symbol, volume, price) = (call.Int("Action"), call.Text("Symbol"), call.Amount("Volume"), call.Amount("Price"));
        if (!IsAsked(call, action, symbol, volume)) return Reply.Result(false, EaJson.Double(0m));
        return Reply.Result(true, EaJson.Double(Math.Round(call.Broker.MarginFor(symbol, new Lots(volume), new Price(price)).Amount, 2)));
    }

    private static string Profit(ExpertCall call)
    {
        var (action, symbol, volume) = (call.Int("Action"), call.Text("Symbol"), call.Amount("Volume"));
        var (open, close) = (call.Amount("PriceOpen"), call.Amount("PriceClose"));
        if (!IsAsked(call, action, symbol, volume)) return Reply.Result(false, EaJson.Double(0m));
        var spec = call.Broker.SpecOf(symbol);
        var ticks = spec.ProfitTicks(action == (int)Mt5OrderType.Buy ? Side.Long : Side.Short, new Price(open), new Price(close));
        return Reply.Result(true, EaJson.Double(Math.Round(ticks * spec.TickValue(ticks >= 0) * volume, 2)));
    }

    private static bool IsAsked(ExpertCall call, int action, string symbol, decimal volume)
    {
        if (call.Broker.HasSymbol(symbol) && action is 0 or 1 && volume > 0 && volume < 1_000_000) return true;
        call.Fail(MqlError.UnknownSymbol);
        return false;
    }

    private static string Check(ExpertCall call)
    {
        var request = TradeParameters.Read(call);
        var refused = new TradeExecution(call.World).Check(request);
        var broker = call.Broker;
        var (balance, equity) = (broker.Balance.Amount, broker.Equity.Amount);
        var more = refused is null && request is { Action: Mt5TradeAction.Deal, Position: 0 } && broker.QuoteOf(request.Symbol!) is { } quote
            ? broker.MarginFor(request.Symbol!, new Lots(request.Volume), quote.ClosingPrice(TradeExecution.SideOf(request).Opposite())).Amount
            : 0;
        var margin = broker.Margin.Amount + more;
        if (refused is not null) call.Fail(MqlError.TradeFailed);
        return Reply.Result(refused is null, EaJson.Object(
            ("Retcode", EaJson.Whole((int?)refused ?? 0)),
            ("Balance", EaJson.Double(balance)),
            ("Equity", EaJson.Double(equity)),
            ("Profit", EaJson.Double(equity - balance)),
            ("Margin", EaJson.Double(margin)),
            ("Margin_free", EaJson.Double(equity - margin)),
            ("Margin_level", EaJson.Double(margin == 0 ? 0 : equity / margin * 100m)),
            ("Comment", call.Json.Text(refused is { } retcode ? RetcodeText.Of(retcode) : "Done"))));
    }
}

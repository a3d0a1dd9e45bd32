using WebTrader.Brokers.MtApi5.Protocol;
using WebTrader.Brokers.MtApi5.Terminal.Json;

namespace WebTrader.Brokers.MtApi5.Terminal.Commands;

/// <summary>The account, and the quote of the expert's chart.</summary>
internal static class AccountCommands
{
    private const decimal StopOutCall = 100m;

    public static void AddTo(CommandTable table)
    {
        table.Add(Mt5Command.GetQuote, call => Reply.Value(QuoteJson.Quote(call.World, call.Expert)));
        table.Add(Mt5Command.AccountInfoDouble, call => Reply.Value(EaJson.Double(Amount(call, (Mt5AccountDouble)call.Int("PropertyId")))));
        table.Add(Mt5Command.AccountInfoInteger, call => Reply.Value(EaJson.Whole(Whole(call, (Mt5AccountInteger)call.Int("PropertyId")))));
        table.Add(Mt5Command.AccountInfoString, call => Reply.Value(call.Json.Text(Text(call, (Mt5AccountText)call.Int("PropertyId")))));
    }

    private static decimal Amount(ExpertCall call, Mt5AccountDouble property)
    {
        var broker = call.Broker;
        var (equity, margin) = (broker.Equity.Amount, broker.Margin.Amount);
        return property switch
        {
            Mt5AccountDouble.Balance => broker.Balance.Amount,
            Mt5AccountDouble.Equity => equity,
            Mt5AccountDouble.Profit => equity - broker.Balance.Amount,
            Mt5AccountDouble.Margin => Math.Round(margin, 2),
            Mt5AccountDouble.MarginFree => Math.Round(equity - margin, 2),
            Mt5AccountDouble.MarginLevel => margin == 0 ? 0 : Math.Round(equity / margin * 100m, 2),
            Mt5AccountDouble.MarginStopOutCall => StopOutCall,
            Mt5AccountDouble.MarginStopOut => broker.StopOutLevel,
            _ => 0,
        };
    }

    private static long Whole(ExpertCall call, Mt5AccountInteger property) => property switch
    {
        Mt5AccountInteger.Login => call.World.Login,
        Mt5AccountInteger.TradeMode => (int)call.World.Options.TradeMode,
        Mt5AccountInteger.Leverage => (long)call.Broker.Leverage,
        Mt5AccountInteger.TradeAllowed => call.World.Switches.AccountMayTrade ? 1 : 0,
        Mt5AccountInteger.TradeExpert => call.World.Switches.ExpertsMayTrade ? 1 : 0,
        Mt5AccountInteger.MarginMode => (int)(call.Broker.IsNetting ? Mt5AccountMarginMode.RetailNetting : Mt5AccountMarginMode.RetailHedging),
        _ => 0,
    };

    private static string Text(ExpertCall call, Mt5AccountText property) => property switch
    {
        Mt5AccountText.Name => call.World.Options.Owner,
        Mt5AccountText.Server => call.World.Server,
        Mt5AccountText.Currency => call.Broker.Currency,
        Mt5AccountText.Company => call.World.Options.Company,
        _ => "",
    };
}

using WebTrader.Brokers.MtApi5.Protocol;
using WebTrader.Brokers.MtApi5.Terminal.Json;

namespace WebTrader.Brokers.MtApi5.Terminal.Commands;

/// <summary>The terminal itself, its clocks, and the expert's last error.</summary>
internal static class TerminalCommands
{
    private const long FirstChart = 132_000_000_000_000_000;

    public static void AddTo(CommandTable table)
    {
        table.Add(Mt5Command.TerminalInfoString, call => Reply.Value(call.Json.Text(Text(call, (Mt5TerminalText)call.Int("PropertyId")))));
        table.Add(Mt5Command.TerminalInfoInteger, call => Reply.Value(EaJson.Whole(Whole(call, (Mt5TerminalInteger)call.Int("PropertyId")))));
        table.Add(Mt5Command.TerminalInfoDouble, call => Reply.Value(call.Int("PropertyId") is var _ ? EaJson.Double(0m) : ""));
        AddClocks(table);
        table.Add(Mt5Command.GetLastError, call => Reply.Value(EaJson.Whole(call.Expert.LastError)));
        table.Add(Mt5Command.ResetLastError, call =>
        {
            call.Expert.LastError = 0;
            return Reply.Nothing;
        });
        table.Add(Mt5Command.Print, call => Reply.Value(EaJson.Flag(call.Text("PrintMsg") is not null)));
        table.Add(Mt5Command.Alert, call => call.Text("Message") is not null ? Reply.Nothing : "");
        table.Add(Mt5Command.IsTesting, call => Reply.Value(EaJson.Flag(call.World.Options.IsTesting)));
        table.Add(Mt5Command.BacktestingReady, call => InTester(call, Reply.Value(EaJson.Flag(true))));
        table.Add(Mt5Command.TesterStop, call => InTester(call, Reply.Nothing));
        // It says yes and does nothing, in every version 2.
        table.Add(Mt5Command.UnlockTicks, _ => Reply.Nothing);
        table.Add(Mt5Command.ChartId, call => Reply.Value(EaJson.Whole(FirstChart + call.Expert.Handle)));
        table.Add(Mt5Command.ChartRedraw, call => call.Int("ChartId") is var _ ? Reply.Nothing : "");
    }

    private static void AddClocks(CommandTable table)
    {
        table.Add(Mt5Command.TimeCurrent, call => Reply.Value(EaJson.Whole(call.World.LastTickAt is { } at ? call.World.ServerSeconds(at) : 0)));
        table.Add(Mt5Command.TimeTradeServer, call => Reply.Value(EaJson.Whole(call.World.ServerSeconds(call.World.Clock.GetUtcNow()))));
        // The terminal's machine is set to UTC.
        table.Add(Mt5Command.TimeLocal, call => Reply.Value(EaJson.Whole(call.World.Clock.GetUtcNow().ToUnixTimeSeconds())));
        table.Add(Mt5Command.TimeGMT, call => Reply.Value(EaJson.Whole(call.World.Clock.GetUtcNow().ToUnixTimeSeconds())));
    }

    private static string InTester(ExpertCall call, string answer) =>
        call.World.Options.IsTesting ? answer : throw new ExpertErrorException($"{call.Command} can be used only for backtesting");

    private static string Text(ExpertCall call, Mt5TerminalText property) => property switch
    {
        Mt5TerminalText.Name => "MetaTrader 5",
        Mt5TerminalText.Company => call.World.Options.Company,
        Mt5TerminalText.Path => call.World.Options.TerminalPath,
        Mt5TerminalText.DataPath => call.World.Options.TerminalPath + @"\Data",
        Mt5TerminalText.CommondataPath => call.World.Options.TerminalPath + @"\Common",
        Mt5TerminalText.Language => "English",
        _ => "",
    };

    private static long Whole(ExpertCall call, Mt5TerminalInteger property) => property switch
    {
        Mt5TerminalInteger.Build => call.World.Options.Build,
        Mt5TerminalInteger.Connected => call.World.IsConnected ? 1 : 0,
        Mt5TerminalInteger.DllsAllowed => 1,
        Mt5TerminalInteger.TradeAllowed => call.Broker.AutoTrading ? 1 : 0,
        Mt5TerminalInteger.X64 => 1,
        Mt5TerminalInteger.Maxbars => 100_000,
        Mt5TerminalInteger.Codepage => 1252,
        Mt5TerminalInteger.CpuCores => 2,
        Mt5TerminalInteger.ScreenDpi => 96,
        // Microseconds to the trade server: what the next trade would take.
        Mt5TerminalInteger.PingLast => (long)call.World.Faults.LatencyOf(Mt5Command.OrderSend, isTrade: true).TotalMicroseconds,
        _ => 0,
    };
}

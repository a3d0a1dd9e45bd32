using System.CommandLine;
using System.Globalization;
using System.Net;
using WebTrader.Brokers.MtApi5.Protocol;
using WebTrader.Brokers.MtApi5.Terminal;
using WebTrader.Brokers.MtApi5.Terminal.Faults;
using WebTrader.Brokers.Simulator;
using WebTrader.Host.Commands.Replay;
using WebTrader.Host.Settings;

namespace WebTrader.Host.Commands.Terminal;

/// <summary><c>terminal</c>: a simulated MetaTrader 5 terminal with MtApi5 experts, for programs that want to be tested against one.</summary>
public static class TerminalCommand
{
    private const decimal MostSpeed = 10_000;

    private static readonly Option<int> Port = new("--port") { Description = "TCP port; 0 lets the system choose.", DefaultValueFactory = _ => 8228, HelpName = "PORT" };
    private static readonly Option<string> Address = new("--address") { Description = "Where to listen. Whoever reaches the port can trade.", DefaultValueFactory = _ => "127.0.0.1", HelpName = "IP" };
    private static readonly Option<string[]> Ticks = new("--ticks") { Description = "Recorded quotes (a tick export of MetaTrader 5, plain or .gz) instead of the generated market, as if they began now; may be given several times." };
    private static readonly Option<decimal> Speed = new("--speed") { Description = "How many times as fast recorded quotes are played.", DefaultValueFactory = _ => 1m, HelpName = "TIMES" };
    private static readonly Option<string?> Symbols = new("--symbols") { Description = "Symbol specifications over the built-in ones.", HelpName = "FILE.json" };
    private static readonly Option<string?> Data = new("--data") { Description = "Where the broker keeps its book. Default: a temporary folder, gone at the end.", HelpName = "FOLDER" };
    private static readonly Option<ulong> Seed = new("--seed") { Description = "Decides market, trader, handles and the chances of faults.", DefaultValueFactory = _ => 1, HelpName = "N" };
    private static readonly Option<bool> NoTrader = new("--no-trader") { Description = "Nobody trades but the clients." };
    private static readonly Option<string[]> Charts = new("--chart") { Description = "An expert on a chart of this symbol; may be given several times. Default: EURUSD, or the first recorded symbol.", HelpName = "SYMBOL" };
    private static readonly Option<long> Login = new("--login") { Description = "The account's number.", DefaultValueFactory = _ => 12_345_678, HelpName = "N" };
    private static readonly Option<string> Server = new("--server") { Description = "The name of the broker's server.", DefaultValueFactory = _ => "Simulated-Demo", HelpName = "NAME" };
    private static readonly Option<string> Currency = new("--currency") { Description = "The account's currency.", DefaultValueFactory = _ => "USD", HelpName = "CODE" };
    private static readonly Option<decimal> Balance = new("--balance") { Description = "What a fresh book begins with.", DefaultValueFactory = _ => 10_000m, HelpName = "AMOUNT" };
    private static readonly Option<bool> Real = new("--real") { Description = "The account says that it is a real one." };
    private static readonly Option<bool> Netting = new("--netting") { Description = "A netting account: everything in one symbol is one position." };
    private static readonly Option<string> Offset = new("--offset") { Description = "The server's clock against UTC.", DefaultValueFactory = _ => "+03:00", HelpName = "+HH:MM" };
    private static readonly Option<bool> Instant = new("--instant") { Description = "Instant execution: a price beyond the deviation is requoted." };
    private static readonly Option<string[]> Faults = new("--faults") { Description = "What goes wrong, as in lost-wake-up=5/1000,block=3s@2; see --list-faults.", HelpName = "NAME=VALUE,..." };
    private static readonly Option<bool> ListFaults = new("--list-faults") { Description = "Lists the faults and switches in words." };

    public static Command Build()
    {
        var command = new Command("terminal", "Plays a MetaTrader 5 terminal with MtApi5 experts over a simulated broker, for any MtApi5 client to be tested against.");
        foreach (var option in (Option[])[Port, Address, Ticks, Speed, Symbols, Data, Seed, NoTrader, Charts, Login, Server, Currency, Balance, Real, Netting, Offset, Instant, Faults, ListFaults]) command.Options.Add(option);
        command.SetAction((parsed, cancellation) => RunAsync(parsed, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var output = parsed.InvocationConfiguration.Output;
        if (parsed.GetValue(ListFaults))
        {
            FaultList.Print(output);
            return 0;
        }

        return await TerminalRun.RunAsync(Plan(parsed), output, cancellation);
    }

    private static TerminalPlan Plan(ParseResult parsed)
    {
        var symbols = ReplayCommand.Specifications(parsed.GetValue(Symbols));
        var files = parsed.GetValue(Ticks) ?? [];
        var quotes = files.Length == 0 ? null : ReplayCommand.QuotesOf(files, symbols);
        var charts = parsed.GetValue(Charts) is { Length: > 0 } given ? given : [quotes?.Invoke().First().Symbol ?? SymbolSpecs.EurUsd.Spec.Name];
        var speed = parsed.GetValue(Speed);
        if (speed is <= 0 or > MostSpeed) throw new UsageException(string.Create(CultureInfo.InvariantCulture, $"--speed is {speed}, allowed is above 0 to {MostSpeed}"));
        if (quotes is null && parsed.GetResult(Speed) is { Implicit: false }) throw new UsageException("--speed goes with --ticks only");
        return new TerminalPlan
        {
            Terminal = new TerminalOptions
            {
                Address = IPAddress.TryParse(parsed.GetValue(Address), out var address) ? address : throw new UsageException($"--address is \"{parsed.GetValue(Address)}\", allowed is an IP address, as in 127.0.0.1"),
                Port = parsed.GetValue(Port),
                Charts = charts,
                Login = parsed.GetValue(Login),
                Server = parsed.GetValue(Server)!,
                TradeMode = parsed.GetValue(Real) ? Mt5AccountTradeMode.Real : Mt5AccountTradeMode.Demo,
                Execution = parsed.GetValue(Instant) ? Mt5SymbolExecution.Instant : Mt5SymbolExecution.Market,
                Seed = parsed.GetValue(Seed),
            },
            Broker = new SimulatedBrokerOptions
            {
                Symbols = symbols,
                Currency = parsed.GetValue(Currency)!,
                StartingBalance = parsed.GetValue(Balance),
                IsNetting = parsed.GetValue(Netting),
                UtcOffset = Ahead(parsed.GetValue(Offset)!),
            },
            Quotes = quotes,
            Speed = speed,
            Data = parsed.GetValue(Data),
            WithTrader = !parsed.GetValue(NoTrader),
            Faults = FaultList.Parse(parsed.GetValue(Faults) ?? []),
        };
    }

    private static TimeSpan Ahead(string text) =>
        text.Length > 0 && text[0] is '+' or '-' && ZoneText.Parse(text) is { } zone ? zone.BaseUtcOffset : throw new UsageException($"--offset is \"{text}\", allowed is -14:00 to +14:00");
}

using System.CommandLine;
using System.Globalization;
using WebTrader.Brokers.MtApi5.Gateway;
using WebTrader.Engine.Running;
using WebTrader.Host.Settings;

namespace WebTrader.Host.Commands;

/// <summary><c>check-terminal</c>: looks at a MetaTrader 5 terminal and says what is there and what to change. It reads, and changes nothing.</summary>
public static class CheckTerminalCommand
{
    /// <summary>It can be read, and nothing can be protected through it as it is.</summary>
    public const int NeedsChange = 1;

    /// <summary>It cannot be reached.</summary>
    public const int NotReached = 3;

    private static readonly TimeSpan LongestListening = TimeSpan.FromMinutes(10);

    private static readonly Argument<string> Endpoint = new("HOST:PORT") { Description = "Where the MtApi5 expert of the terminal listens, as in 127.0.0.1:8228." };

    private static readonly Option<bool> Tunnel = new("--tunnel") { Description = "HOST is another machine, at the end of an encrypted tunnel: whoever reaches the port may trade" };

    private static readonly Option<string> Listen = new("--listen")
    {
        Description = "How long ticks are waited for",
        HelpName = "DURATION",
        DefaultValueFactory = _ => "3s",
    };

    public static Command Build()
    {
        var command = new Command("check-terminal", "Looks at a MetaTrader 5 terminal: account, permissions, speed, and what to change. Exits 0 (good), 1 (something must be changed), 2 (usage) or 3 (not reached).");
        command.Arguments.Add(Endpoint);
        command.Options.Add(Tunnel);
        command.Options.Add(Listen);
        command.SetAction((parsed, _) => RunAsync(parsed.GetValue(Endpoint)!, parsed.GetValue(Tunnel), parsed.GetValue(Listen)!, parsed.InvocationConfiguration.Output));
        return command;
    }

    internal static async Task<int> RunAsync(string where, bool isTunnel, string listen, TextWriter output)
    {
        if (TerminalEndpoint.Parse(where) is not { } endpoint) throw new UsageException($"HOST:PORT is {where}, allowed is {TerminalEndpoint.Allowed}");
        if (!endpoint.IsLoopback && !isTunnel) throw new UsageException($"HOST:PORT is {where}, allowed is an address of this machine; another one with --tunnel, where it is the end of an encrypted tunnel");
        if (DurationText.Parse(listen) is not { } duration || duration < TimeSpan.Zero || duration > LongestListening) throw new UsageException($"--listen is {listen}, allowed is 0 to 10 min, as in 3s");

        using var scheduler = new SessionScheduler();
        scheduler.StartThread("check terminal");
        Inspection? found = null;
        await scheduler.StartAsync(async () => found = await TerminalInspection.RunAsync(endpoint.Address, endpoint.ToString(), duration, TimeProvider.System));
        return Print(found!, endpoint, output);
    }

    private static int Print(Inspection found, TerminalEndpoint endpoint, TextWriter output)
    {
        if (found.State is not { } state)
        {
            output.WriteLine($"{endpoint} cannot be looked at: {found.Failure?.TrimEnd('.')}.");
            output.WriteLine("Is the terminal running, with the MtApi5 expert on a chart, and does the expert's input Port say the same?");
            return NotReached;
        }

        Line("Account", $"{state.Login} on {state.Server}, {found.Currency}, {(found.IsReal ? "real" : "demo")}");
        if (found.Account is { } account)
        {
            Line("Balance", string.Create(CultureInfo.InvariantCulture, $"{account.Balance}, equity {account.Equity}"));
            Line("Server time", string.Create(CultureInfo.InvariantCulture, $"{account.BrokerTime:yyyy-MM-dd HH:mm:ss}, UTC{state.UtcOffset}"));
        }

        Line("Terminal", string.Create(CultureInfo.InvariantCulture, $"build {state.Build}, {state.PingMs} ms to the broker"));
        Line("Readings", string.Create(CultureInfo.InvariantCulture, $"half of the looks (14 questions each) took {state.ReadP50Ms} ms or less"));
        foreach (var expert in state.Experts) Line("Expert", string.Create(CultureInfo.InvariantCulture, $"{expert.Handle}: {expert.State}, for {expert.Does}"));
        foreach (var check in state.Checks) Line(check.IsGood ? "Good" : "Not good", check.Text);
        Line("Positions", found.OpenPositions?.ToString(CultureInfo.InvariantCulture) ?? "could not be read");
        foreach (var symbol in state.Symbols)
            Line("Symbol", string.Create(CultureInfo.InvariantCulture, $"{symbol.Symbol}: trading {symbol.Trading}, {symbol.Filling}, stops level {symbol.StopsLevel}, freeze level {symbol.FreezeLevel}, ticks {(symbol.ReportsTicks ? "reported" : "asked for")}"));
        if (state.WhyNot is { } why) Line("Cannot be used", why);
        foreach (var advice in state.Advice) Line("To change", advice);
        output.WriteLine();
        output.WriteLine("For appsettings.json:");
        output.WriteLine($"  \"Accounts\": [{{ \"Id\": \"mine\", \"Broker\": \"mt5\", \"Endpoint\": \"{endpoint}\", \"Login\": {state.Login}, \"Server\": \"{state.Server}\", \"Currency\": \"{found.Currency}\"{(endpoint.IsLoopback ? "" : ", \"Tunnel\": true")} }}]");
        output.WriteLine($"Give it Stops of its own, in {found.Currency}: MaxRisk, SweetSpotFrom, SweetSpotTo and TrailingStep. It is only observed until it is armed.");
        return state.IsUsable && found.OpenPositions is not null && state.Checks.All(check => check.IsGood) ? 0 : NeedsChange;

        void Line(string name, string text) => output.WriteLine($"{name,-16}{text}");
    }
}

using WebTrader.Brokers.MtApi5.Protocol;
using WebTrader.Brokers.Simulator;
using WebTrader.Core.Writing;

namespace WebTrader.Brokers.MtApi5.Terminal.Faults;

/// <summary>A fault as people name it.</summary>
/// <param name="Takes">The form of its value.</param>
/// <param name="Says">What happens, in a sentence.</param>
public sealed record NamedFault(string Name, string Takes, string Says)
{
    internal Action<FaultTargets, string> Set { get; init; } = (_, _) => { };
}

/// <summary>What a named fault can reach.</summary>
internal sealed record FaultTargets(TerminalFaults Terminal, TerminalSwitches Switches, FaultPlan Plan, SimulatedBroker Broker);

/// <summary>All faults and switches by their names, for the command line and for tests.</summary>
public static class FaultCatalogue
{
    /// <summary>How WHEN is written.</summary>
    public const string WhenSays = "WHEN is how often: 3 (the next three times), 5/1000 (by chance, from the seed), always, or off; without @WHEN it is once.";

    private const string OneCommand = "latency.";

    /// <summary>In the order in which people are told.</summary>
    public static IReadOnlyList<NamedFault> All { get; } =
    [
        Timed("block", "a command keeps its expert busy for so long; everything behind it waits", faults => faults.Block, (faults, time) => faults.BlockFor = time),
        Plain("lost-wake-up", "a command that reaches an idle expert is not seen until the next one arrives", faults => faults.LostWakeUp),
        Plain("dead-expert", "a command stops its expert without notice: it stays listed and answers nothing any more", faults => faults.DeadExpert),
        Plain("garbage", "the result of a failed OrderSend is what happened to stand in memory", faults => faults.Garbage),
        Plain("half-open", "a new connection is upgraded, and nothing is ever answered on it", faults => faults.HalfOpen),
        Plain("mute", "a new connection is accepted, and not even its upgrade is answered", faults => faults.Mute),
        Timed("drip", "a message leaves in pieces of eight bytes with so long between them", faults => faults.Drip, (faults, time) => faults.DripPause = time),
        Plain("cut", "a command's connection is cut off without a close frame; the command is carried out", faults => faults.CutConnection),
        Numbered("wrong-account", "LOGIN", 1, long.MaxValue, "with a further connection or a new start of an expert the terminal is on this other account, until the next such moment", faults => faults.WrongAccount, (faults, login) => faults.OtherLogin = login),
        Plain("lost-answer", "a trade is done, and its answer never leaves", faults => faults.LostAnswer),
        Numbered("partial-fill", "PERCENT", 1, 99, "an order to open is filled to so many percent only", faults => faults.PartialFill, (faults, percent) => faults.PartialPercent = (int)percent),
        new("latency", "DURATION", "every command takes so long") { Set = (to, value) => to.Terminal.Latency = FaultText.Duration("latency", value) },
        new(OneCommand + "COMMAND", "DURATION", "this command, by its number, takes so long, as in latency.301=80ms"),
        new("trade-latency", "DURATION", "every trade takes so long") { Set = (to, value) => to.Terminal.TradeLatency = FaultText.Duration("trade-latency", value) },
        AtBroker("requote", FaultText.When, "the broker asks for another price (10004)", (_, _) => new Fault.Reject(TradeRetcode.Requote)),
        AtBroker("reject", "CODE[@WHEN]", "the broker refuses with this return code, as in 10006", (name, value) => new Fault.Reject((TradeRetcode)FaultText.Number(name, value, 10_004, 10_046))),
        AtBroker("hang", "DURATION[@WHEN]", "the broker takes so much longer before it acts", (name, value) => new Fault.Hang(FaultText.Duration(name, value))),
        AtBroker("lost-request", FaultText.When, "a trade never reaches the broker, and nothing is answered", (_, _) => new Fault.LoseRequest()),
        AtBroker("act-late", "DURATION[@WHEN]", "nothing is answered to a trade, and the broker acts so much later", (name, value) => new Fault.ActLate(FaultText.Duration(name, value))),
        AtBroker("pretend-done", FaultText.When, "the broker says done and has done nothing", (_, _) => new Fault.PretendDone()),
        AtBroker("disconnect", "DURATION[@WHEN]", "with a trade the terminal loses its broker for so long", (name, value) => new Fault.Disconnect(FaultText.Duration(name, value))),
        Switch("auto-trading", "the AutoTrading button of the terminal", (to, on) => to.Broker.AutoTrading = on),
        Switch("account-trading", "whether the account may trade", (to, on) => to.Switches.AccountMayTrade = on),
        Switch("expert-trading", "whether programs may trade on the account", (to, on) => to.Switches.ExpertsMayTrade = on),
        Switch("broker-connection", "whether the terminal is connected to its broker", (to, on) => to.Switches.IsConnected = on),
        Switch("positions", "whether the terminal has heard of the account's positions and orders; not so for a moment after it has logged in", (to, on) => to.Switches.HasPositions = on),
        Switch("ticks", "whether experts tell the quotes of their charts; off at first, as in the real one", (to, on) => to.Switches.Ticks = on),
        Switch("transactions", "whether experts tell trade transactions; on at first", (to, on) => to.Switches.Transactions = on),
    ];

    internal static void Set(FaultTargets to, string name, string value)
    {
        if (name.StartsWith(OneCommand, StringComparison.Ordinal))
        {
            var command = (Mt5Command)FaultText.Number(OneCommand + "COMMAND", name[OneCommand.Length..], 1, 9999);
            to.Terminal.SetLatency(command, FaultText.Duration(name, value));
            return;
        }

        var fault = All.FirstOrDefault(each => each.Name == name)
            ?? throw new ArgumentException($"There is no fault {name}; allowed are {string.Join(", ", All.Select(each => each.Name))}");
        fault.Set(to, value);
    }

    private static NamedFault Plain(string name, string says, Func<TerminalFaults, Strike> strike) =>
        new(name, FaultText.When, says) { Set = (to, value) => FaultText.Set(strike(to.Terminal), name, value) };

    private static NamedFault Timed(string name, string says, Func<TerminalFaults, Strike> strike, Action<TerminalFaults, TimeSpan> set) => new(name, "DURATION[@WHEN]", says)
    {
        Set = (to, text) =>
        {
            var (value, when) = FaultText.Split(text);
            set(to.Terminal, FaultText.Duration(name, value));
            FaultText.Set(strike(to.Terminal), name, when);
        },
    };

    private static NamedFault Numbered(string name, string what, long least, long most, string says, Func<TerminalFaults, Strike> strike, Action<TerminalFaults, long> set) => new(name, $"{what}[@WHEN]", says)
    {
        Set = (to, text) =>
        {
            var (value, when) = FaultText.Split(text);
            set(to.Terminal, FaultText.Number(name, value, least, most));
            FaultText.Set(strike(to.Terminal), name, when);
        },
    };

    // A plan only grows: what was added strikes until it is used up.
    private static NamedFault AtBroker(string name, string takes, string says, Func<string, string, Fault> fault) => new(name, takes, says)
    {
        Set = (to, text) =>
        {
            var (value, when) = takes == FaultText.When ? ("", text) : FaultText.Split(text);
            var strikes = new FaultCase(fault(name, value));
            if (when == "off") throw FaultText.Wrong(name, when, "a number of times as in 3, a chance as in 5/1000, or always");
            to.Plan.Add(when == "always" ? strikes : FaultText.PerMille(when) is { } chance ? strikes with { PerMille = chance } : strikes with { Times = FaultText.Times(name, when) });
        },
    };

    private static NamedFault Switch(string name, string says, Action<FaultTargets, bool> set) => new(name, "on|off", says) { Set = (to, value) => set(to, FaultText.OnOff(name, value)) };
}

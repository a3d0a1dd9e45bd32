using System.Globalization;
using System.Net;
using WebTrader.Brokers.MtApi5.Protocol;

namespace WebTrader.Brokers.MtApi5.Terminal;

/// <summary>What a simulated terminal is set up with. Immutable; what changes while it runs is in <see cref="Faults.TerminalSwitches"/>.</summary>
public sealed record TerminalOptions
{
    /// <summary>Where it listens. The real one listens on every address of its machine; this one does so only when told.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>TCP port; 0 lets the system choose.</summary>
    public int Port { get; init; } = 8228;

    /// <summary>One expert on one chart for each; at least one.</summary>
    public IReadOnlyList<string> Charts { get; init; } = ["EURUSD"];

    /// <summary>The account's number, above zero.</summary>
    public long Login { get; init; } = 12_345_678;

    public string Server { get; init; } = "Simulated-Demo";
    public string Company { get; init; } = "Simulated Broker";
    public string Owner { get; init; } = "Simulated Trader";
    public Mt5AccountTradeMode TradeMode { get; init; } = Mt5AccountTradeMode.Demo;

    /// <summary>How orders are executed; <see cref="Mt5SymbolExecution.Instant"/> answers a requote where the price is off by more than the deviation.</summary>
    public Mt5SymbolExecution Execution { get; init; } = Mt5SymbolExecution.Market;

    /// <summary>Which fillings the symbols take: 1 fill or kill, 2 immediate or cancel, 3 both. "Return" is taken but for market execution.</summary>
    public int FillingModes { get; init; } = 3;

    /// <summary>Decides handles and whether a fault with a chance strikes.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>The build that the terminal says it is.</summary>
    public int Build { get; init; } = 4410;

    /// <summary>A Windows path, as the real one has: its backslashes go onto the wire as they are.</summary>
    public string TerminalPath { get; init; } = @"C:\Program Files\MetaTrader 5";

    /// <summary>Whether quotes and backslashes in texts are escaped; the real one does not.</summary>
    public bool EscapeTexts { get; init; }

    /// <summary>Whether it plays the strategy tester.</summary>
    public bool IsTesting { get; init; }

    internal string? Problem(Func<string, bool> hasSymbol)
    {
        if (Port is < 0 or > 65_535) return string.Create(CultureInfo.InvariantCulture, $"Port is {Port}, allowed is 0 to 65535");
        if (Login <= 0) return string.Create(CultureInfo.InvariantCulture, $"Login is {Login}, allowed is above 0");
        if (FillingModes is < 1 or > 3) return string.Create(CultureInfo.InvariantCulture, $"FillingModes is {FillingModes}, allowed is 1 to 3");
        if (Charts.Count == 0) return "Charts is empty, allowed is one symbol or more";
        return Charts.FirstOrDefault(chart => !hasSymbol(chart)) is { } stranger ? $"Charts has {stranger}, which the broker does not have" : null;
    }
}

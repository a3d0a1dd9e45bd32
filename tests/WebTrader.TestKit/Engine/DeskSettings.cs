using WebTrader.Brokers.Simulator;
using WebTrader.Core.Writing;
using WebTrader.Engine;

namespace WebTrader.TestKit.Engine;

/// <summary>How a trading desk is set up.</summary>
public sealed record DeskSettings
{
    public IReadOnlyList<SimulatedSymbol> Symbols { get; init; } = SymbolSpecs.BuiltIn;

    public EngineOptions Engine { get; init; } = new();

    /// <summary>Whether everything in one symbol is one position.</summary>
    public bool IsNetting { get; init; }

    public SimulatedGatewayOptions Gateway { get; init; } = new();

    public string Account { get; init; } = "desk";

    /// <summary>At a broker that does not count messages.</summary>
    public static EngineOptions Talkative { get; } = new() { Messages = new MessageOptions { Limits = new MessageLimits { PerDay = 1_000_000, PerMinute = 10_000 } } };

    /// <summary>One trade call at a time that takes so long, and readings that take no time.</summary>
    public static DeskSettings Slow(int milliseconds, int inFlight = 1) => new()
    {
        Gateway = new SimulatedGatewayOptions { TradeLatency = TimeSpan.FromMilliseconds(milliseconds), TradesInFlight = inFlight },
    };
}

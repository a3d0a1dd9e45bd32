using WebTrader.Brokers.MtApi5.Terminal;
using WebTrader.Brokers.Simulator;
using WebTrader.Brokers.Ticks;

namespace WebTrader.Host.Commands.Terminal;

/// <summary>What a terminal is played with.</summary>
internal sealed record TerminalPlan
{
    public required TerminalOptions Terminal { get; init; }
    public required SimulatedBrokerOptions Broker { get; init; }

    /// <summary>Recorded quotes; null for the generated market.</summary>
    public Func<IEnumerable<TimedQuote>>? Quotes { get; init; }

    /// <summary>How many times as fast recorded quotes are played.</summary>
    public decimal Speed { get; init; } = 1;

    /// <summary>Where the book is kept; null for a temporary folder.</summary>
    public string? Data { get; init; }

    public bool WithTrader { get; init; } = true;

    public IReadOnlyList<(string Name, string Value)> Faults { get; init; } = [];
}

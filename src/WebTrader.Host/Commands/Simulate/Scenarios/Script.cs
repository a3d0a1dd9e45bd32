using WebTrader.Core.Market;
using WebTrader.Core.Writing;

namespace WebTrader.Host.Commands.Simulate.Scenarios;

/// <summary>A named scenario: what the market, the broker and people do, and what is expected of the engine.</summary>
/// <param name="About">One sentence.</param>
internal sealed record Script(string Name, string About, ScriptSetup Setup, IReadOnlyList<ScriptLine> Lines);

/// <summary>How a scenario begins.</summary>
internal sealed record ScriptSetup
{
    /// <summary>The first one is meant where a line names no symbol.</summary>
    public required IReadOnlyList<ScriptMarket> Markets { get; init; }

    /// <summary>UTC.</summary>
    public DateTimeOffset Begin { get; init; } = new(2026, 1, 6, 12, 0, 0, TimeSpan.Zero);

    public decimal Balance { get; init; } = 10_000m;

    /// <summary>Null leaves the default.</summary>
    public Money? MaxRisk { get; init; }

    /// <summary>Null leaves the default.</summary>
    public Money? TrailingStep { get; init; }

    /// <summary>Null leaves the default.</summary>
    public MessageLimits? Messages { get; init; }

    /// <summary>Round trip of a trade.</summary>
    public TimeSpan TradeLatency { get; init; } = TimeSpan.FromMilliseconds(80);

    /// <summary>Round trip of a reading.</summary>
    public TimeSpan ReadLatency { get; init; } = TimeSpan.FromMilliseconds(4);

    /// <summary>How many trades the broker takes at once.</summary>
    public int InFlight { get; init; } = 4;

    /// <summary>Why it cannot be played over the terminal's wire; null when it can.</summary>
    public string? NotOverMt5 { get; init; }

    /// <summary>Whether the session waits for a line that starts it.</summary>
    public bool StartsLater { get; init; }
}

/// <summary>A symbol with its first quote.</summary>
/// <param name="Spread">In points.</param>
/// <param name="StopsLevel">In points.</param>
/// <param name="FreezeLevel">In points.</param>
internal sealed record ScriptMarket(string Symbol, decimal Bid, int Spread, int StopsLevel, int FreezeLevel);

/// <summary>One line: something that happens, or something that is expected at that point.</summary>
internal abstract record ScriptLine(int Number, string Text)
{
    internal sealed record Step(int Number, string Text, Action<ScenarioStage> Act) : ScriptLine(Number, Text);

    internal sealed record Expectation(int Number, string Text, Func<ScenarioStage, Finding> Check) : ScriptLine(Number, Text);
}

/// <summary>What was seen where something was expected.</summary>
internal readonly record struct Finding(bool Holds, string Seen);

using WebTrader.Engine;
using WebTrader.Host.Commands.Simulate.Ways;

namespace WebTrader.Host.Commands.Simulate;

/// <summary>How much goes wrong in a world.</summary>
public enum FaultProfile
{
    /// <summary>Nothing; hand edits and closes by others go on.</summary>
    None,

    /// <summary>Rejections, short delays and failed readings now and then.</summary>
    Light,

    /// <summary>Every kind of fault, and restarts.</summary>
    Full,
}

/// <summary>What a random world is made of. The same plan plays the same world.</summary>
public sealed record WorldPlan
{
    public required ulong Seed { get; init; }

    /// <summary>How long it runs in simulated time.</summary>
    public required TimeSpan Length { get; init; }

    /// <summary>How many positions the trader keeps open; 1 to 500.</summary>
    public int Positions { get; init; } = 50;

    public FaultProfile Faults { get; init; } = FaultProfile.None;

    public EngineOptions Options { get; init; } = new();

    /// <summary>Whether an emergency stop is pressed in it, and orders are placed through us.</summary>
    public bool HasStop { get; init; }

    /// <summary>Round trip of a trade.</summary>
    public TimeSpan TradeLatency { get; init; } = TimeSpan.FromMilliseconds(80);

    /// <summary>Round trip of a reading.</summary>
    public TimeSpan ReadLatency { get; init; } = TimeSpan.FromMilliseconds(4);

    /// <summary>How many trades the broker takes at once.</summary>
    public int InFlight { get; init; } = 4;

    /// <summary>How its sessions reach the broker. Over the wire one trade is under way at a time, whatever <see cref="InFlight"/> says.</summary>
    public WorldWay Over { get; init; }
}

namespace WebTrader.Brokers.MtApi5.Terminal.Json;

/// <summary>A value as the expert's JSON reader understood it.</summary>
internal abstract record EaValue
{
    public sealed record Text(string Value) : EaValue;

    /// <summary>Both at once: the expert asks for the one it wants, and never notices that the other was meant.</summary>
    public sealed record Number(long Whole, double Exact) : EaValue;

    public sealed record Flag(bool Value) : EaValue;

    public sealed record Null : EaValue;

    public sealed record Items(IReadOnlyList<EaValue> Values) : EaValue;

    public sealed record Fields(IReadOnlyDictionary<string, EaValue> Values) : EaValue;
}

namespace WebTrader.Brokers.MtApi5.Protocol;

/// <summary>The prices of a symbol (<c>MqlTick</c>).</summary>
/// <param name="Time">Unix seconds of the broker's time; the wire has no milliseconds.</param>
/// <param name="Bid">0 where the symbol has none; not rounded to the symbol's digits.</param>
/// <param name="Flags">What changed; <see cref="Mt5TickFlags.None"/> also where an older terminal does not say.</param>
public readonly record struct Mt5Tick(long Time, decimal Bid, decimal Ask, decimal Last, ulong Volume, decimal VolumeReal, Mt5TickFlags Flags);

/// <summary>A tick, of which symbol, and the expert that saw it.</summary>
public sealed record Mt5Quote(int Expert, string Symbol, Mt5Tick Tick);

namespace WebTrader.Brokers.MtApi5.Protocol;

/// <summary>One bar (<c>MqlRates</c>).</summary>
/// <param name="Time">When it opened, unix seconds of the broker's time.</param>
/// <param name="Spread">In points.</param>
public readonly record struct Mt5Bar(long Time, decimal Open, decimal High, decimal Low, decimal Close, long TickVolume, int Spread, long RealVolume);

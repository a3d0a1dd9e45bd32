using WebTrader.Brokers.MtApi5.Protocol;

namespace WebTrader.Brokers.MtApi5.Client;

/// <summary>A call that has left.</summary>
/// <param name="Id">Its number on the wire; unique among those that wait, not for ever.</param>
/// <param name="SentAt">On the scale of <see cref="TimeProvider.GetTimestamp"/>.</param>
public sealed record Mt5Call(int Expert, int Id, Mt5Request Request, long SentAt);

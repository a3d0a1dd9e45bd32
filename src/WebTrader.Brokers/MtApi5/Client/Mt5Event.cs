using WebTrader.Brokers.MtApi5.Protocol;

namespace WebTrader.Brokers.MtApi5.Client;

/// <summary>Something that the terminal reported by itself.</summary>
/// <param name="Expert">The handle of the expert that sent it.</param>
public abstract record Mt5Event(int Expert)
{
    /// <summary>A quote of the expert's chart. One that cannot be read is dropped and counted.</summary>
    public sealed record Tick(int Expert, Mt5Quote Quote) : Mt5Event(Expert);

    /// <summary>A transaction of the account. Each expert sends its own copy.</summary>
    /// <param name="Transaction">Null when it cannot be read: something happened, look.</param>
    public sealed record Traded(int Expert, Mt5Transaction? Transaction) : Mt5Event(Expert);

    /// <summary>The depth of a subscribed symbol changed: there may be a new price.</summary>
    public sealed record Book(int Expert, string Symbol) : Mt5Event(Expert);

    /// <summary>A bar of the expert's chart was completed; of which period is not told.</summary>
    public sealed record BarClosed(int Expert, string Symbol, Mt5Bar Bar) : Mt5Event(Expert);

    /// <summary>An event of a type that we do not know.</summary>
    public sealed record Other(int Expert, Mt5EventType Type) : Mt5Event(Expert);
}

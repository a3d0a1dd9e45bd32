using WebTrader.Brokers.MtApi5.Protocol;
using WebTrader.Core.Market;
using WebTrader.Core.Ports;

namespace WebTrader.Brokers.MtApi5.Gateway;

/// <summary>
/// Makes quotes of ticks, whether the terminal reported them or was asked. A tick whose time and prices are those of the one before is no new quote: the same price, asked
/// for again and again, must not look fresh. The first one after a connection is as old as it says. On the session's scheduler.
/// </summary>
internal sealed class QuoteFeed(SymbolReader symbols, ServerClock serverClock, TimeProvider clock)
{
    /// <summary>The server tells whole seconds.</summary>
    private static readonly TimeSpan CountsAsNew = TimeSpan.FromSeconds(3);

    /// <summary>In seconds of the server.</summary>
    private const long SlowerByAtMost = 60;

    private readonly Dictionary<string, Mt5Tick> latest = new(StringComparer.Ordinal);
    private readonly HashSet<string> reported = new(StringComparer.Ordinal);

    public IBrokerListener? Listener { get; set; }

    /// <summary>Ticks that were no quote: without a price, or older than what was told.</summary>
    public long Dropped { get; private set; }

    /// <summary>Whether the terminal has reported prices of a symbol by itself since it was connected.</summary>
    public bool IsReported(string symbol) => reported.Contains(symbol);

    /// <summary>The line was lost.</summary>
    public void Forget()
    {
        latest.Clear();
        reported.Clear();
    }

    /// <summary>The terminal reported it by itself.</summary>
    public void Report(string symbol, in Mt5Tick tick)
    {
        reported.Add(symbol);
        Take(symbol, tick);
    }

    /// <summary>The terminal was asked; null where it has no price.</summary>
    public void Take(string symbol, Mt5Tick? asked)
    {
        if (asked is not { } tick || !IsPrice(tick))
        {
            Dropped++;
            return;
        }

        var isFirst = !latest.TryGetValue(symbol, out var before);
        if (!isFirst && before.Time == tick.Time && before.Bid == tick.Bid && before.Ask == tick.Ask) return;
        if (!isFirst && tick.Time < before.Time && before.Time - tick.Time <= SlowerByAtMost)
        {
            // Two ways lead here, and one of them was slower. By more than that, the server's clock was put back, or the tick before was wrong.
            Dropped++;
            return;
        }

        latest[symbol] = tick;
        Listener?.OnQuote(ToQuote(symbol, tick, isFirst ? AgeOf(tick) : 0));
    }

    /// <summary>What the terminal was asked for, as old as it says, told to nobody; null where it is no price.</summary>
    public Quote? QuoteOf(string symbol, Mt5Tick? asked) => asked is { } tick && IsPrice(tick) ? ToQuote(symbol, tick, AgeOf(tick)) : null;

    private bool IsPrice(in Mt5Tick tick) => tick.Bid > 0m && tick.Ask > 0m && serverClock.IsPossible(tick.Time);

    private Quote ToQuote(string symbol, in Mt5Tick tick, long age)
    {
        var digits = symbols.Find(symbol)?.Spec.Digits;
        return new Quote(symbol, WireNumbers.Price(tick.Bid, digits), WireNumbers.Price(tick.Ask, digits), serverClock.FromSeconds(tick.Time), clock.GetTimestamp() - age);
    }

    /// <summary>In timestamps; nothing where it may have been made just now.</summary>
    private long AgeOf(in Mt5Tick tick)
    {
        var age = TimeSpan.FromSeconds(Math.Clamp((serverClock.Now ?? tick.Time) - tick.Time, 0, 7 * 86_400));
        return age <= CountsAsNew ? 0 : (long)(age.TotalSeconds * clock.TimestampFrequency);
    }
}

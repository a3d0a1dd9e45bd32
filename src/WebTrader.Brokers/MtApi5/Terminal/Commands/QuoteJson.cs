using WebTrader.Brokers.MtApi5.Protocol;
using WebTrader.Brokers.MtApi5.Terminal.Experts;
using WebTrader.Brokers.MtApi5.Terminal.Json;
using WebTrader.Core.Market;

namespace WebTrader.Brokers.MtApi5.Terminal.Commands;

/// <summary>Quotes on the wire: whole seconds of the broker's time, and no milliseconds.</summary>
internal static class QuoteJson
{
    private const Mt5TickFlags BothPrices = Mt5TickFlags.Bid | Mt5TickFlags.Ask;

    /// <summary>Null gives a tick of zeros, as the real one does for a symbol without prices.</summary>
    public static string Tick(TerminalWorld world, Quote? quote) => EaJson.Object(
        ("Time", EaJson.Whole(quote is { } timed ? world.ServerSeconds(timed.Time) : 0)),
        ("Bid", EaJson.Double(quote?.Bid)),
        ("Ask", EaJson.Double(quote?.Ask)),
        ("Last", EaJson.Double(0m)),
        ("Volume", EaJson.Whole(0)),
        ("VolumeReal", EaJson.Double(0m)),
        ("Flags", EaJson.Whole(quote is null ? 0 : (int)BothPrices)));

    /// <summary>The quote of an expert's chart.</summary>
    public static string Quote(TerminalWorld world, Expert expert) => EaJson.Object(
        ("Tick", Tick(world, world.Broker.QuoteOf(expert.Symbol))),
        ("Instrument", world.Json.Text(expert.Symbol)),
        ("ExpertHandle", EaJson.Whole(expert.Handle)));
}

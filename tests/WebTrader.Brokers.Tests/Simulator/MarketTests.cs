using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Shouldly;
using WebTrader.Brokers.Simulator;
using WebTrader.Brokers.Ticks;
using Xunit;

namespace WebTrader.Brokers.Tests.Simulator;

public sealed class MarketTests
{
    private static readonly DateTimeOffset Noon = BrokerDesk.Start;

    private static SimulatedMarket Market(ulong seed = 7) => new(seed, Noon);

    private static string Text(IEnumerable<TimedQuote> quotes) => string.Join('\n', quotes.Select(quote =>
        string.Create(CultureInfo.InvariantCulture, $"{quote.Symbol} {quote.Bid} {quote.Ask} {quote.Time:O}")));

    [Fact]
    public void The_same_seed_makes_the_same_quotes_and_another_makes_others()
    {
        var first = Text(Market().CatchUp(Noon.AddMinutes(10)));
        Text(Market().CatchUp(Noon.AddMinutes(10))).ShouldBe(first);
        Text(Market(8).CatchUp(Noon.AddMinutes(10))).ShouldNotBe(first);
    }

    [Fact]
    public void The_quotes_of_a_seed_are_the_same_bytes_on_every_machine()
    {
        var bytes = Encoding.UTF8.GetBytes(Text(Market(2026).CatchUp(Noon.AddHours(1))));
        Convert.ToHexStringLower(SHA256.HashData(bytes)).ShouldBe("53bacbaef443fb9318f96210b22dcb0a16b919a065a7ebec681ce406c2d8865a");
    }

    [Fact]
    public void A_market_that_goes_on_from_a_state_makes_the_quotes_it_would_have_made()
    {
        var market = Market();
        _ = market.CatchUp(Noon.AddMinutes(7)).Count();
        var resumed = new SimulatedMarket(market.State());
        Text(resumed.CatchUp(Noon.AddMinutes(30))).ShouldBe(Text(market.CatchUp(Noon.AddMinutes(30))));
    }

    [Fact]
    public void Quotes_come_in_the_order_of_time_one_to_five_a_second_and_symbol()
    {
        var quotes = Market().CatchUp(Noon.AddHours(2)).ToList();
        quotes.Select(quote => quote.Time).ShouldBeInOrder();
        foreach (var symbol in quotes.GroupBy(quote => quote.Symbol))
            (symbol.Count() / 7200m).ShouldBeInRange(1m, 5m, symbol.Key);
    }

    [Fact]
    public void Every_quote_is_sane_and_on_the_tick_grid_for_two_days()
    {
        var ticks = MarketSymbol.Default.ToDictionary(symbol => symbol.Name);
        var wrong = Market(3).CatchUp(Noon.AddDays(2)).Where((_, index) => index % 20 == 0).Where(quote =>
        {
            var symbol = ticks[quote.Symbol];
            var away = Math.Abs(quote.Bid.Value / symbol.TickSize - symbol.StartTicks) / symbol.StartTicks;
            return quote.Bid.Value <= 0 || quote.Ask <= quote.Bid || quote.Bid.Value % symbol.TickSize != 0 || quote.Ask.Value % symbol.TickSize != 0 || away > 0.061m;
        });
        wrong.ShouldBeEmpty();
    }

    [Fact]
    public void The_night_is_quieter_and_the_spread_widens_at_rollover_and_in_jumps()
    {
        var quotes = Market().CatchUp(Noon.AddHours(24)).Where(quote => quote.Symbol == "EURUSD").ToList();
        int InHour(int hour) => quotes.Count(quote => quote.Time.Hour == hour);
        decimal Spread(Func<TimedQuote, bool> when) => quotes.Where(when).Average(quote => quote.Ask.Value - quote.Bid.Value);

        InHour(2).ShouldBeLessThan(InHour(14) * 2 / 3);
        Spread(quote => quote.Time is { Hour: 21, Minute: < 5 }).ShouldBeGreaterThan(3 * Spread(quote => quote.Time.Hour == 15));
        quotes.Where(quote => quote.Time.Hour is > 5 and < 20).Max(quote => quote.Ask.Value - quote.Bid.Value).ShouldBeGreaterThan(0.00030m);
    }

    [Fact]
    public void A_market_has_every_regime_and_gaps_now_and_then()
    {
        var market = Market();
        var seen = new HashSet<MarketRegime>();
        for (var minute = 0; minute < 600; minute++)
        {
            _ = market.CatchUp(Noon.AddMinutes(minute)).Count();
            seen.UnionWith(market.State().Symbols.Select(symbol => symbol.Regime));
        }

        seen.Count.ShouldBe(Enum.GetValues<MarketRegime>().Length);
        var euro = Market().CatchUp(Noon.AddHours(12)).Where(quote => quote.Symbol == "EURUSD").Select(quote => quote.Bid.Value).ToList();
        euro.Zip(euro.Skip(1), (before, after) => Math.Abs(after - before)).Max().ShouldBeGreaterThan(0.00030m);
    }

    [Fact]
    public void A_state_of_other_symbols_is_refused() =>
        Should.Throw<ArgumentException>(() => new SimulatedMarket(Market().State(), [MarketSymbol.Default[0]]));
}

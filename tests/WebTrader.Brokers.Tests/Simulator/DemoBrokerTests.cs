using Shouldly;
using WebTrader.Brokers.Simulator;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using Xunit;

using WebTrader.TestKit.Files;

namespace WebTrader.Brokers.Tests.Simulator;

public sealed class DemoBrokerTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    private DemoBrokerOptions Kept(ulong seed = 21) => new() { Folder = folder.Path, Seed = seed };

    private static string Uninterrupted(ulong seed, TimeSpan time)
    {
        using var desk = new DemoDesk(new DemoBrokerOptions { Seed = seed }).Live();
        desk.Pass(time);
        return desk.History();
    }

    [Fact]
    public void The_same_seed_gives_the_same_history_to_the_last_digit()
    {
        var first = Uninterrupted(21, TimeSpan.FromHours(1));
        first.Split('\n').Length.ShouldBeGreaterThan(50);
        Uninterrupted(21, TimeSpan.FromHours(1)).ShouldBe(first);
        Uninterrupted(22, TimeSpan.FromHours(1)).ShouldNotBe(first);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(613_337)]
    [InlineData(1_500_000)]
    [InlineData(3_599_999)]
    public void A_broker_killed_and_started_again_comes_to_what_it_would_have_come_to(int killedAfterMilliseconds)
    {
        using (var killed = new DemoDesk(Kept()).Live()) killed.Pass(TimeSpan.FromMilliseconds(killedAfterMilliseconds));

        using var resumed = new DemoDesk(Kept(), BrokerDesk.Start.AddMinutes(70)).Live();
        resumed.Pass(TimeSpan.FromMinutes(20));

        resumed.History().ShouldBe(Uninterrupted(21, TimeSpan.FromMinutes(90)));
    }

    [Fact]
    public void Killed_again_and_again_it_still_comes_to_the_same()
    {
        for (var kill = 0; kill < 20; kill++)
        {
            using var desk = new DemoDesk(Kept(), BrokerDesk.Start.AddSeconds(97 * kill)).Live();
            desk.Pass(TimeSpan.FromSeconds(41));
        }

        using var last = new DemoDesk(Kept(), BrokerDesk.Start.AddMinutes(60));
        last.History().ShouldBe(Uninterrupted(21, TimeSpan.FromMinutes(60)));
    }

    [Fact]
    public void A_stop_hit_while_the_host_was_down_stands_in_the_history_with_its_own_time()
    {
        Ticket ticket;
        using (var killed = new DemoDesk(Kept() with { WithTrader = false }).Live())
        {
            killed.Pass(TimeSpan.FromSeconds(5));
            var bid = killed.Broker.QuoteOf("EURUSD")!.Value.Bid;
            ticket = killed.Broker.Open(new OrderRequest("EURUSD", Side.Long, new Lots(0.01m), new Price(bid.Value - 0.00010m), null)).Opened();
        }

        using var resumed = new DemoDesk(Kept() with { WithTrader = false }, BrokerDesk.Start.AddHours(5));

        resumed.Broker.Find(ticket).ShouldBeNull();
        var closing = resumed.Broker.DealsOf(new PositionId(ticket.Value))[^1];
        closing.Reason.ShouldBe(DealReason.StopLoss);
        closing.Time.ShouldBeInRange(BrokerDesk.Start.AddSeconds(5), BrokerDesk.Start.AddHours(5).AddMinutes(-1));
    }

    [Fact]
    public void Every_trade_is_on_file_before_it_is_answered()
    {
        using (var desk = new DemoDesk(Kept() with { WithTrader = false }).Live())
        {
            desk.Pass(TimeSpan.FromSeconds(5));
            desk.Broker.Open(new OrderRequest("EURUSD", Side.Long, new Lots(0.01m))).Opened();
        }

        using var file = new BookFile(folder.Path);
        file.Load()!.Book.Positions.Count.ShouldBe(1);
    }

    [Fact]
    public void After_three_days_away_the_last_24_hours_are_lived_and_before_it_the_market_was_closed()
    {
        using (var killed = new DemoDesk(Kept()).Live()) killed.Pass(TimeSpan.FromMinutes(5));
        var restart = BrokerDesk.Start.AddDays(3);

        using var resumed = new DemoDesk(Kept(), restart);

        resumed.Broker.Deals.Any(deal => deal.Time > BrokerDesk.Start.AddMinutes(5) && deal.Time < restart.AddHours(-24)).ShouldBeFalse();
        resumed.Broker.Deals.Count(deal => deal.Time >= restart.AddHours(-24)).ShouldBeGreaterThan(500);
        resumed.Broker.Positions.Count.ShouldBeInRange(10, 18);
        resumed.Broker.QuoteOf("EURUSD")!.Value.Time.ShouldBeGreaterThan(restart.AddSeconds(-5));
    }

    [Fact]
    public void Quotes_arrive_when_the_clock_reaches_their_time_and_stop_when_cancelled()
    {
        using var desk = new DemoDesk(new DemoBrokerOptions { Seed = 3 }).Live();
        var late = new List<TimeSpan>();
        desk.Broker.Quoted += quote => late.Add(desk.Clock.GetUtcNow() - quote.Time);
        desk.Pass(TimeSpan.FromMinutes(1));
        late.Count.ShouldBeGreaterThan(400);
        late.ShouldAllBe(delay => delay == TimeSpan.Zero);

        desk.Stop();
        var before = late.Count;
        desk.Pass(TimeSpan.FromMinutes(1));
        late.Count.ShouldBe(before);
        desk.Running.IsCompletedSuccessfully.ShouldBeTrue();
    }

    [Fact]
    public void The_market_walks_on_the_grid_of_the_specification_given()
    {
        var coarse = SymbolSpecs.EurUsd with { Spec = SymbolSpecs.EurUsd.Spec with { Digits = 4, Point = 0.0001m, TickSize = 0.0001m, TickValueProfit = 10m, TickValueLoss = 10m } };
        var options = new DemoBrokerOptions { Broker = new SimulatedBrokerOptions { Symbols = [coarse] }, Market = [MarketSymbol.Default[0]] };
        using var desk = new DemoDesk(options).Live();
        desk.Pass(TimeSpan.FromMinutes(1));
        var quote = desk.Broker.QuoteOf("EURUSD")!.Value;
        (quote.Bid.Value % 0.0001m).ShouldBe(0m);
        quote.Bid.Value.ShouldBeInRange(1.05m, 1.12m);
    }

    [Fact]
    public void A_market_of_symbols_the_broker_does_not_have_is_refused() =>
        Should.Throw<ArgumentException>(() => new DemoDesk(new DemoBrokerOptions { Broker = new SimulatedBrokerOptions { Symbols = [SymbolSpecs.EurUsd] } }))
            .Message.ShouldContain("GBPUSD");
}

using Shouldly;
using WebTrader.Brokers.Simulator;
using WebTrader.Brokers.Ticks;
using WebTrader.Core.Market;
using WebTrader.Engine.Running;
using Xunit;

namespace WebTrader.Brokers.Tests.Simulator;

public sealed class RecordedMarketTests
{
    private static readonly DateTimeOffset LongAgo = new(2014, 5, 5, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Recorded_quotes_come_at_their_own_pace_as_if_they_were_made_now()
    {
        using var scheduler = new SessionScheduler();
        var clock = new VirtualTime(scheduler, BrokerDesk.Start);
        var broker = new SimulatedBroker(new SimulatedBrokerOptions { Symbols = SymbolSpecs.BuiltIn }, clock);
        var seen = new List<(decimal Bid, double Second)>();
        broker.Quoted += quote => seen.Add((quote.Bid.Value, (quote.Time - BrokerDesk.Start).TotalSeconds));
        var market = new RecordedMarket(broker, [At(0, 1.1m), At(10, 1.2m), At(30, 1.3m)], trader: null, speed: 2, clock);

        var running = scheduler.StartAsync(() => market.RunAsync(CancellationToken.None));
        clock.Advance(TimeSpan.FromSeconds(14));
        seen.ShouldBe([(1.1m, 0), (1.2m, 5)]);
        clock.Advance(TimeSpan.FromSeconds(1));

        seen.ShouldBe([(1.1m, 0), (1.2m, 5), (1.3m, 15)]);
        (running.IsCompletedSuccessfully, market.IsOver).ShouldBe((true, true));
    }

    [Fact]
    public void The_trader_goes_on_when_the_quotes_are_over()
    {
        using var scheduler = new SessionScheduler();
        var clock = new VirtualTime(scheduler, BrokerDesk.Start);
        var broker = new SimulatedBroker(new SimulatedBrokerOptions { Symbols = SymbolSpecs.BuiltIn }, clock);
        var trader = new DemoTrader(broker, 1, BrokerDesk.Start);
        var market = new RecordedMarket(broker, [At(0, 1.1m)], trader, speed: 1, clock);
        using var stop = new CancellationTokenSource();

        var running = scheduler.StartAsync(() => market.RunAsync(stop.Token));
        clock.Advance(TimeSpan.FromMinutes(10));
        stop.Cancel();
        scheduler.RunUntilIdle();

        running.IsCompletedSuccessfully.ShouldBeTrue();
        broker.Deals.Count.ShouldBeGreaterThan(5);
    }

    private static TimedQuote At(int second, decimal bid) => new("EURUSD", new Price(bid), new Price(bid + 0.0001m), LongAgo.AddSeconds(second));
}

using Shouldly;
using WebTrader.Brokers.Simulator;
using WebTrader.Core.Journal;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Core.Stops;
using WebTrader.Engine.StopLoss;
using WebTrader.TestKit.Engine;
using Xunit;

namespace WebTrader.Engine.Tests.StopLoss;

/// <summary>Positions sleep until a quote can matter to them, and nothing is missed for it.</summary>
public class WakeTests
{
    [Fact]
    public void An_idle_hour_brings_no_alarm_no_message_and_no_work()
    {
        using var desk = new TradingDesk().Starts();
        desk.Quote(1.10000m);
        for (var i = 0; i < 5; i++) desk.OpensByHand(i % 2 == 0 ? Side.Long : Side.Short);
        desk.PassesSeconds(1);
        var (sent, evaluations, entries) = (desk.Wire.TradeCalls, desk.Session.Evaluator.Evaluations, desk.Journal.Entries.Count);

        // The price flickers by a point, never as far as a next step.
        for (var second = 0; second < 3600; second++)
        {
            desk.Quote(1.10000m - (0.00001m * (second % 2)));
            desk.PassesSeconds(1);
        }

        desk.Wire.TradeCalls.ShouldBe(sent);
        desk.Session.Evaluator.Evaluations.ShouldBe(evaluations);
        desk.Journal.Entries.Count.ShouldBe(entries);
        desk.Session.Alarms.Raised.ShouldBe(0);
    }

    [Fact]
    public void An_hour_without_any_quote_brings_no_alarm_and_no_message()
    {
        using var desk = new TradingDesk().Starts();
        desk.Quote(1.10000m);
        desk.OpensByHand();
        var sent = desk.Wire.TradeCalls;
        desk.Passes(TimeSpan.FromHours(1));
        desk.Wire.TradeCalls.ShouldBe(sent);
        desk.Session.Alarms.Raised.ShouldBe(0);
    }

    /// <summary>One that asks the rules about every position at every quote must not come to anything else.</summary>
    [Theory]
    [InlineData(1, 0, 1)]
    [InlineData(2, 0, 5)]
    [InlineData(3, 30, 1)]
    [InlineData(4, 0, 10)]
    [InlineData(5, 12, 2)]
    public void Sleeping_positions_get_the_same_stops_as_under_constant_watch(ulong seed, int stopsLevel, int tickPoints)
    {
        var symbol = SymbolSpecs.EurUsd with
        {
            FixedTickValues = true,
            Spec = SymbolSpecs.EurUsd.Spec with { StopsLevel = stopsLevel, TickSize = 0.00001m * tickPoints, TickValueProfit = tickPoints, TickValueLoss = tickPoints },
        };
        using var desk = new TradingDesk(new DeskSettings { Symbols = [symbol] }).Starts();
        desk.Quote(1.10000m);
        var random = new SplitMix(seed);
        var opened = new List<Position>();
        var naive = new Dictionary<Ticket, (StopProgress? Progress, Position Position)>();
        var (moves, asked) = (new List<(Ticket, Price)>(), 0L);
        var bid = 1.10000m;
        for (var i = 0; i < 3000; i++)
        {
            if (i % 250 == 0)
            {
                var ticket = desk.OpensByHand(random.Below(2) == 0 ? Side.Long : Side.Short, 0.01m * (1 + random.Below(3)), stop: null);
                var position = desk.AtBroker(ticket) with { StopLoss = null };
                opened.Add(position);
                naive[ticket] = (null, position);
                Ask(ticket);
            }

            bid += 0.00001m * (random.Below(21) - 10);
            desk.Broker.Feed(TradingDesk.EurUsd, new Price(bid), new Price(bid + 0.00002m + (0.00001m * random.Below(4))), desk.Now);
            foreach (var ticket in naive.Keys.Where(ticket => !desk.IsOpen(ticket)).ToList()) naive.Remove(ticket);
            foreach (var ticket in naive.Keys.Order(Comparer<Ticket>.Create((a, b) => a.Value.CompareTo(b.Value))).ToList()) Ask(ticket);
            desk.Settles();
            foreach (var (ticket, known) in naive)
            {
                if (desk.IsOpen(ticket)) desk.StopOf(ticket).ShouldBe(known.Position.StopLoss?.Value, $"quote {i}, ticket {ticket}");
            }

            desk.PassesMilliseconds(50);
        }

        desk.Gateway.Stops.GroupBy(write => write.Ticket).SelectMany(group => group.Select(write => (write.Ticket, write.Stop)))
            .ShouldBe(moves.GroupBy(move => move.Item1).SelectMany(group => group));
        moves.Count.ShouldBeGreaterThan(20);
        desk.Session.Evaluator.Evaluations.ShouldBeLessThan(asked / 2);

        void Ask(Ticket ticket)
        {
            var (progress, position) = naive[ticket];
            for (var again = true; again;)
            {
                asked++;
                var verdict = StopPipeline.Decide(position, symbol.Spec, desk.Broker.QuoteOf(TradingDesk.EurUsd)!.Value, new StopPlan(), progress);
                progress = verdict.Progress;
                again = verdict.Decision is StopDecision.Move;
                if (verdict.Decision is not StopDecision.Move move) continue;
                moves.Add((ticket, move.Stop));
                position = position with { StopLoss = move.Stop };
            }

            naive[ticket] = (progress, position);
        }
    }

    [Fact]
    public void Steps_that_move_with_the_tick_value_leave_nothing_behind()
    {
        using var desk = new TradingDesk(new DeskSettings { Symbols = [SymbolSpecs.EurUsd with { FixedTickValues = true }] }).Starts();
        desk.Quote(1.10000m);
        var ticket = desk.OpensByHand();
        for (var i = 0; i < 500; i++)
        {
            desk.Broker.ChangeSymbol(TradingDesk.EurUsd, symbol => symbol with { Spec = symbol.Spec with { TickValueProfit = 0.3m + (0.001m * i) } });
            desk.PassesSeconds(5);
            desk.Quote(1.10000m);
        }

        desk.Tracked(ticket).Symbol.Wake.Entries.ShouldBeLessThan(140);
        desk.Broker.ChangeSymbol(TradingDesk.EurUsd, symbol => symbol with { Spec = symbol.Spec with { TickValueProfit = 1m } });
        desk.PassesSeconds(15);
        desk.Quote(1.10050m);
        desk.StopOf(ticket).ShouldBe(1.10032m);
    }

    [Fact]
    public void A_changed_tick_value_wakes_the_positions_of_its_symbol()
    {
        using var desk = new TradingDesk(new DeskSettings { Symbols = [SymbolSpecs.EurUsd with { FixedTickValues = true }] }).Starts();
        desk.Quote(1.10000m);
        var ticket = desk.OpensByHand();
        desk.Broker.ChangeSymbol(TradingDesk.EurUsd, symbol => symbol with { Spec = symbol.Spec with { TickValueLoss = 2m } });
        desk.Idles(TimeSpan.FromSeconds(16));
        desk.StopOf(ticket).ShouldBe(1.09902m, "each tick costs twice as much now");
    }
}

using Shouldly;
using WebTrader.Brokers.Simulator;
using WebTrader.Core.Journal;
using WebTrader.Core.Market;
using WebTrader.Core.Ports;
using WebTrader.Core.Positions;
using WebTrader.Core.Writing;
using WebTrader.Engine.Book;
using WebTrader.TestKit.Engine;
using Xunit;

namespace WebTrader.Engine.Tests.Monitoring;

public class ReadingTests
{
    private static readonly Fault.FailRead NoAnswer = new("the terminal did not answer");

    private static TradingDesk Desk(DeskSettings? settings = null)
    {
        var desk = new TradingDesk(settings).Starts();
        desk.Quote(1.10000m);
        return desk;
    }

    [Fact]
    public void A_failed_reading_closes_nothing()
    {
        using var desk = Desk();
        var ticket = desk.OpensByHand();
        desk.NextCall(GatewayCall.ReadPositions, NoAnswer, times: 3);
        desk.PassesSeconds(5);

        desk.Session.Book.Open.Count.ShouldBe(1);
        desk.Alarms.ShouldBe(["positions-unread"]);
        desk.PassesSeconds(4);
        desk.Session.Monitor.FailedReads.ShouldBe(3);
        desk.Alarms.ShouldBeEmpty();
        desk.Tracked(ticket).Missing.ShouldBe(0);
        desk.Journal.All<PositionClosed>().ShouldBeEmpty();
    }

    /// <summary>A message that arrives garbled may still be one that can be read.</summary>
    [Theory]
    [InlineData("1;77857;EURUSD")]
    [InlineData("GBPUSD")]
    public void A_position_whose_symbol_was_read_wrong_at_first_is_protected_once_it_is_read_right(string misread)
    {
        using var desk = Desk();
        var once = true;
        desk.Gateway.OnPositions = reading =>
        {
            if (!once || !reading.TryGet(out var positions) || positions.Count == 0) return ValueTask.FromResult(reading);
            once = false;
            return ValueTask.FromResult(Reading<IReadOnlyList<Position>>.Of([.. positions.Select(position => position with { Symbol = misread })], reading.Began));
        };
        desk.Gateway.OnSetStop = write => write.Symbol == TradingDesk.EurUsd ? null : Task.FromResult<TradeAnswer>(new TradeAnswer.Answered(TradeRetcode.Invalid));
        var ticket = desk.OpensByHand();
        desk.PassesSeconds(10);
        desk.Quote(1.10001m);
        desk.PassesSeconds(2);

        desk.StopOf(ticket).ShouldBe(1.09802m);
        desk.Row(ticket).State.ShouldBe(ProtectionState.Protected);
        desk.Walks(1.10109m);
        desk.StopOf(ticket)!.Value.ShouldBeGreaterThan(1.1m, "it is held against the quotes of its own symbol");
        desk.Alarms.ShouldBeEmpty();
    }

    [Fact]
    public void One_reading_that_has_the_symbol_wrong_later_takes_neither_prices_nor_memory_away()
    {
        using var desk = Desk();
        var ticket = desk.OpensByHand(lots: 0.02m);
        desk.ClosesByHand(ticket, 0.01m);
        desk.Walks(1.10109m);
        desk.PassesSeconds(10);
        var (progress, stop) = (desk.Tracked(ticket).WithPeak(), desk.StopOf(ticket));
        var once = true;
        desk.Gateway.OnPositions = reading =>
        {
            if (!once || !reading.TryGet(out var positions)) return ValueTask.FromResult(reading);
            once = false;
            return ValueTask.FromResult(Reading<IReadOnlyList<Position>>.Of([.. positions.Select(position => position with { Symbol = "GBPUSD" })], reading.Began));
        };
        desk.PassesSeconds(20);

        once.ShouldBeFalse();
        desk.Tracked(ticket).Symbol.Name.ShouldBe(TradingDesk.EurUsd);
        desk.Tracked(ticket).WithPeak().ShouldBe(progress);
        desk.StopOf(ticket).ShouldBe(stop);
        desk.Journal.All<PartlyClosed>().ShouldHaveSingleItem();
    }

    [Fact]
    public void A_position_is_gone_only_after_two_readings_that_did_not_show_it()
    {
        using var desk = Desk();
        var ticket = desk.OpensByHand();
        var once = true;
        desk.Gateway.OnPositions = reading =>
        {
            var empty = once ? Reading<IReadOnlyList<Position>>.Of([], reading.Began) : reading;
            once = false;
            return ValueTask.FromResult(empty);
        };
        desk.PassesSeconds(6);

        once.ShouldBeFalse("the empty reading must have taken place");
        desk.Session.Book.Find(ticket).ShouldNotBeNull();
        desk.Journal.All<PositionSeen>().Count().ShouldBe(1);
    }

    [Fact]
    public void A_closed_position_is_recorded_at_once_with_no_time_passing()
    {
        using var desk = Desk();
        var ticket = desk.OpensByHand();
        desk.ClosesByHand(ticket);

        desk.Session.Book.Open.ShouldBeEmpty();
        desk.TradeOf(ticket).Reason.ShouldBe(CloseReason.ManualDesktop);
    }

    [Fact]
    public void An_old_slow_reading_never_overrules_a_newer_one()
    {
        using var desk = Desk();
        var ticket = desk.OpensByHand();
        var before = desk.AtBroker(ticket);
        var slow = new TaskCompletionSource();
        var calls = 0;
        desk.Gateway.OnPositions = async reading =>
        {
            if (++calls == 1) await slow.Task;
            return reading;
        };

        // The first reading sees the hard stop and hangs beyond its deadline; meanwhile the stop is tightened.
        desk.PassesSeconds(10.5);
        desk.SetsByHand(ticket, 1.09950m);
        desk.PassesSeconds(5);
        desk.Row(ticket).Stop!.Value.Value.ShouldBe(1.09950m);

        desk.Begins(() =>
        {
            desk.Session.Book.Take([before], new ReadingMark(1, 0));
            slow.SetResult();
            return Task.CompletedTask;
        });

        desk.Row(ticket).Stop!.Value.Value.ShouldBe(1.09950m);
        desk.StopOf(ticket).ShouldBe(1.09950m);
    }

    [Fact]
    public void A_reading_from_before_the_end_does_not_bring_a_closed_position_back()
    {
        using var desk = Desk();
        var ticket = desk.OpensByHand();
        var open = desk.AtBroker(ticket);
        desk.PassesSeconds(5);
        var mark = desk.Tracked(ticket).Seen;
        desk.ClosesByHand(ticket);

        desk.Begins(() =>
        {
            desk.Session.Book.Take([open], mark);
            return Task.CompletedTask;
        });

        desk.Session.Book.Open.ShouldBeEmpty();
        desk.TradeOf(ticket).Profit.Amount.ShouldBe(-0.02m);
    }

    [Fact]
    public void Overlapping_readings_with_latency_end_with_the_truth()
    {
        using var desk = Desk(new DeskSettings { Gateway = new SimulatedGatewayOptions { ReadLatency = TimeSpan.FromMilliseconds(150), TradeLatency = TimeSpan.FromMilliseconds(80) } });
        var tickets = new List<Ticket>();
        for (var i = 0; i < 20; i++)
        {
            tickets.Add(desk.OpensByHand());
            desk.PassesMilliseconds(35);
            if (i % 3 == 2) desk.ClosesByHand(tickets[i - 1]);
            desk.Quote(1.10000m + (0.00001m * i));
        }

        desk.PassesSeconds(20);

        desk.Session.Book.Open.Select(tracked => tracked.Position.Ticket).Order(Comparer<Ticket>.Create((a, b) => a.Value.CompareTo(b.Value)))
            .ShouldBe(desk.Broker.Positions.Select(position => position.Ticket));
        foreach (var position in desk.Broker.Positions)
        {
            (desk.Tracked(position.Ticket).Position with { Profit = null }).ShouldBe(position);
            position.StopLoss.ShouldNotBeNull();
        }

        desk.Journal.All<PositionClosed>().Count().ShouldBe(6);
        desk.Alarms.ShouldBeEmpty();
    }

    [Fact]
    public void A_closing_deal_that_shows_up_late_is_recorded_once_and_right()
    {
        using var desk = Desk();
        var ticket = desk.OpensByHand();
        desk.For(TimeSpan.FromSeconds(10), GatewayCall.ReadDeals, NoAnswer);
        desk.Quote(1.09802m);
        desk.PassesSeconds(9);
        desk.Journal.All<PositionClosed>().ShouldBeEmpty();

        desk.PassesSeconds(2);

        desk.TradeOf(ticket).Reason.ShouldBe(CloseReason.LossStop);
        desk.PassesSeconds(60);
        desk.TradeOf(ticket).Profit.Amount.ShouldBe(-2.00m);
    }

    [Fact]
    public void An_end_that_the_deals_do_not_explain_for_a_minute_is_an_alarm_until_they_do()
    {
        using var desk = Desk();
        var ticket = desk.OpensByHand();
        desk.For(TimeSpan.FromMinutes(2), GatewayCall.ReadDeals, NoAnswer);
        desk.ClosesByHand(ticket);
        desk.PassesSeconds(59);
        desk.Alarms.ShouldBeEmpty();
        desk.PassesSeconds(3);
        desk.Session.Alarms.Standing.ShouldHaveSingleItem().Severity.ShouldBe(AlarmSeverity.Amber);
        desk.PassesSeconds(60);
        desk.Alarms.ShouldBeEmpty();
        desk.TradeOf(ticket).Reason.ShouldBe(CloseReason.ManualDesktop);
    }

    [Fact]
    public void Deals_that_cannot_be_read_do_not_keep_a_new_position_waiting()
    {
        using var desk = Desk();
        var ended = Enumerable.Range(0, 10).Select(_ => desk.OpensByHand()).ToList();
        desk.Gateway.OnDeals = _ => new TaskCompletionSource<Reading<IReadOnlyList<Deal>>>().Task;
        foreach (var ticket in ended) desk.ClosesByHand(ticket);
        desk.PassesSeconds(7);

        var opened = desk.OpensByHand();
        desk.PassesSeconds(5);

        desk.StopOf(opened).ShouldNotBeNull("no more than one deadline passes between two readings of the positions");
        desk.Gateway.OnDeals = null;
        desk.PassesSeconds(60);
        foreach (var ticket in ended) desk.TradeOf(ticket).Reason.ShouldBe(CloseReason.ManualDesktop);
    }

    [Fact]
    public void A_reading_without_an_answer_fails_after_its_deadline()
    {
        using var desk = Desk();
        desk.OpensByHand();
        desk.NextCall(GatewayCall.ReadPositions, new Fault.Hang(TimeSpan.FromHours(1)));
        desk.PassesSeconds(9.9);
        desk.Alarms.ShouldBeEmpty();
        desk.PassesSeconds(0.2);
        desk.Session.Monitor.FailedReads.ShouldBe(1);
        desk.PassesSeconds(2);
        desk.Alarms.ShouldBeEmpty();
    }

    [Fact]
    public void A_position_that_two_wrong_readings_left_out_comes_back_as_it_was()
    {
        using var desk = Desk();
        var ticket = desk.OpensByHand();
        desk.Walks(1.10109m);
        desk.Walks(1.10100m);
        var peak = desk.Row(ticket).PeakProfit;
        var wrong = 2;
        desk.Gateway.OnPositions = reading =>
            ValueTask.FromResult(wrong-- > 0 ? Reading<IReadOnlyList<Position>>.Of([], reading.Began) : reading);
        desk.PassesSeconds(7);

        var row = desk.Row(ticket);
        row.PeakProfit.ShouldBe(peak);
        row.Rule.ShouldBe(Core.Stops.RuleName.StepTrailing);
        var readings = desk.Gateway.DealReadings;
        desk.PassesSeconds(60);
        desk.Gateway.DealReadings.ShouldBe(readings, "nobody looks for the end of what is open");
        desk.Quote(1.10092m);
        desk.TradeOf(ticket).Reason.ShouldBe(CloseReason.TrailingStop);
    }
}

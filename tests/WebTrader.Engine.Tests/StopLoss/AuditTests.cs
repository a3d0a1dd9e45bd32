using Shouldly;
using WebTrader.Brokers.Simulator;
using WebTrader.Core.Journal;
using WebTrader.Core.Market;
using WebTrader.Core.Orders;
using WebTrader.Core.Positions;
using WebTrader.Core.Stops;
using WebTrader.Core.Writing;
using WebTrader.Engine.Trading;
using WebTrader.TestKit.Engine;
using Xunit;

namespace WebTrader.Engine.Tests.StopLoss;

/// <summary>What the journal holds of a stop is enough to decide it again.</summary>
public sealed class AuditTests
{
    private static TradingDesk Desk(TriggerPrice trigger = TriggerPrice.Closing)
    {
        var desk = new TradingDesk(new DeskSettings { Engine = new EngineOptions { Plan = new StopPlan { Trigger = trigger } } }).Starts();
        desk.Quote(1.10000m);
        return desk;
    }

    private static (StopAudit Audit, List<string> Unexplained) Audit(IEnumerable<JournalEntry> entries)
    {
        var audit = new StopAudit();
        return (audit, [.. entries.Select(audit.Take).OfType<string>()]);
    }

    private static void Asks(TradingDesk desk, Ticket ticket, OperatorAsk ask)
    {
        desk.Begins(() => desk.Session.Executor.DoAsync(ticket, ask, "the operator", CancellationToken.None));
        desk.PassesSeconds(1);
    }

    private static void Orders(TradingDesk desk, OrderSize size, decimal? stop)
    {
        PlacedOrder? placed = null;
        desk.Begins(async () => placed = await desk.Session.Orders.PlaceAsync(new OrderWish("EURUSD", Side.Long, size, stop is { } at ? new Price(at) : null, null, 0), "the operator", null, null));
        desk.PassesSeconds(1);
        placed!.Result.Outcome.ShouldBe(WriteOutcome.Accepted, placed.Result.Reason);
    }

    /// <summary>A day with a bit of everything, and what the journal has of it.</summary>
    private static IReadOnlyList<JournalEntry> Day(TriggerPrice trigger = TriggerPrice.Closing)
    {
        using var desk = Desk(trigger);
        var trailing = desk.OpensByHand();
        desk.OpensByHand(side: Side.Short, lots: 0.03m);
        desk.Walks(1.10080m);
        desk.Walks(1.09990m);
        var asked = desk.OpensByHand();
        desk.Begins(() => desk.Session.Executor.SetStopAsync(asked, new Price(1.09970m), "the operator", CancellationToken.None));
        Asks(desk, asked, new OperatorAsk.Tightest());
        desk.Begins(() => desk.Session.Executor.SetTakeProfitAsync(asked, new Price(1.20000m), "the operator", CancellationToken.None));
        desk.PassesSeconds(1);
        desk.Begins(() => desk.Session.Executor.CloseAsync(asked, null, "the operator", CancellationToken.None));
        desk.PassesSeconds(1);
        Orders(desk, new OrderSize.Given(new Lots(0.02m)), null);
        Orders(desk, new OrderSize.Risk(new Money(1.50m)), 1.09880m);
        Orders(desk, new OrderSize.RiskPercent(0.0018m), 1.09940m);
        desk.IsOpen(trailing).ShouldBeFalse();

        // One whose first stop is lost, and one whose stops are all refused until its loss has come to max risk.
        desk.NextCall(GatewayCall.SetStop, new Fault.LoseRequest());
        desk.OpensByHand();
        desk.Idles(TimeSpan.FromSeconds(8));
        desk.For(TimeSpan.FromSeconds(20), GatewayCall.SetStop, new Fault.Reject(Core.Writing.TradeRetcode.TradeDisabled));
        desk.OpensByHand(lots: 0.02m);
        desk.Walks(1.09870m, 0.00005m);
        desk.Crashes();
        desk.Starts();
        desk.Walks(1.09990m, 0.00003m);
        return desk.Journal.Entries;
    }

    [Theory]
    [InlineData(TriggerPrice.Closing)]
    [InlineData(TriggerPrice.Double)]
    public void Every_stop_and_every_close_of_a_day_is_decided_again_as_it_was(TriggerPrice trigger)
    {
        var (audit, unexplained) = Audit(Day(trigger));

        unexplained.ShouldBeEmpty();
        audit.Derived.ShouldBeGreaterThan(8);
        audit.Repeated.ShouldBeGreaterThan(0);
        audit.Asked.ShouldBe(2);
        audit.TakeProfitsAsked.ShouldBe(1);
        audit.OrdersDerived.ShouldBe(3);
        audit.AskedUnchecked.ShouldBe(0);
        audit.ClosesDerived.ShouldBe(1);
        audit.ClosesAsked.ShouldBe(1);
    }

    [Fact]
    public void A_stop_one_tick_off_is_not_explained_wherever_it_stands()
    {
        var day = Day().Where(entry => entry is not StopSettled).ToList();
        var stops = day.OfType<StopIntended>().Where(intent => intent.Rule != RuleName.Operator).ToList();
        stops.Count.ShouldBeGreaterThan(8);
        foreach (var stop in stops)
        {
            var forged = stop with { Write = stop.Write with { Stop = new Price(stop.Write.Stop.Value + 0.00001m) } };
            Audit(day.Select(entry => entry == (object)stop ? forged : entry)).Unexplained.ShouldNotBeEmpty(stop.ToString());
        }
    }

    [Fact]
    public void What_was_recorded_and_what_the_rules_make_of_it_are_both_said()
    {
        using var desk = Desk();
        desk.OpensByHand();
        var first = desk.Journal.All<StopIntended>().ShouldHaveSingleItem();
        Audit([first with { Write = first.Write with { Stop = new Price(1.09000m) } }]).Unexplained.ShouldBe(
            ["recorded is a stop at 1.09000 (Hard stop, -2.00); the rules set 1.09802 (Hard stop, -2.00): At 1.09802 the loss is at most 2.00"]);
        Audit([first with { Inputs = null }]).Unexplained.ShouldBe(["the stop 1.09802 (Hard stop) is recorded without what it was decided from"]);
        Audit([first with { Write = first.Write with { Ticket = new Ticket(9) } }]).Unexplained.ShouldBe([$"it is about ticket 9 in EURUSD, and was decided for ticket {first.Ticket} in EURUSD"]);
        Audit([first with { Repeats = new WriteNumber(1, 7) }]).Unexplained.ShouldBe(["the stop 1.09802 is said to repeat write 7 of session 1, which is not recorded for this position"]);
        Audit([first with { Inputs = first.Inputs! with { Plan = new StopPlan { MaxRisk = Money.Zero } } }]).Unexplained.ShouldHaveSingleItem().ShouldStartWith("MaxRisk is 0, allowed is above 0");
    }

    [Fact]
    public void What_somebody_asked_for_is_held_against_what_was_known_then()
    {
        var day = Day();
        foreach (var intent in day.OfType<StopIntended>().Where(intent => intent.Asked is not null))
        {
            Audit([intent]).Unexplained.ShouldBeEmpty();
            Audit([intent with { Write = intent.Write with { Stop = new Price(intent.Write.Stop.Value - 0.00001m) } }]).Unexplained.ShouldHaveSingleItem().ShouldContain("comes to");
            Audit([intent with { ProfitAtStop = new Money(0.01m) }]).Unexplained.ShouldHaveSingleItem();
            Audit([intent with { Asked = intent.Asked! with { Ask = new OperatorAsk.Close(null) } }]).Unexplained.ShouldHaveSingleItem().ShouldContain("somebody asked for a close of all");
            Audit([intent with { Asked = intent.Asked! with { Position = intent.Asked!.Position with { Ticket = new Ticket(9) } } }]).Unexplained.ShouldHaveSingleItem().ShouldContain("was asked for ticket 9");
        }

        var target = day.OfType<TakeProfitIntended>().ShouldHaveSingleItem();
        Audit([target with { Write = target.Write with { TakeProfit = new Price(1.20001m) } }]).Unexplained.ShouldHaveSingleItem().ShouldContain("a take-profit at 1.20000 comes to");
        Audit([target with { Write = target.Write with { Stop = new Price(1.09000m) } }]).Unexplained.ShouldHaveSingleItem("a take-profit leaves the stop where it is");
        var close = day.OfType<CloseIntended>().Single(intent => intent.Asked is not null);
        Audit([close with { Write = close.Write with { Lots = new Lots(0.05m) } }]).Unexplained.ShouldHaveSingleItem().ShouldContain("recorded is a close of Long 0.05");
    }

    [Fact]
    public void The_stop_and_the_volume_inside_an_order_are_made_again_from_the_wish()
    {
        foreach (var order in Day().OfType<OpenIntended>())
        {
            Audit([order with { Write = order.Write with { Stop = new Price(order.Write.Stop!.Value.Value + 0.00001m) } }]).Unexplained.ShouldHaveSingleItem().ShouldContain("the wish comes to");
            Audit([order with { Write = order.Write with { Stop = null } }]).Unexplained.ShouldHaveSingleItem().ShouldContain("no stop");
            Audit([order with { Write = order.Write with { Lots = new Lots(0.07m) } }]).Unexplained.ShouldHaveSingleItem().ShouldContain("0.07 lots");
            Audit([order with { Write = order.Write with { Side = Side.Short } }]).Unexplained.ShouldHaveSingleItem().ShouldContain("wanted was Long EURUSD");
            Audit([order with { Inputs = order.Inputs! with { Rules = new StopPlan { MaxRisk = new Money(0.01m) } } }]).Unexplained.ShouldHaveSingleItem();
        }
    }

    [Fact]
    public void What_an_earlier_build_recorded_without_inputs_is_counted_apart_and_is_no_fault()
    {
        var old = Day().Select(entry => entry switch
        {
            StopIntended { Asked: not null } stop => stop with { Asked = null },
            TakeProfitIntended target => target with { Asked = null },
            CloseIntended close => close with { Asked = null },
            OpenIntended order => order with { Inputs = null },
            _ => entry,
        });
        var (audit, unexplained) = Audit(old);
        unexplained.ShouldBeEmpty();
        audit.AskedUnchecked.ShouldBe(7);
        (audit.Asked + audit.TakeProfitsAsked + audit.ClosesAsked + audit.OrdersDerived).ShouldBe(0);
    }

    [Fact]
    public void An_outcome_of_a_stop_that_nobody_wanted_is_not_explained()
    {
        using var desk = Desk();
        desk.OpensByHand();
        Audit(desk.Journal.Entries.Where(entry => entry is not StopIntended)).Unexplained.ShouldHaveSingleItem()
            .ShouldBe("the outcome of the stop 1.09802 is recorded, and nowhere before it that it was wanted (write 1 of session 1)");
    }
}

using Shouldly;
using WebTrader.Brokers.Simulator;
using WebTrader.Core.Journal;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Core.Stops;
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
        desk.Begins(() => desk.Session.Executor.SetTakeProfitAsync(asked, new Price(1.20000m), "the operator", CancellationToken.None));
        desk.PassesSeconds(1);
        desk.Begins(() => desk.Session.Executor.CloseAsync(asked, null, "the operator", CancellationToken.None));
        desk.PassesSeconds(1);
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
        audit.Asked.ShouldBe(1);
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
    public void An_outcome_of_a_stop_that_nobody_wanted_is_not_explained()
    {
        using var desk = Desk();
        desk.OpensByHand();
        Audit(desk.Journal.Entries.Where(entry => entry is not StopIntended)).Unexplained.ShouldHaveSingleItem()
            .ShouldBe("the outcome of the stop 1.09802 is recorded, and nowhere before it that it was wanted (write 1 of session 1)");
    }
}

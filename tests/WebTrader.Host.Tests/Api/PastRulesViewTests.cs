using Shouldly;
using WebTrader.Core.Journal;
using WebTrader.Core.Market;
using WebTrader.Core.Stops;
using WebTrader.Core.Writing;
using WebTrader.Engine.Views;
using WebTrader.Host.Api;
using WebTrader.TestKit.Core;
using Xunit;
using static WebTrader.TestKit.Journal.JournalSamples;

namespace WebTrader.Host.Tests.Api;

/// <summary>What every rule wanted at a past decision is derived again from what the journal holds of it.</summary>
public sealed class PastRulesViewTests
{
    private static readonly Situation Gold = Situation.Long(Symbols.XauUsd, lots: 0.01m, open: 2400.00m);

    private static StopIntended Decided(Situation at)
    {
        var move = at.Decision.ShouldBeOfType<StopDecision.Move>();
        var write = new StopWrite(new FencingToken(2, 3), at.Position.Ticket, at.Position.Id, at.Position.Symbol, move.Stop, at.Position.TakeProfit);
        return new StopIntended(Demo, Noon, 5, write, at.Side, at.Position.StopLoss, move.Rule, move.ProfitAtStop, move.Reason) { Inputs = new DecisionInputs(at.Position, at.Spec, at.Quote, at.Plan, at.Progress, null) };
    }

    private static PastRulesView Of(JournalEntry fact) => PastRulesView.Of(fact).ShouldNotBeNull();

    [Fact]
    public void The_winner_stands_above_the_looser_ones_and_those_that_wanted_nothing_say_why()
    {
        var view = Of(Decided(Gold.WithStop(2400.20m).At(2401.07m, 2401.09m)));
        (view.At, view.Bid, view.Doubt).ShouldBe((Noon, new Price(2401.07m), null));
        view.Ladder.Select(rung => (rung.Rule, rung.Price, rung.Verdict, rung.Text)).ShouldBe(
            [(RuleName.StepTrailing, new Price(2400.90m), LadderVerdict.InCharge, "won"), (RuleName.HardStop, new Price(2398.00m), LadderVerdict.Looser, "290 looser")]);
        view.Ladder[0].ProfitAtStop.ShouldBe(new Money(0.90m));
        view.Silent.Select(rule => rule.Rule).ShouldContain(RuleName.SweetSpotLock);
        view.Silent.ShouldAllBe(rule => rule.Text.Length > 0);
        view.Says.ShouldStartWith("Step trailing: ");
    }

    [Fact]
    public void What_the_broker_kept_a_rule_from_is_told_beside_what_it_wanted()
    {
        var view = Of(Decided(Gold.WithStopsLevel(50).At(2401.07m, 2401.09m)));
        var won = view.Ladder.Single(rung => rung.Verdict == LadderVerdict.InCharge);
        won.Against.ShouldNotBeNull().ShouldContain("50 points");
        won.Text.ShouldBe("won, set at 2400.57");
    }

    [Fact]
    public void A_recorded_stop_that_this_build_does_not_come_to_is_told_as_such()
    {
        var fact = Decided(Gold.WithStop(2400.20m).At(2401.07m, 2401.09m));
        Of(fact with { Write = fact.Write with { Stop = new Price(2400.95m) } }).Doubt.ShouldNotBeNull().ShouldContain("recorded is a stop at 2400.95");
    }

    [Fact]
    public void Of_a_close_every_rule_is_told_and_none_has_won()
    {
        var at = Gold.WithStop(2397.00m).At(2397.50m, 2397.60m);
        var close = at.Decision.ShouldBeOfType<StopDecision.CloseNow>();
        var write = new CloseWrite(new FencingToken(2, 3), at.Position.Ticket, at.Position.Id, at.Position.Symbol, at.Side, at.Position.Lots, "");
        var view = Of(new CloseIntended(Demo, Noon, 5, write, close.Reason) { Inputs = new DecisionInputs(at.Position, at.Spec, at.Quote, at.Plan, at.Progress, null) });
        view.Says.ShouldStartWith("Closing: The loss of -2.50");
        view.Doubt.ShouldBeNull();
        view.Ladder.ShouldNotContain(rung => rung.Verdict == LadderVerdict.InCharge);
        view.Ladder.Single(rung => rung.Rule == RuleName.HardStop).ShouldSatisfyAllConditions(rung => rung.Verdict.ShouldBe(LadderVerdict.Waits), rung => rung.Against.ShouldNotBeNull());
    }

    [Fact]
    public void Before_the_rules_had_decided_anything_there_is_nothing_to_tell() => PastRulesView.Of(null).ShouldBeNull();
}

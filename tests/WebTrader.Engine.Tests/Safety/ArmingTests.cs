using Shouldly;
using WebTrader.Core.Journal;
using WebTrader.Core.Safety;
using WebTrader.Engine.Book;
using WebTrader.TestKit.Engine;
using Xunit;

namespace WebTrader.Engine.Tests.Safety;

/// <summary>An account that is only observed until somebody arms it.</summary>
public class ArmingTests
{
    private static TradingDesk Observing()
    {
        var desk = new TradingDesk(new DeskSettings { Engine = new EngineOptions { Arming = Arming.Observe } }).Starts();
        desk.Quote(1.10000m);
        desk.Quote("XAUUSD", 2400.00m, 2400.10m);
        return desk;
    }

    [Fact]
    public void An_observed_position_is_shown_and_never_written_to()
    {
        using var desk = Observing();
        var ticket = desk.OpensByHand();
        desk.Walks(1.10109m);
        desk.PassesSeconds(10);

        desk.StopOf(ticket).ShouldBeNull();
        desk.Row(ticket).State.ShouldBe(ProtectionState.Unmanaged);
        desk.Row(ticket).Reason.ShouldBe("Observed only: it is not armed");
        desk.Journal.All<StopIntended>().ShouldBeEmpty();
        desk.Alarms.ShouldBeEmpty();
    }

    [Fact]
    public void Armed_for_one_symbol_it_protects_that_one_at_once_and_leaves_the_others()
    {
        using var desk = Observing();
        var (euro, gold) = (desk.OpensByHand(), desk.OpensByHand(symbol: "XAUUSD"));

        desk.Session.Arm(new Arming(false, ["EURUSD"], []), "an operator", "a first try");
        desk.Settles();

        desk.StopOf(euro).ShouldBe(1.09802m);
        desk.StopOf(gold).ShouldBeNull();
        var change = desk.Journal.All<ArmingChanged>().ShouldHaveSingleItem();
        (change.From, change.To, change.By, change.Why).ShouldBe(("nothing", "EURUSD", "an operator", "a first try"));
    }

    [Fact]
    public void Armed_for_nothing_again_its_stop_stays_and_is_not_moved_any_more()
    {
        using var desk = Observing();
        desk.Session.Arm(Arming.Everything, "an operator", "go");
        var ticket = desk.OpensByHand();
        desk.Session.Arm(Arming.Observe, "an operator", "stop");
        desk.Walks(1.10109m);
        desk.PassesSeconds(5);
        desk.StopOf(ticket).ShouldBe(1.09802m);
    }

    [Fact]
    public void What_arming_would_do_is_told_before()
    {
        using var desk = Observing();
        var ticket = desk.OpensByHand();
        var line = desk.Session.Evaluator.FirstContact(desk.Tracked(ticket));
        (line.Step, line.Stop!.Value.Value).ShouldBe((FirstStep.SetStop, 1.09802m));
        desk.StopOf(ticket).ShouldBeNull("looking changes nothing");
    }

    [Fact]
    public void A_limit_that_flattens_leaves_alone_what_is_only_observed_says_so_and_acts_once_it_is_armed()
    {
        var limits = AccountLimits.None with { MaxDailyLoss = new Limit(0.10m, LimitAction.Flatten) };
        using var desk = new TradingDesk(new DeskSettings { Engine = new EngineOptions { Arming = Arming.Observe, Limits = limits } }).Starts();
        List<string> passed = [];
        desk.Session.Limits.OnPassed = standing => passed.Add(standing.Name);
        desk.Quote(1.10000m);
        desk.OpensByHand(stop: 1.09000m);
        desk.Quote(1.09900m);
        desk.PassesSeconds(30);
        passed.ShouldBeEmpty();
        desk.Session.Alarms.Standing.ShouldContain(alarm => alarm.Id == "limit-MaxDailyLoss" && alarm.Text.Contains("It would flatten, but the account is only observed", StringComparison.Ordinal));

        desk.Session.Arm(Arming.Everything, "an operator", "go");
        desk.PassesSeconds(30);
        passed.ShouldBe(["MaxDailyLoss"]);
    }
}

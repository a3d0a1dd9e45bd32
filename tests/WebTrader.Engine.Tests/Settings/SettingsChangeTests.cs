using Shouldly;
using WebTrader.Core.Journal;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Core.Stops;
using WebTrader.Core.Writing;
using WebTrader.Engine.Book;
using WebTrader.TestKit.Engine;
using Xunit;

namespace WebTrader.Engine.Tests.Settings;

/// <summary>Other settings while a session runs.</summary>
public class SettingsChangeTests
{
    private static readonly SettingsChange Change = new(1, 2, [new SettingChange("Stops:MaxRisk", "2.00", "5.00"), new SettingChange("Accounts:other:Messages:PerDay", "1", "2"), new SettingChange("Accounts:desk:Messages:PerDay", "1", "3")], "an operator", "a try");

    private static TradingDesk Desk(EngineOptions? engine = null)
    {
        var desk = new TradingDesk(new DeskSettings { Engine = engine ?? new EngineOptions() }).Starts();
        desk.Quote(1.10000m);
        return desk;
    }

    private static void Applies(TradingDesk desk, EngineOptions wanted, SettingsChange? change = null)
    {
        desk.Session.Apply(wanted, change ?? Change);
        desk.Settles();
    }

    [Fact]
    public void A_larger_max_risk_loosens_no_stop_and_holds_for_what_is_opened_later()
    {
        using var desk = Desk();
        var before = desk.OpensByHand();
        Applies(desk, new EngineOptions { Plan = new StopPlan { MaxRisk = new Money(5m) } });
        var after = desk.OpensByHand();
        desk.Walks(1.09950m);

        desk.StopOf(before).ShouldBe(1.09802m);
        desk.StopOf(after).ShouldBe(1.09502m);
        desk.Row(before).MaxRisk.ShouldBe(new Money(5m), "it is told by the settings that hold");
    }

    [Fact]
    public void A_smaller_max_risk_tightens_every_stop_at_once_without_a_quote()
    {
        using var desk = Desk();
        var (one, other) = (desk.OpensByHand(), desk.OpensByHand(Side.Short));
        Applies(desk, new EngineOptions { Plan = new StopPlan { MaxRisk = new Money(1m) } });
        (desk.StopOf(one), desk.StopOf(other)).ShouldBe((1.09902m, 1.10100m));
    }

    [Fact]
    public void A_loss_beyond_the_new_max_risk_is_closed_at_once()
    {
        using var desk = Desk();
        var ticket = desk.OpensByHand();
        desk.Walks(1.09880m);
        Applies(desk, new EngineOptions { Plan = new StopPlan { MaxRisk = new Money(1m) } });
        desk.IsOpen(ticket).ShouldBeFalse();
    }

    [Fact]
    public void What_was_remembered_of_a_position_stays()
    {
        using var desk = Desk();
        var ticket = desk.OpensByHand();
        desk.Walks(1.10062m);
        var before = desk.Tracked(ticket).Progress!;
        before.OwnStop.ShouldNotBeNull();
        Applies(desk, new EngineOptions { Plan = new StopPlan { TrailingStep = new Money(0.2m) } });
        desk.Tracked(ticket).Progress.ShouldBe(before);
    }

    [Fact]
    public void A_position_that_nobody_managed_has_its_stop_as_soon_as_it_is_managed_and_keeps_it_when_it_is_not_any_more()
    {
        var alone = new EngineOptions { Layers = [new StopLayer(StopLayerKind.Symbol, "EURUSD", new StopPatch { Manage = false })] };
        using var desk = Desk(alone);
        var ticket = desk.OpensByHand();
        desk.PassesSeconds(2);
        desk.StopOf(ticket).ShouldBeNull();

        Applies(desk, new EngineOptions());
        desk.StopOf(ticket).ShouldBe(1.09802m);
        desk.Row(ticket).State.ShouldBe(ProtectionState.Protected);

        Applies(desk, alone);
        desk.Walks(1.10062m);
        desk.StopOf(ticket).ShouldBe(1.09802m);
        desk.Row(ticket).State.ShouldBe(ProtectionState.Unmanaged);
    }

    [Fact]
    public void A_write_that_is_under_way_ends_and_the_position_is_held_against_the_new_settings_then()
    {
        using var desk = new TradingDesk(DeskSettings.Slow(500)).Starts();
        desk.Quote(1.10000m);
        var ticket = desk.OpensByHand();
        desk.PassesMilliseconds(100);
        desk.Tracked(ticket).InFlight.ShouldBeTrue();
        Applies(desk, new EngineOptions { Plan = new StopPlan { MaxRisk = new Money(1m) } });
        desk.PassesSeconds(2);
        desk.StopOf(ticket).ShouldBe(1.09902m);
        desk.Settled(ticket).Select(settled => settled.Intent.Write.Stop.Value).ShouldBe([1.09802m, 1.09902m]);
    }

    [Fact]
    public void The_journal_tells_once_what_concerns_the_account()
    {
        using var desk = Desk();
        Applies(desk, new EngineOptions());
        var fact = desk.Journal.All<SettingsChanged>().ShouldHaveSingleItem();
        (fact.FromVersion, fact.ToVersion, fact.By, fact.Why, fact.At).ShouldBe((1, 2, "an operator", "a try", desk.Now));
        fact.Changes.Select(change => change.Place).ShouldBe(["Stops:MaxRisk", "Accounts:desk:Messages:PerDay"]);
    }

    [Fact]
    public void A_larger_budget_of_messages_has_what_waited_for_it_move_at_once()
    {
        EngineOptions With(int perDay) => new() { Messages = new MessageOptions { Limits = new MessageLimits { PerDay = perDay, Reserve = 2 } } };
        using var desk = Desk(With(2));
        var ticket = desk.OpensByHand();
        desk.Walks(1.10062m);
        desk.StopOf(ticket).ShouldBe(1.09802m, "there is no budget for profit");

        Applies(desk, With(2000));
        desk.StopOf(ticket)!.Value.ShouldBeGreaterThan(1.10002m);
    }

    [Fact]
    public void Hand_moves_that_are_to_be_flagged_from_now_on_are_and_are_not_any_more_later()
    {
        using var desk = Desk();
        var ticket = desk.OpensByHand();
        desk.Walks(1.10062m);
        desk.SetsByHand(ticket, desk.StopOf(ticket)!.Value - 0.00010m);
        desk.PassesSeconds(1);
        desk.Alarms.ShouldBeEmpty();
        Applies(desk, new EngineOptions { Plan = new StopPlan { HandMoves = HandMoves.Flag } });
        desk.Alarms.ShouldBe([$"hand-{ticket}"]);
        Applies(desk, new EngineOptions());
        desk.Alarms.ShouldBeEmpty();
    }
}

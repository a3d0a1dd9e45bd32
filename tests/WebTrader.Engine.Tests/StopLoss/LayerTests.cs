using Shouldly;
using WebTrader.Brokers.Simulator;
using WebTrader.Core.Journal;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Core.Stops;
using WebTrader.Core.Stops.Rules;
using WebTrader.Engine.Book;
using WebTrader.TestKit.Engine;
using Xunit;

namespace WebTrader.Engine.Tests.StopLoss;

/// <summary>Settings that hold for some positions only.</summary>
public class LayerTests
{
    private static TradingDesk Desk(params StopLayer[] layers)
    {
        var desk = new TradingDesk(new DeskSettings { Engine = new EngineOptions { Layers = layers } }).Starts();
        desk.Quote(1.10000m);
        return desk;
    }

    [Fact]
    public void A_symbol_has_a_risk_of_its_own_and_the_ticket_says_where_that_comes_from()
    {
        using var desk = Desk(new StopLayer(StopLayerKind.Symbol, "EURUSD", new StopPatch { MaxRisk = new Money(1.00m) }));
        var ticket = desk.OpensByHand();
        desk.StopOf(ticket).ShouldBe(1.09902m);
        desk.Row(ticket).MaxRisk.ShouldBe(new Money(1.00m));
        var settings = desk.Session.View.Ticket(ticket)!.Settings.ToDictionary(setting => setting.Name, setting => (setting.Value, setting.Origin));
        settings["MaxRisk"].ShouldBe(("1.00", "symbol EURUSD"));
        settings["TrailingStep"].ShouldBe(("0.10", "default"));
        settings["Ladder"].ShouldBe(("off", "default"));
        settings["HandMoves"].ShouldBe(("Respect", "default"));
        settings["Trigger"].ShouldBe(("Closing", "default"));
    }

    [Fact]
    public void A_position_that_is_left_to_others_is_watched_and_recorded_and_never_written_to()
    {
        using var desk = Desk(new StopLayer(StopLayerKind.Account, "", new StopPatch { Manage = false }));
        var ticket = desk.OpensByHand();
        desk.Quote(1.10050m);
        desk.Quote(1.09700m);
        desk.PassesSeconds(10);
        desk.IsOpen(ticket).ShouldBeTrue();
        desk.Gateway.Stops.ShouldBeEmpty();
        desk.Gateway.Closes.ShouldBeEmpty();
        desk.Row(ticket).State.ShouldBe(ProtectionState.Unmanaged);
        desk.Row(ticket).Reason.ShouldBe("Left to others by the settings");
        desk.Session.View.Ticket(ticket)!.NakedMs.ShouldBe(0, "nobody promised it a stop");
        desk.Alarms.ShouldBeEmpty();
        desk.ClosesByHand(ticket);
        desk.PassesSeconds(1);
        desk.TradeOf(ticket).Reason.ShouldBe(CloseReason.ManualDesktop);
    }

    [Fact]
    public void One_percent_of_the_balance_is_the_risk_and_stays_it_when_the_balance_moves()
    {
        using var desk = Desk(new StopLayer(StopLayerKind.Symbol, "EURUSD", new StopPatch { RiskIn = new RiskBasis(RiskUnit.PercentOfBalance, 0.001m), MaxRiskOtherwise = new Money(1.50m) }), new StopLayer(StopLayerKind.Symbol, "XAUUSD", new StopPatch { Manage = false }));
        var ticket = desk.OpensByHand();
        desk.StopOf(ticket).ShouldBe(1.09902m, "0.001 % of 100000 is 1.00");
        desk.Row(ticket).MaxRisk.ShouldBe(new Money(1.00m));
        desk.Quote("XAUUSD", 2000.00m, 2000.50m);
        var other = desk.OpensByHand(lots: 10m, symbol: "XAUUSD");
        desk.Quote("XAUUSD", 2030.00m, 2030.50m);
        desk.ClosesByHand(other);
        desk.Quote(1.10300m);
        desk.PassesSeconds(12);
        desk.StopOf(ticket).ShouldNotBeNull().ShouldBeGreaterThan(1.09902m, "trailing goes on");
        desk.Tracked(ticket).Verdict!.HardStop.Value.ShouldBe(1.09902m);
        desk.StopOf(desk.OpensByHand()).ShouldNotBeNull().ShouldBeLessThan(1.10300m - 0.00100m, "the next one is measured by the balance now");
    }

    [Fact]
    public void Where_the_balance_cannot_be_read_the_amount_for_that_holds_at_once_and_the_percentage_as_soon_as_it_can()
    {
        using var desk = new TradingDesk(new DeskSettings { Engine = new EngineOptions { Layers = [new StopLayer(StopLayerKind.Account, "", new StopPatch { RiskIn = new RiskBasis(RiskUnit.PercentOfBalance, 0.001m), MaxRiskOtherwise = new Money(1.50m) })] } });
        desk.For(TimeSpan.FromSeconds(7), GatewayCall.ReadAccount, new Fault.FailRead("no answer"));
        desk.Starts();
        desk.Quote(1.10000m);
        var ticket = desk.OpensByHand();
        desk.StopOf(ticket).ShouldBe(1.09852m, "at most 1.50");
        desk.Alarms.ShouldBeEmpty();
        desk.PassesSeconds(13);
        desk.StopOf(ticket).ShouldBe(1.09902m);
        desk.Alarms.ShouldBeEmpty();
    }

    [Fact]
    public void With_the_double_trigger_two_quotes_move_a_stop_and_the_journal_holds_both()
    {
        using var desk = Desk(new StopLayer(StopLayerKind.Account, "", new StopPatch { Trigger = TriggerPrice.Double }));
        var ticket = desk.OpensByHand();
        desk.Quote(1.10109m);
        desk.StopOf(ticket).ShouldBe(1.09802m, "one quote alone moves nothing");
        desk.Quote(1.10110m);
        desk.StopOf(ticket).ShouldBe(1.10092m);
        var inputs = desk.Journal.All<StopIntended>().Last().Inputs!;
        inputs.Before!.Value.Bid.Value.ShouldBe(1.10109m);
        inputs.Decide().ShouldBeOfType<StopDecision.Move>().Stop.Value.ShouldBe(1.10092m);
    }

    [Fact]
    public void Who_had_which_ticket_is_in_the_journal()
    {
        using var desk = Desk();
        var ticket = desk.OpensByHand();
        var released = desk.Journal.All<HoldingReleased>().ShouldHaveSingleItem();
        (released.About, released.Token).ShouldBe((ticket, desk.Journal.All<StopIntended>().ShouldHaveSingleItem().Write.Token));
        released.HeldFor.ShouldBeGreaterThanOrEqualTo(TimeSpan.Zero);
    }

    [Fact]
    public void A_position_is_closed_after_the_longest_time_also_while_the_price_stands_still()
    {
        using var desk = Desk(new StopLayer(StopLayerKind.Account, "", new StopPatch { MaxHolding = TimeSpan.FromMinutes(10) }));
        var ticket = desk.OpensByHand();
        desk.Idles(TimeSpan.FromMinutes(9.9));
        desk.IsOpen(ticket).ShouldBeTrue();
        desk.Idles(TimeSpan.FromSeconds(8));
        desk.IsOpen(ticket).ShouldBeFalse();
        desk.TradeOf(ticket).Reason.ShouldBe(CloseReason.HoldingTime);
        desk.Alarms.ShouldBeEmpty();
    }

    [Fact]
    public void Parts_are_closed_at_their_levels_and_the_rest_is_kept_from_a_loss()
    {
        var levels = new ProfitLevelsPlan([new ProfitLevel(100, 0.5m), new ProfitLevel(200, 0.3m)], StopAfterFirst: 20);
        using var desk = Desk(new StopLayer(StopLayerKind.Account, "", new StopPatch { MaxRisk = new Money(100m), SweetSpotFrom = new Money(80m), SweetSpotTo = new Money(85m), TrailingStep = new Money(90m), MinimumMove = new Money(0.01m), ProfitLevels = levels }));
        var ticket = desk.OpensByHand(lots: 0.10m);
        desk.NextCall(GatewayCall.Close, new Fault.LoseAnswer());
        desk.Quote(1.10102m);
        desk.Idles(TimeSpan.FromSeconds(10));
        desk.AtBroker(ticket).Lots.Value.ShouldBe(0.05m, "once, although the answer was lost");
        desk.StopOf(ticket).ShouldBe(1.10022m);
        desk.Walks(to: 1.10202m);
        desk.PassesSeconds(1);
        desk.AtBroker(ticket).Lots.Value.ShouldBe(0.02m);
        desk.Quote(1.10020m);
        desk.PassesSeconds(1);
        var trade = desk.TradeOf(ticket);
        trade.Lots.Value.ShouldBe(0.10m);
        trade.Reason.ShouldBe(CloseReason.LockedStop);
        desk.Gateway.Closes.Count.ShouldBe(2);
    }

    private static TradingDesk HalfAtAHundredPoints() => Desk(new StopLayer(StopLayerKind.Account, "", new StopPatch
    {
        MaxRisk = new Money(100m), SweetSpotFrom = new Money(80m), SweetSpotTo = new Money(85m), TrailingStep = new Money(90m), ProfitLevels = new ProfitLevelsPlan([new ProfitLevel(100, 0.5m)], null),
    }));

    [Fact]
    public void A_part_that_the_broker_says_is_closed_and_does_not_show_is_not_closed_again_for_a_minute()
    {
        using var desk = HalfAtAHundredPoints();
        var ticket = desk.OpensByHand(lots: 0.10m);
        desk.NextCall(GatewayCall.Close, new Fault.PretendDone());
        desk.Quote(1.10102m);
        desk.Idles(TimeSpan.FromSeconds(55));
        desk.Gateway.Closes.Count.ShouldBe(1);
        desk.Row(ticket).State.ShouldBe(ProtectionState.Ambiguous);
        desk.Idles(TimeSpan.FromSeconds(15));
        desk.AtBroker(ticket).Lots.Value.ShouldBe(0.05m, "nothing came of it, readings said so for long enough");
        desk.Gateway.Closes.Count.ShouldBe(2);
    }

    [Fact]
    public void After_a_crash_no_part_is_closed_a_second_time()
    {
        using var desk = HalfAtAHundredPoints();
        var ticket = desk.OpensByHand(lots: 0.10m);
        desk.Quote(1.10102m);
        desk.PassesSeconds(1);
        desk.AtBroker(ticket).Lots.Value.ShouldBe(0.05m);
        desk.Crashes();
        desk.Starts();
        desk.Idles(TimeSpan.FromMinutes(3));
        desk.AtBroker(ticket).Lots.Value.ShouldBe(0.05m);
    }

    [Fact]
    public void Of_what_was_opened_before_a_crash_a_part_is_closed_only_when_no_earlier_close_can_arrive_any_more()
    {
        using var desk = HalfAtAHundredPoints();
        var ticket = desk.OpensByHand(lots: 0.10m);
        desk.PassesSeconds(1);
        desk.Crashes();
        desk.Starts();
        desk.Quote(1.10102m);
        desk.Idles(TimeSpan.FromSeconds(50));
        desk.AtBroker(ticket).Lots.Value.ShouldBe(0.10m);
        desk.Idles(TimeSpan.FromSeconds(20));
        desk.AtBroker(ticket).Lots.Value.ShouldBe(0.05m);
    }

    [Fact]
    public void A_stop_trails_at_a_multiple_of_the_range()
    {
        using var desk = Desk(new StopLayer(StopLayerKind.Account, "", new StopPatch { SweetSpotFrom = new Money(1.80m), SweetSpotTo = new Money(1.90m), TrailingStep = new Money(2.00m), MinimumMove = new Money(0.01m), AtrTrailing = new AtrTrailingPlan(2m, 3, TimeSpan.FromMinutes(1), new Money(0.10m)) }));
        var ticket = desk.OpensByHand();
        for (var minute = 0; minute < 4; minute++)
        {
            desk.Walks(to: 1.10020m);
            desk.Walks(to: 1.10000m);
            desk.Idles(TimeSpan.FromMinutes(1));
        }

        desk.Walks(to: 1.10100m);
        desk.StopOf(ticket).ShouldNotBeNull().ShouldBeInRange(1.10040m, 1.10070m);
        desk.Row(ticket).Rule.ShouldBe(RuleName.AtrTrailing);
    }

    [Fact]
    public void Beside_it_the_positions_of_other_programs_are_protected()
    {
        using var desk = Desk(new StopLayer(StopLayerKind.Magic, "77", new StopPatch { Manage = false }));
        var ticket = desk.OpensByHand();
        desk.StopOf(ticket).ShouldBe(1.09802m);
    }
}

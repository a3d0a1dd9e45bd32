using Shouldly;
using WebTrader.Brokers.Simulator;
using WebTrader.Core.Journal;
using WebTrader.Core.Positions;
using WebTrader.Core.Stops;
using WebTrader.Engine.Book;
using WebTrader.TestKit.Engine;
using Xunit;

namespace WebTrader.Engine.Tests.StopLoss;

/// <summary>From the quote to the stop at the broker, and what other people do meanwhile.</summary>
public class ChainTests
{
    private static TradingDesk Desk(DeskSettings? settings = null)
    {
        var desk = new TradingDesk(settings).Starts();
        desk.Quote(1.10000m);
        return desk;
    }

    [Fact]
    public void The_sweet_spot_locks_a_few_cents()
    {
        using var desk = Desk();
        var ticket = desk.OpensByHand();
        desk.Quote(1.10007m);

        desk.StopOf(ticket).ShouldBe(1.10005m, "five points of profit, two of room for the spread");
        desk.Row(ticket).Rule.ShouldBe(RuleName.SweetSpotLock);
        desk.Row(ticket).State.ShouldBe(ProtectionState.Protected);
    }

    [Fact]
    public void Trailing_follows_one_step_behind()
    {
        using var desk = Desk();
        var ticket = desk.OpensByHand();
        desk.Walks(1.10109m);

        desk.StopOf(ticket).ShouldBe(1.10092m, "a profit of 1.07 locks 0.90");
        desk.Row(ticket).Rule.ShouldBe(RuleName.StepTrailing);
    }

    [Theory]
    [InlineData(Side.Long, 7)]
    [InlineData(Side.Short, 11)]
    public void A_stop_is_never_loosened_whatever_the_price_does(Side side, int seed)
    {
        using var desk = Desk();
        var ticket = desk.OpensByHand(side);
        var random = new SplitMix((ulong)seed);
        var stops = new List<decimal> { desk.StopOf(ticket)!.Value };
        for (var bid = 1.10000m; desk.IsOpen(ticket); bid += 0.00001m * (random.Below(41) - 20))
        {
            desk.Quote(bid);
            if (desk.IsOpen(ticket)) stops.Add(desk.StopOf(ticket)!.Value);
            desk.PassesMilliseconds(100);
        }

        stops.ShouldBe(side == Side.Long ? stops.Order() : stops.OrderDescending());
        stops.Distinct().Count().ShouldBeGreaterThan(1);
        desk.Session.Writer.Statistics.Regressions.ShouldBe(0);
    }

    [Fact]
    public void The_take_profit_survives_every_move_of_the_stop()
    {
        using var desk = Desk();
        var ticket = desk.OpensByHand(takeProfit: 1.11000m);
        desk.Walks(1.10109m);

        desk.StopOf(ticket).ShouldBe(1.10092m);
        desk.AtBroker(ticket).TakeProfit!.Value.Value.ShouldBe(1.11000m);
    }

    [Fact]
    public void A_take_profit_set_by_hand_survives_the_next_move()
    {
        using var desk = Desk();
        var ticket = desk.OpensByHand();
        desk.SetsByHand(ticket, 1.09802m, 1.11000m);
        desk.Walks(1.10109m);
        desk.AtBroker(ticket).TakeProfit!.Value.Value.ShouldBe(1.11000m);
    }

    [Fact]
    public void A_partial_close_does_not_loosen_and_an_enlarged_risk_is_fixed_anew()
    {
        using var desk = Desk();
        var ticket = desk.OpensByHand(lots: 0.02m);
        desk.StopOf(ticket).ShouldBe(1.09902m);

        desk.ClosesByHand(ticket, 0.01m);

        desk.Row(ticket).Lots.Value.ShouldBe(0.01m);
        desk.Tracked(ticket).Verdict!.HardStop.Value.ShouldBe(1.09802m, "half the volume may go twice as far");
        desk.StopOf(ticket).ShouldBe(1.09902m, "and yet the stop stays where it is");
    }

    [Fact]
    public void A_stop_widened_by_hand_is_put_back()
    {
        using var desk = Desk();
        var ticket = desk.OpensByHand();
        desk.SetsByHand(ticket, 1.09000m);

        desk.StopOf(ticket).ShouldBe(1.09802m);
        var change = desk.Journal.All<ChangedByOthers>().ShouldHaveSingleItem();
        change.After.StopLoss!.Value.Value.ShouldBe(1.09000m);
    }

    [Fact]
    public void A_stop_removed_by_hand_is_put_back()
    {
        using var desk = Desk();
        var ticket = desk.OpensByHand();
        desk.SetsByHand(ticket, null);
        desk.StopOf(ticket).ShouldBe(1.09802m);
    }

    [Fact]
    public void A_trailing_stop_removed_by_hand_comes_back_where_it_was()
    {
        using var desk = Desk();
        var ticket = desk.OpensByHand();
        desk.Walks(1.10109m);
        desk.SetsByHand(ticket, null);
        desk.StopOf(ticket).ShouldBe(1.10092m);
    }

    [Theory]
    [InlineData(HandMoves.Respect, 1.10042, false)]
    [InlineData(HandMoves.Flag, 1.10042, true)]
    [InlineData(HandMoves.Retighten, 1.10092, false)]
    public void A_stop_in_profit_that_a_hand_has_loosened_is_left_flagged_or_put_back_as_the_settings_say(HandMoves policy, double stands, bool isFlagged)
    {
        using var desk = Desk(new DeskSettings { Engine = new EngineOptions { Plan = new StopPlan { HandMoves = policy } } });
        var ticket = desk.OpensByHand();
        desk.Walks(1.10109m);
        desk.SetsByHand(ticket, 1.10042m);
        desk.Quote(1.10110m);
        desk.PassesSeconds(10);

        desk.StopOf(ticket).ShouldBe((decimal)stands);
        desk.Alarms.Any(id => id == $"hand-{ticket}").ShouldBe(isFlagged);
        desk.Walks(1.10209m);
        desk.StopOf(ticket).ShouldBe(1.10192m, "for a new gain it moves again");
        desk.Alarms.ShouldBeEmpty();
    }

    [Fact]
    public void A_tighter_stop_set_by_hand_is_respected_and_shown_as_not_ours()
    {
        using var desk = Desk();
        var ticket = desk.OpensByHand();
        desk.SetsByHand(ticket, 1.09950m);
        desk.Quote(1.10001m);
        desk.PassesSeconds(10);

        desk.StopOf(ticket).ShouldBe(1.09950m);
        desk.Row(ticket).Rule.ShouldBe(RuleName.Broker);
        desk.Row(ticket).RuleText.ShouldBe("Set by others");
    }

    [Fact]
    public void Where_the_stops_level_forbids_the_stop_the_position_is_closed_at_max_risk()
    {
        // The broker keeps stops 400 points away; max risk is 200.
        using var desk = Desk(new DeskSettings { Symbols = [SymbolSpecs.EurUsd with { Spec = SymbolSpecs.EurUsd.Spec with { StopsLevel = 400 } }] });
        var ticket = desk.OpensByHand();
        desk.StopOf(ticket).ShouldBe(1.09600m, "as near as the broker allows");

        desk.Walks(1.09803m);
        desk.IsOpen(ticket).ShouldBeTrue();
        desk.Quote(1.09802m);
        desk.IsOpen(ticket).ShouldBeFalse();
        desk.PassesSeconds(1);

        var trade = desk.TradeOf(ticket);
        trade.Reason.ShouldBe(CloseReason.MaxRisk);
        trade.Profit.Amount.ShouldBe(-2.00m);
        desk.Journal.All<CloseSettled>().ShouldHaveSingleItem().Result.Reason.ShouldBe("Closed");
    }

    [Fact]
    public void Settings_that_make_no_sense_keep_a_session_from_starting()
    {
        var settings = new DeskSettings { Engine = new EngineOptions { StopLoss = new StopLossOptions { MaxCycle = TimeSpan.Zero } } };
        using var desk = new TradingDesk(settings);
        Should.Throw<ArgumentException>(desk.Starts).Message.ShouldContain("StopLoss:MaxCycle is 0 s, allowed is 0.01 s to 10 s");
    }
}

using Shouldly;
using WebTrader.TestKit.Engine;
using Xunit;

namespace WebTrader.Engine.Tests.Safety;

/// <summary>Another program trails the same position.</summary>
public class TugOfWarTests
{
    [Fact]
    public void After_three_moves_against_us_within_a_minute_only_the_hard_stop_is_kept_and_an_alarm_says_so()
    {
        using var desk = new TradingDesk().Starts();
        desk.Quote(1.10000m);
        var ticket = desk.OpensByHand();
        for (var i = 0; i < 3; i++)
        {
            desk.SetsByHand(ticket, null);
            desk.PassesSeconds(5);
            desk.StopOf(ticket).ShouldBe(1.09802m, "the hard stop is put back each time");
        }

        desk.Alarms.ShouldContain($"tug-of-war-{ticket}");
        desk.Walks(1.10309m);
        desk.StopOf(ticket).ShouldBe(1.09802m, "profit is left to the other program");
        desk.SetsByHand(ticket, null);
        desk.StopOf(ticket).ShouldBe(1.09802m);
    }

    [Fact]
    public void After_ten_quiet_minutes_the_rules_go_on()
    {
        using var desk = new TradingDesk().Starts();
        desk.Quote(1.10000m);
        var ticket = desk.OpensByHand();
        for (var i = 0; i < 3; i++)
        {
            desk.SetsByHand(ticket, null);
            desk.PassesSeconds(5);
        }

        desk.Idles(TimeSpan.FromMinutes(11));
        desk.Alarms.ShouldNotContain($"tug-of-war-{ticket}");
        desk.Walks(1.10109m);
        desk.StopOf(ticket).ShouldBe(1.10092m);
    }

    [Fact]
    public void A_hand_that_tightens_three_times_is_no_war()
    {
        using var desk = new TradingDesk().Starts();
        desk.Quote(1.10000m);
        var ticket = desk.OpensByHand();
        foreach (var stop in (decimal[])[1.09850m, 1.09900m, 1.09950m]) desk.SetsByHand(ticket, stop);
        desk.Alarms.ShouldBeEmpty();
        desk.Walks(1.10109m);
        desk.StopOf(ticket).ShouldBe(1.10092m);
    }

    [Fact]
    public void A_hand_that_moves_a_stop_twice_is_no_war()
    {
        using var desk = new TradingDesk().Starts();
        desk.Quote(1.10000m);
        var ticket = desk.OpensByHand();
        desk.SetsByHand(ticket, null);
        desk.SetsByHand(ticket, 1.09000m);
        desk.Walks(1.10109m);
        desk.StopOf(ticket).ShouldBe(1.10092m);
        desk.Alarms.ShouldBeEmpty();
    }
}

using Shouldly;
using WebTrader.Core.Journal;
using WebTrader.Core.Market;
using WebTrader.Core.Orders;
using WebTrader.Core.Positions;
using WebTrader.Core.Safety;
using WebTrader.Core.Writing;
using WebTrader.Engine.Trading;
using WebTrader.TestKit.Engine;
using Xunit;

namespace WebTrader.Engine.Tests.Safety;

/// <summary>Limits hold back what is opened through us, and never what protects.</summary>
public sealed class LimitTests
{
    private static TradingDesk Desk(AccountLimits limits)
    {
        var desk = new TradingDesk(new DeskSettings { Engine = new EngineOptions { Limits = limits } }).Starts();
        desk.Quote(1.10000m);
        desk.PassesSeconds(2);
        return desk;
    }

    private static PlacedOrder Places(TradingDesk desk, decimal lots = 0.01m)
    {
        PlacedOrder? result = null;
        var asking = desk.Begins(async () => result = await desk.Session.Orders.PlaceAsync(new OrderWish("EURUSD", Side.Long, new OrderSize.Given(new Lots(lots)), null, null, 0), "the operator", null, null));
        for (var i = 0; i < 200 && !asking.IsCompleted; i++) desk.PassesMilliseconds(50);
        asking.IsCompletedSuccessfully.ShouldBeTrue(asking.Exception?.ToString());
        return result!;
    }

    [Fact]
    public void The_position_beyond_the_limit_is_not_opened_through_us_and_one_by_hand_is_protected_all_the_same()
    {
        using var desk = Desk(new AccountLimits { MaxPositions = new Limit(1) });
        Places(desk).Result.Outcome.ShouldBe(WriteOutcome.Accepted);
        var refused = Places(desk);
        refused.Result.Outcome.ShouldBe(WriteOutcome.Denied);
        refused.Result.Reason.ShouldBe("With this position: MaxPositions is 1, used are 2");
        desk.StopOf(desk.OpensByHand()).ShouldNotBeNull("whoever opened it, it has its stop");
    }

    [Fact]
    public void Out_of_hours_that_only_warn_something_may_be_opened_and_an_alarm_tells_of_what_is_open()
    {
        using var desk = Desk(new AccountLimits { NoEntries = [AtNoon], OffHours = LimitAction.Warn });
        Places(desk).Result.Outcome.ShouldBe(WriteOutcome.Accepted);
        desk.Idles(TimeSpan.FromSeconds(10));
        desk.Journal.All<AlarmRaised>().Select(raised => raised.Alarm).ShouldContain(alarm => alarm.Id == "limit-OffHours" && alarm.Text == "NoEntries holds from 11:00 to 12:01 (UTC), and positions are open: 1");

        desk.Idles(TimeSpan.FromMinutes(1));
        desk.Alarms.ShouldNotContain("limit-OffHours", "at 12:01 the hours have ended");
    }

    [Fact]
    public void Out_of_hours_that_flatten_what_is_open_is_told_once_each_time_they_begin()
    {
        using var desk = new TradingDesk(new DeskSettings { Engine = new EngineOptions { Limits = new AccountLimits { NoEntries = [new TradingHours(TimeSpan.FromHours(12.02), TimeSpan.FromHours(12.04), [])], OffHours = LimitAction.Flatten } } }).Starts();
        desk.Quote(1.10000m);
        var told = new List<LimitStanding>();
        desk.Session.Limits.OnPassed = told.Add;
        var open = desk.OpensByHand();
        desk.Idles(TimeSpan.FromSeconds(60));
        told.ShouldBeEmpty("the hours have not begun");

        desk.Idles(TimeSpan.FromSeconds(60));
        told.ShouldHaveSingleItem().ToString().ShouldStartWith("NoEntries holds from 12:01 to 12:02 (UTC), and positions are open: 1");
        told[0].Limit.Does.ShouldBe(LimitAction.Flatten);
        Places(desk).Result.Reason.ShouldStartWith("NoEntries holds from");
        desk.StopOf(open).ShouldNotBeNull("until it is closed it is protected");

        desk.Idles(TimeSpan.FromMinutes(2));
        told.Count.ShouldBe(1);
        desk.Alarms.ShouldNotContain("limit-OffHours");
    }

    private static TradingHours AtNoon => new(TimeSpan.FromHours(11), TimeSpan.FromMinutes((12 * 60) + 1), []);

    [Fact]
    public void A_daily_loss_halts_entries_with_a_red_alarm_and_stops_go_on_being_moved()
    {
        using var desk = Desk(new AccountLimits { MaxDailyLoss = new Limit(1.50m) });
        var open = desk.OpensByHand();
        desk.ClosesByHand(desk.OpensByHand());
        desk.Quote(1.09850m);
        desk.ClosesByHand(desk.OpensByHand(lots: 0.01m));
        desk.Idles(TimeSpan.FromSeconds(10));
        desk.Session.Limits.Figures().DayResult!.Value.Amount.ShouldBeLessThan(-1.50m);
        desk.Alarms.ShouldContain("limit-MaxDailyLoss");
        Places(desk).Result.Reason.ShouldContain("MaxDailyLoss is 1.5");
        desk.Walks(1.10060m, step: 0.00005m);
        desk.StopOf(open)!.Value.ShouldBeGreaterThan(1.10000m, "profit is still locked");
        desk.Idles(TimeSpan.FromSeconds(10));
        desk.Alarms.ShouldNotContain("limit-MaxDailyLoss", "the position has recovered");
    }

    [Fact]
    public void Three_losses_in_a_row_halt_entries_also_after_a_restart_and_the_next_day_ends_that()
    {
        using var desk = Desk(new AccountLimits { MaxLossesInARow = new Limit(3), Day = new FirmDay(TimeZoneInfo.Utc, TimeSpan.FromHours(12.05)) });
        for (var i = 0; i < 3; i++)
        {
            desk.ClosesByHand(desk.OpensByHand());
            desk.Idles(TimeSpan.FromSeconds(2));
        }

        desk.Crashes();
        desk.Starts();
        desk.Idles(TimeSpan.FromSeconds(3));
        Places(desk).Result.Reason.ShouldContain("MaxLossesInARow is 3, used are 3: nothing is opened until the next day begins");
        desk.Idles(TimeSpan.FromMinutes(3));
        desk.Idles(TimeSpan.FromSeconds(3));
        Places(desk).Result.Outcome.ShouldBe(WriteOutcome.Accepted);
    }

    [Fact]
    public void The_highest_equity_is_remembered_over_a_restart()
    {
        using var desk = Desk(new AccountLimits { MaxDrawdown = new Limit(30m) });
        desk.OpensByHand(lots: 0.50m, stop: 1.09999m);
        desk.Walks(1.10050m, step: 0.00010m);
        desk.Idles(TimeSpan.FromSeconds(3));
        var peak = desk.Session.Limits.Peak!.Value;
        desk.Journal.All<EquityPeak>().Last().Equity.ShouldBe(peak);
        desk.Crashes();
        desk.Quote(1.10000m);
        desk.Starts();
        desk.Idles(TimeSpan.FromSeconds(3));
        desk.Session.Limits.Peak.ShouldBe(peak);
        desk.Session.Limits.Figures().Drawdown!.Value.Amount.ShouldBeGreaterThanOrEqualTo(0m);
    }

    [Fact]
    public void While_nobody_knows_what_was_lost_today_nothing_is_opened_and_everything_is_protected()
    {
        using var desk = new TradingDesk(new DeskSettings { Engine = new EngineOptions { Limits = new AccountLimits { MaxDailyLoss = new Limit(100m) } } });
        desk.Journal.RecallFails = "the database is down";
        desk.Starts();
        desk.Quote(1.10000m);
        Places(desk).Result.Reason.ShouldContain("is not known: nothing is opened before it is");
        desk.StopOf(desk.OpensByHand()).ShouldNotBeNull();
    }
}

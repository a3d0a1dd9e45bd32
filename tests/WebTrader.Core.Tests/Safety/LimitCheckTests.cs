using FsCheck.Fluent;
using Shouldly;
using WebTrader.Core.Market;
using WebTrader.Core.Safety;
using WebTrader.TestKit.Core;
using Xunit;

namespace WebTrader.Core.Tests.Safety;

public class LimitCheckTests
{
    private static readonly DateTimeOffset Tuesday = new(2026, 3, 3, 12, 0, 0, TimeSpan.Zero);
    private static readonly LimitFigures Fresh = new(0, default, Money.Zero, 0, Money.Zero, Money.Zero);

    private static string? Why(AccountLimits limits, LimitFigures figures, decimal lots = 0.01m, decimal atRisk = 2m, DateTimeOffset? now = null) =>
        LimitCheck.WhyNoEntry(limits, figures, new Lots(lots), new Money(atRisk), now ?? Tuesday);

    [Fact]
    public void Without_limits_everything_may_be_opened() => Why(AccountLimits.None, Fresh with { AtRisk = null, DayResult = null }).ShouldBeNull();

    [Fact]
    public void The_last_position_that_fits_may_be_opened_and_the_next_may_not()
    {
        var limits = new AccountLimits { MaxPositions = new Limit(3) };
        Why(limits, Fresh with { Positions = 2 }).ShouldBeNull();
        Why(limits, Fresh with { Positions = 3 }).ShouldBe("With this position: MaxPositions is 3, used are 4");
    }

    [Fact]
    public void Lots_and_money_at_risk_count_with_the_position_that_is_asked_for()
    {
        Why(new AccountLimits { MaxLots = new Limit(0.05m) }, Fresh with { Lots = new Lots(0.04m) }).ShouldBeNull();
        Why(new AccountLimits { MaxLots = new Limit(0.05m) }, Fresh with { Lots = new Lots(0.04m) }, lots: 0.02m).ShouldNotBeNull().ShouldContain("used are 0.06");
        Why(new AccountLimits { MaxAtRisk = new Limit(10m) }, Fresh with { AtRisk = new Money(9m) }).ShouldNotBeNull().ShouldContain("MaxAtRisk is 10, used are 11");
    }

    [Fact]
    public void A_daily_loss_at_its_limit_halts_entries_until_the_firms_next_day()
    {
        var limits = new AccountLimits { MaxDailyLoss = new Limit(50m), Day = new FirmDay(TimeZoneInfo.FindSystemTimeZoneById("Europe/Prague"), TimeSpan.Zero) };
        Why(limits, Fresh with { DayResult = new Money(-49.99m) }).ShouldBeNull();
        Why(limits, Fresh with { DayResult = new Money(-50m) }).ShouldBe("MaxDailyLoss is 50, used are 50: nothing is opened until the next day begins, 2026-03-03 23:00 UTC, or the limit is changed");
        Why(limits, Fresh with { DayResult = new Money(500m) }).ShouldBeNull("a profit uses nothing up");
    }

    [Fact]
    public void What_is_not_known_opens_nothing() =>
        Why(new AccountLimits { MaxDrawdown = new Limit(100m) }, Fresh with { Drawdown = null }).ShouldNotBeNull().ShouldContain("is not known: nothing is opened before it is");

    [Fact]
    public void A_limit_that_only_warns_holds_nothing_back()
    {
        var limits = new AccountLimits { MaxPositions = new Limit(1, LimitAction.Warn), MaxDailyLoss = new Limit(1m, LimitAction.Warn) };
        var figures = Fresh with { Positions = 5, DayResult = new Money(-9m) };
        Why(limits, figures).ShouldBeNull();
        LimitCheck.Of(limits, figures).ShouldAllBe(standing => standing.State == LimitState.Reached);
    }

    [Theory]
    [InlineData(0, LimitState.Free)]
    [InlineData(79, LimitState.Free)]
    [InlineData(80, LimitState.Near)]
    [InlineData(100, LimitState.Reached)]
    public void It_is_told_when_a_limit_is_near(int loss, LimitState state) =>
        LimitCheck.Of(new AccountLimits { MaxDailyLoss = new Limit(100m) }, Fresh with { DayResult = new Money(-loss) }).ShouldHaveSingleItem().State.ShouldBe(state);

    [Fact]
    public void Hours_past_midnight_belong_to_the_day_on_which_they_begin()
    {
        var friday = new TradingHours(TimeSpan.FromHours(22), TimeSpan.FromHours(2), [DayOfWeek.Friday]);
        friday.Contain(new DateTime(2026, 3, 6, 23, 0, 0)).ShouldBeTrue();
        friday.Contain(new DateTime(2026, 3, 7, 1, 59, 0)).ShouldBeTrue("Saturday morning");
        friday.Contain(new DateTime(2026, 3, 7, 2, 0, 0)).ShouldBeFalse();
        friday.Contain(new DateTime(2026, 3, 6, 1, 0, 0)).ShouldBeFalse("that began on Thursday");
    }

    [Fact]
    public void Sessions_and_hours_without_entries_go_by_the_firms_clocks()
    {
        var limits = new AccountLimits
        {
            Day = new FirmDay(TimeZoneInfo.FindSystemTimeZoneById("America/New_York"), TimeSpan.FromHours(17)),
            Sessions = [new TradingHours(TimeSpan.FromHours(8), TimeSpan.FromHours(16), [])],
            NoEntries = [new TradingHours(TimeSpan.FromHours(9), TimeSpan.FromHours(10), [])],
        };
        Why(limits, Fresh, now: Tuesday).ShouldNotBeNull().ShouldContain("outside of Sessions", customMessage: "07:00 in New York");
        Why(limits, Fresh, now: Tuesday.AddHours(1.5)).ShouldBeNull();
        Why(limits, Fresh, now: Tuesday.AddHours(2.5)).ShouldNotBeNull().ShouldContain("NoEntries");
    }

    [Fact]
    public void A_stricter_limit_never_allows_more() => Checking.ForAll(
        from positions in Gen.Choose(0, 10)
        from loss in Gen.Choose(-100, 100)
        from at in Gen.Choose(1, 20)
        from less in Gen.Choose(0, 19)
        select (positions, loss, at, less),
        given =>
        {
            var figures = Fresh with { Positions = given.positions, DayResult = new Money(-given.loss) };
            var wide = new AccountLimits { MaxPositions = new Limit(given.at), MaxDailyLoss = new Limit(given.at * 5) };
            var strict = new AccountLimits { MaxPositions = new Limit(Math.Max(1, given.at - given.less)), MaxDailyLoss = new Limit(Math.Max(1, (given.at - given.less) * 5)) };
            if (Why(strict, figures) is null) Why(wide, figures).ShouldBeNull();
        });
}

using Shouldly;
using WebTrader.Host.Jobs;
using WebTrader.Host.Jobs.Running;

namespace WebTrader.Host.Tests.Jobs;

public sealed class WeekendGuardTests
{
    private static readonly WeekendGuard Usual = new(new MarketCloseSettings());

    private static DateTimeOffset Utc(int month, int day, int hour, int minute = 0) => new(2026, month, day, hour, minute, 0, TimeSpan.Zero);

    [Fact]
    public void The_market_closes_on_friday_by_the_clocks_of_new_york_in_summer_and_in_winter()
    {
        Usual.Next(Utc(7, 1, 0)).ShouldBe(Utc(7, 3, 21));
        Usual.Next(Utc(1, 1, 0)).ShouldBe(Utc(1, 2, 22));
        Usual.Next(Utc(1, 2, 22)).ShouldBe(Utc(1, 9, 22), "at the close itself the next one is a week away");
        Usual.Next(Utc(3, 6, 23)).ShouldBe(Utc(3, 13, 21), "the clocks change in between");
    }

    [Fact]
    public void It_is_near_for_the_hour_before_and_no_longer()
    {
        Usual.Near(Utc(7, 3, 19, 59)).ShouldBeNull();
        Usual.Near(Utc(7, 3, 20)).ShouldBe(Utc(7, 3, 21));
        Usual.Near(Utc(7, 3, 20, 59)).ShouldBe(Utc(7, 3, 21));
        Usual.Near(Utc(7, 3, 21)).ShouldBeNull();
        Usual.Near(Utc(7, 4, 20, 30)).ShouldBeNull("saturday");
    }

    [Theory]
    [InlineData("17:00", 60, "0 16 * * 5")]
    [InlineData("00:30", 60, "30 23 * * 4")]
    [InlineData("00:00", 1440, "0 0 * * 4")]
    public void It_is_looked_that_long_before_also_across_midnight(string at, int minutes, string cron)
    {
        var guard = new WeekendGuard(new MarketCloseSettings { At = TimeSpan.Parse(at, System.Globalization.CultureInfo.InvariantCulture), Before = TimeSpan.FromMinutes(minutes) });
        guard.Cron.ShouldBe(cron);
        var looks = JobSchedule.Next(new JobPlan(guard.Cron, guard.Settings.Zone), Utc(7, 1, 0))!.Value;
        guard.Near(looks).ShouldNotBeNull();
    }
}

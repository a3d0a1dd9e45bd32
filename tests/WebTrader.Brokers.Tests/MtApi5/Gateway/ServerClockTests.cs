using Shouldly;
using WebTrader.Brokers.MtApi5.Gateway;
using Xunit;

namespace WebTrader.Brokers.Tests.MtApi5.Gateway;

public sealed class ServerClockTests
{
    private const long Noon = 1_795_348_800;

    private readonly ServerClock clock = new(TimeProvider.System);

    [Theory]
    [InlineData(2 * 3600, "02:00:00")]
    [InlineData(3 * 3600 + 41, "03:00:00")]
    [InlineData(-5 * 3600 - 20, "-05:00:00")]
    [InlineData(5 * 3600 + 1800 - 3, "05:30:00")]
    public void The_server_is_ahead_by_whole_quarters_of_an_hour(int apart, string offset)
    {
        clock.Take(Noon + apart, Noon).ShouldBeTrue();
        clock.Offset.ShouldBe(TimeSpan.Parse(offset, System.Globalization.CultureInfo.InvariantCulture));
        clock.Drift.ShouldBe(TimeSpan.FromSeconds(apart) - clock.Offset!.Value);
    }

    [Fact]
    public void When_the_server_changes_to_summer_time_its_times_are_read_by_the_new_one()
    {
        clock.Take(Noon + 2 * 3600, Noon);
        clock.FromSeconds(Noon + 2 * 3600).ToUnixTimeSeconds().ShouldBe(Noon);
        clock.Take(Noon + 3 * 3600, Noon);
        clock.FromSeconds(Noon + 3 * 3600).ToUnixTimeSeconds().ShouldBe(Noon);
        clock.ToSeconds(DateTimeOffset.FromUnixTimeSeconds(Noon)).ShouldBe((int)(Noon + 3 * 3600));
    }

    [Fact]
    public void A_price_is_from_the_past_or_from_now_and_never_from_the_days_after()
    {
        clock.IsPossible(Noon).ShouldBeFalse("the clock was not read yet");
        clock.Take(Noon, Noon);
        clock.IsPossible(Noon - 7 * 86_400).ShouldBeTrue();
        clock.IsPossible(Noon + 5).ShouldBeTrue();
        clock.IsPossible(Noon + 3 * 86_400).ShouldBeFalse();
        clock.IsPossible(0).ShouldBeFalse();
        clock.IsPossible(long.MaxValue).ShouldBeFalse();
    }

    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    [InlineData(40_000_000_000_000)]
    public void What_is_no_time_is_a_reading_that_failed_and_no_crash(long said)
    {
        clock.Take(Noon, Noon);
        Should.Throw<Mt5ReadException>(() => clock.FromSeconds(said)).Message.ShouldContain("where a time should be");
        Should.Throw<Mt5ReadException>(() => clock.FromMilliseconds(said));
    }

    [Theory]
    [InlineData(0, Noon)]
    [InlineData(Noon, 0)]
    [InlineData(Noon + 20 * 3600, Noon)]
    public void What_no_clock_says_changes_nothing(long server, long gmt)
    {
        clock.Take(Noon + 3600, Noon);
        clock.Take(server, gmt).ShouldBeFalse();
        clock.Offset.ShouldBe(TimeSpan.FromHours(1));
    }
}

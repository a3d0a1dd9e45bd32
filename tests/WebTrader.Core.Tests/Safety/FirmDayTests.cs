using System.Globalization;
using FsCheck.Fluent;
using Shouldly;
using WebTrader.Core.Safety;
using WebTrader.TestKit.Core;
using Xunit;

namespace WebTrader.Core.Tests.Safety;

public class FirmDayTests
{
    private static FirmDay Day(string zone, string beginsAt = "00:00") => new(TimeZoneInfo.FindSystemTimeZoneById(zone), TimeSpan.Parse(beginsAt, CultureInfo.InvariantCulture));

    private static DateTimeOffset Utc(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    [Theory]
    [InlineData("Europe/Prague", "00:00", "2026-03-29T12:00Z", "2026-03-28T23:00Z", "2026-03-29T22:00Z", 23)]
    [InlineData("Europe/Prague", "00:00", "2026-10-25T12:00Z", "2026-10-24T22:00Z", "2026-10-25T23:00Z", 25)]
    [InlineData("America/New_York", "17:00", "2026-03-08T12:00Z", "2026-03-07T22:00Z", "2026-03-08T21:00Z", 23)]
    [InlineData("America/New_York", "17:00", "2026-11-01T12:00Z", "2026-10-31T21:00Z", "2026-11-01T22:00Z", 25)]
    [InlineData("America/Chicago", "17:00", "2026-06-10T21:59:59Z", "2026-06-09T22:00Z", "2026-06-10T22:00Z", 24)]
    [InlineData("America/Chicago", "17:00", "2026-06-10T22:00:00Z", "2026-06-10T22:00Z", "2026-06-11T22:00Z", 24)]
    [InlineData("UTC", "00:00", "2026-06-10T00:00:00Z", "2026-06-10T00:00Z", "2026-06-11T00:00Z", 24)]
    public void It_goes_from_boundary_to_boundary_by_the_firms_own_clocks(string zone, string beginsAt, string now, string began, string next, int hours)
    {
        var day = Day(zone, beginsAt);
        day.BeganAt(Utc(now)).ShouldBe(Utc(began));
        day.NextAfter(Utc(now)).ShouldBe(Utc(next));
        (day.NextAfter(Utc(now)) - day.BeganAt(Utc(now))).TotalHours.ShouldBe(hours);
    }

    [Fact]
    public void A_boundary_in_the_hour_that_is_left_out_is_when_that_hour_ends() =>
        Day("Europe/Prague", "02:30").BeganAt(Utc("2026-03-29T12:00Z")).ShouldBe(Utc("2026-03-29T01:00Z"), "03:00 in Prague");

    [Fact]
    public void Of_an_hour_that_comes_twice_the_first_counts() =>
        Day("Europe/Prague", "02:30").BeganAt(Utc("2026-10-25T12:00Z")).ShouldBe(Utc("2026-10-25T00:30Z"));

    private static readonly string[] Zones = ["UTC", "Europe/Prague", "America/New_York", "America/Chicago", "Asia/Tokyo", "Australia/Lord_Howe", "Europe/Nicosia", "Asia/Kathmandu"];

    [Fact]
    public void Every_moment_lies_in_exactly_one_day_and_days_follow_each_other_without_a_gap() => Checking.ForAll(
        from zone in Gen.Elements(Zones)
        from minute in Gen.Choose(0, 1439)
        from at in Gen.Choose(0, 2 * 366 * 24 * 60)
        select (Day: new FirmDay(TimeZoneInfo.FindSystemTimeZoneById(zone), TimeSpan.FromMinutes(minute)), At: Utc("2025-06-01T00:00Z").AddMinutes(at)),
        given =>
        {
            var (began, next) = (given.Day.BeganAt(given.At), given.Day.NextAfter(given.At));
            began.ShouldBeLessThanOrEqualTo(given.At);
            next.ShouldBeGreaterThan(given.At);
            (next - began).TotalHours.ShouldBeInRange(22.9, 25.1);
            given.Day.BeganAt(next).ShouldBe(next);
            given.Day.BeganAt(next.AddTicks(-1)).ShouldBe(began);
        });
}

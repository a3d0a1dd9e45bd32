using Shouldly;
using WebTrader.Core.Safety;
using WebTrader.Host.Alerts;

namespace WebTrader.Host.Tests.Alerts;

/// <summary>A condition is one alert from its beginning to its end, and people hear of it as often as helps.</summary>
public sealed class AlertBookTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 3, 12, 0, 0, TimeSpan.Zero);
    private readonly AlertSettings settings = new();

    private static Condition Red(string id = "naked", string text = "Without a stop") => new("demo", id, AlertLevel.Red, text);

    private static Condition Amber(string id = "budget") => new("demo", id, AlertLevel.Amber, "Nearly spent");

    /// <summary>What is told while this holds for so many seconds, looked at each second.</summary>
    private static List<AlertNotice> Holds(AlertBook book, double from, double until, params Condition[] conditions)
    {
        List<AlertNotice> told = [];
        for (var second = from; second < until; second++) told.AddRange(book.Take(conditions, Noon.AddSeconds(second)));
        return told;
    }

    [Fact]
    public void A_red_one_is_told_at_once_and_once_while_it_holds()
    {
        var book = new AlertBook(settings);
        Holds(book, 0, 300, Red()).ShouldHaveSingleItem().Edge.ShouldBe(AlertEdge.Began);
        book.All.ShouldHaveSingleItem().Since.ShouldBe(Noon);
    }

    [Fact]
    public void An_amber_one_that_is_over_in_a_moment_is_no_alert()
    {
        var book = new AlertBook(settings);
        Holds(book, 0, 2, Amber()).ShouldBeEmpty();
        Holds(book, 2, 20).ShouldBeEmpty();
        book.All.ShouldBeEmpty();
        Holds(book, 20, 30, Amber()).ShouldHaveSingleItem().Alert.Since.ShouldBe(Noon.AddSeconds(20));
    }

    [Fact]
    public void One_that_flickers_is_one_alert_and_its_end_is_when_it_was_last_seen()
    {
        var book = new AlertBook(settings);
        Holds(book, 0, 10, Red());
        Holds(book, 10, 13).ShouldBeEmpty();
        Holds(book, 13, 20, Red()).ShouldBeEmpty();
        var end = Holds(book, 20, 40).ShouldHaveSingleItem();
        end.Edge.ShouldBe(AlertEdge.Ended);
        end.Alert.EndedAt.ShouldBe(Noon.AddSeconds(19));
        book.All.ShouldHaveSingleItem().Number.ShouldBe(end.Alert.Number);
    }

    [Fact]
    public void What_comes_back_again_and_again_is_told_once_in_five_minutes()
    {
        var book = new AlertBook(settings);
        var told = new List<AlertNotice>();
        for (var minute = 0; minute < 10; minute++)
        {
            told.AddRange(Holds(book, minute * 60, (minute * 60) + 20, Red()));
            told.AddRange(Holds(book, (minute * 60) + 20, (minute + 1) * 60));
        }

        told.Count(notice => notice.Edge == AlertEdge.Began).ShouldBe(2);
        told.Count(notice => notice.Edge == AlertEdge.Ended).ShouldBe(2, "the end of what was not told is not told either");
        book.All.Count.ShouldBe(10, "each is in the list all the same");
    }

    [Fact]
    public void A_red_one_that_nobody_acknowledges_is_told_again_and_one_that_somebody_has_is_not()
    {
        var book = new AlertBook(settings);
        var told = Holds(book, 0, 1_300, Red("naked"), Red("connection"));
        told.Count(notice => notice.Edge == AlertEdge.Escalated).ShouldBe(4, "after ten and after twenty minutes, both");
        var number = book.All.First(alert => alert.Condition == "naked").Number;
        book.Acknowledge(number, "anna", Noon.AddSeconds(1_300))!.AcknowledgedBy.ShouldBe("anna");
        Holds(book, 1_300, 1_950, Red("naked"), Red("connection")).ShouldAllBe(notice => notice.Alert.Condition == "connection");
        book.Acknowledge(99, "anna", Noon).ShouldBeNull();
    }

    [Fact]
    public void What_becomes_worse_is_told_again_although_the_lesser_was_acknowledged()
    {
        var book = new AlertBook(settings);
        Holds(book, 0, 10, Amber("limit"));
        var number = book.All.ShouldHaveSingleItem().Number;
        book.Acknowledge(number, "anna", Noon);
        var worse = Holds(book, 10, 20, new Condition("demo", "limit", AlertLevel.Red, "Reached")).ShouldHaveSingleItem();
        worse.Edge.ShouldBe(AlertEdge.Worsened);
        worse.Alert.AcknowledgedBy.ShouldBeNull();
        worse.Alert.Number.ShouldBe(number);
    }

    [Fact]
    public void In_quiet_hours_only_red_ones_are_told_and_the_others_afterwards_if_they_still_hold()
    {
        var book = new AlertBook(settings with { QuietHours = [new TradingHours(TimeSpan.FromHours(11), TimeSpan.FromHours(12.05), [])] });
        Holds(book, 0, 60, Amber(), Red()).ShouldHaveSingleItem().Alert.Level.ShouldBe(AlertLevel.Red);
        Holds(book, 60, 300, Amber(), Red()).ShouldHaveSingleItem().Alert.Level.ShouldBe(AlertLevel.Amber, "quiet hours ended after three minutes");
    }

    [Fact]
    public void A_silenced_one_is_told_to_nobody_until_then()
    {
        var book = new AlertBook(settings);
        Holds(book, 0, 10, Red());
        book.Silence(book.All.ShouldHaveSingleItem().Number, Noon.AddMinutes(30)).ShouldNotBeNull();
        Holds(book, 10, 1_790, Red()).ShouldBeEmpty();
        Holds(book, 1_790, 1_900, Red()).ShouldHaveSingleItem().Edge.ShouldBe(AlertEdge.Escalated);
    }

    [Fact]
    public void What_was_amber_and_comes_back_red_is_told_at_once()
    {
        var book = new AlertBook(settings);
        Holds(book, 0, 10, Amber("limit"));
        Holds(book, 10, 20);
        Holds(book, 20, 22, Red("limit")).ShouldHaveSingleItem().Alert.Level.ShouldBe(AlertLevel.Red);
    }

    [Fact]
    public void A_silence_ends_when_it_becomes_worse()
    {
        var book = new AlertBook(settings);
        Holds(book, 0, 10, Amber("limit"));
        book.Silence(1, Noon.AddHours(5));
        Holds(book, 10, 12, Red("limit")).ShouldHaveSingleItem().Edge.ShouldBe(AlertEdge.Worsened);
    }

    [Fact]
    public void The_same_condition_of_two_accounts_is_two_alerts()
    {
        var book = new AlertBook(settings);
        Holds(book, 0, 5, Red(), Red() with { Account = "other" }).Count.ShouldBe(2);
    }

    [Fact]
    public void What_held_before_a_restart_and_holds_again_is_the_same_alert_and_stays_acknowledged()
    {
        var earlier = new AlertBook(settings);
        Holds(earlier, 0, 10, Red(), Amber());
        earlier.Acknowledge(earlier.All[0].Number, "anna", Noon);
        earlier.Silence(earlier.All[1].Number, Noon.AddSeconds(2_000));

        var book = new AlertBook(settings);
        book.Begin(earlier.All, Noon.AddSeconds(20));
        Holds(book, 20, 700, Red(), Amber()).ShouldBeEmpty("somebody has taken note of the one, and the other is silenced");
        book.All.Select(alert => alert.Number).ShouldBe(earlier.All.Select(alert => alert.Number));
        book.All[0].AcknowledgedBy.ShouldBe("anna");
        book.All[0].Since.ShouldBe(Noon);
    }

    [Fact]
    public void What_does_not_hold_again_after_a_restart_is_over_and_what_was_over_is_listed()
    {
        var earlier = new AlertBook(settings);
        Holds(earlier, 0, 10, Red());
        Holds(earlier, 10, 20, Amber());

        var book = new AlertBook(settings);
        book.Begin(earlier.All, Noon.AddSeconds(20));
        book.All.Count.ShouldBe(2);
        Holds(book, 20, 100).ShouldHaveSingleItem().Edge.ShouldBe(AlertEdge.Ended);
        book.All.ShouldAllBe(alert => alert.EndedAt != null);
        Holds(book, 100, 110, Red()).ShouldBeEmpty("it was told less than five minutes ago");
        book.All[0].Number.ShouldBeGreaterThan(earlier.All.Max(alert => alert.Number));
    }

    [Fact]
    public void What_was_found_again_before_the_database_could_be_read_takes_over_what_was_said_to_it()
    {
        var earlier = new AlertBook(settings);
        Holds(earlier, 0, 10, Red(), Amber());
        foreach (var alert in earlier.All) earlier.Acknowledge(alert.Number, "anna", Noon);

        var book = new AlertBook(settings);
        Holds(book, 20, 25, Red(), new Condition("demo", "budget", AlertLevel.Red, "Spent")).Count.ShouldBe(2);
        book.Begin(earlier.All, Noon.AddSeconds(25));
        book.All.Count.ShouldBe(2);
        book.All.Single(alert => alert.Condition == "naked").AcknowledgedBy.ShouldBe("anna");
        book.All.Single(alert => alert.Condition == "budget").AcknowledgedBy.ShouldBeNull("it is worse than what was acknowledged");
    }
}

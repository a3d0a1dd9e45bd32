using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using WebTrader.Core.Writing;
using WebTrader.TestKit.Core;
using Xunit;

namespace WebTrader.Core.Tests.Writing;

public class MessageBudgetTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    private static MessageBudget Budget(int perDay = 10, int reserve = 3, int perMinute = 100, TimeZoneInfo? zone = null) =>
        new(new MessageLimits { PerDay = perDay, Reserve = reserve, PerMinute = perMinute, Zone = zone ?? TimeZoneInfo.Utc });

    private static void Sends(MessageBudget budget, MessagePurpose purpose, int times, DateTimeOffset? at = null)
    {
        for (var i = 0; i < times; i++) budget.Count(purpose, at ?? Noon);
    }

    private static TimeZoneInfo Ahead(int hours) => TimeZoneInfo.CreateCustomTimeZone("ahead", TimeSpan.FromHours(hours), null, null);

    [Fact]
    public void Moves_in_profit_stop_where_the_reserve_begins()
    {
        var budget = Budget();
        Sends(budget, MessagePurpose.Profit, 7);
        budget.Refusal(Noon).ShouldBe("waits for the budget: 7 of 10 messages are sent today, the rest is kept for protection");
        budget.ReserveLeft.ShouldBe(3);
        Should.Throw<InvalidOperationException>(() => budget.Count(MessagePurpose.Profit, Noon));
        budget.Sent.ShouldBe(7);
    }

    [Fact]
    public void Protection_uses_the_reserve_first_and_only_then_what_is_left_of_the_day()
    {
        var budget = Budget();
        Sends(budget, MessagePurpose.Protection, 3);
        budget.ProfitLeft.ShouldBe(7, "the reserve is what it is there for");
        Sends(budget, MessagePurpose.Protection, 2);
        budget.ProfitLeft.ShouldBe(5);
    }

    [Fact]
    public void Protection_beyond_the_limit_is_sent_and_counted_as_overdraft()
    {
        var budget = Budget();
        Sends(budget, MessagePurpose.Profit, 7);
        Sends(budget, MessagePurpose.Protection, 5);
        (budget.Sent, budget.Overdraft).ShouldBe((12, 2));
    }

    [Fact]
    public void A_new_day_of_the_broker_begins_with_nothing_sent()
    {
        var budget = Budget(zone: Ahead(3));
        Sends(budget, MessagePurpose.Profit, 7, Noon.AddHours(8.9));
        budget.Refusal(Noon.AddHours(8.99)).ShouldNotBeNull("at 20:59 UTC the server's clock shows 23:59");
        budget.Refusal(Noon.AddHours(9)).ShouldBeNull();
        (budget.Sent, budget.Day).ShouldBe((0, new DateOnly(2026, 3, 3)));
    }

    [Fact]
    public void Where_no_zone_is_named_the_clock_of_the_broker_begins_the_day()
    {
        var budget = new MessageBudget(new MessageLimits { PerDay = 10, Reserve = 3 });
        Sends(budget, MessagePurpose.Profit, 4, Noon.AddHours(8.9));
        Sends(budget, MessagePurpose.Protection, 2, Noon.AddHours(9));
        (budget.Profit, budget.Protection).ShouldBe((4, 2), "until the broker's clock is read it is taken for UTC");

        budget.BrokerAhead = TimeSpan.FromHours(3);
        (budget.Profit, budget.Protection, budget.Day).ShouldBe((0, 2, new DateOnly(2026, 3, 3)), "the broker's day began at 21:00 UTC, after the moves in profit");
        budget.BrokerAhead = TimeSpan.FromHours(2);
        (budget.Profit, budget.Protection, budget.Day).ShouldBe((4, 2, new DateOnly(2026, 3, 2)), "it changed to winter time");
        budget.Refusal(Noon.AddHours(10)).ShouldBeNull();
        (budget.Sent, budget.Day).ShouldBe((0, new DateOnly(2026, 3, 3)));
    }

    [Fact]
    public void Another_zone_in_the_settings_counts_what_was_sent_by_its_day()
    {
        var budget = Budget();
        Sends(budget, MessagePurpose.Profit, 2, Noon.AddHours(-2.1));
        Sends(budget, MessagePurpose.Profit, 3, Noon);
        budget.Limits = budget.Limits with { Zone = Ahead(14) };
        (budget.Sent, budget.Day).ShouldBe((3, new DateOnly(2026, 3, 3)), "there it was midnight at 10:00 UTC");
    }

    [Fact]
    public void A_clock_that_goes_back_does_not_begin_a_day_again()
    {
        var budget = Budget();
        budget.Turn(Noon.AddDays(1));
        Sends(budget, MessagePurpose.Profit, 7, Noon.AddDays(1));
        budget.Refusal(Noon).ShouldNotBeNull();
    }

    [Fact]
    public void Within_a_minute_no_more_moves_in_profit_than_allowed()
    {
        var budget = Budget(perDay: 100, reserve: 0, perMinute: 4);
        Sends(budget, MessagePurpose.Profit, 3, Noon);
        Sends(budget, MessagePurpose.Protection, 2, Noon.AddSeconds(30));
        budget.Refusal(Noon.AddSeconds(31)).ShouldBe("waits for the budget: 4 messages were sent within a minute");
        budget.Refusal(Noon.AddSeconds(60)).ShouldBeNull("those of the first moment are a minute old");
    }

    [Fact]
    public void A_clock_that_goes_back_holds_the_minute_for_a_minute_and_not_longer()
    {
        var budget = Budget(perDay: 100, reserve: 0, perMinute: 1);
        Sends(budget, MessagePurpose.Profit, 1, Noon.AddHours(2));
        budget.Refusal(Noon).ShouldNotBeNull();
        budget.Refusal(Noon.AddSeconds(60)).ShouldBeNull();
    }

    [Fact]
    public void What_did_not_leave_is_not_counted()
    {
        var budget = Budget();
        Sends(budget, MessagePurpose.Profit, 2);
        budget.TakeBack(MessagePurpose.Profit, budget.Day);
        budget.TakeBack(MessagePurpose.Profit, budget.Day.AddDays(-1));
        budget.Profit.ShouldBe(1);
    }

    [Fact]
    public void What_earlier_runs_sent_on_this_day_counts()
    {
        var budget = Budget(perMinute: 2, zone: Ahead(3));
        budget.Restore(
        [
            new SentMessage(Noon.AddHours(-15).AddTicks(-1), MessagePurpose.Profit),
            new SentMessage(Noon.AddHours(-15), MessagePurpose.Profit),
            new SentMessage(Noon.AddSeconds(-20), MessagePurpose.Protection),
            new SentMessage(Noon.AddSeconds(-10), MessagePurpose.Profit),
        ], Noon);
        (budget.Profit, budget.Protection).ShouldBe((2, 1), "the server's day began at 21:00 UTC");
        budget.Refusal(Noon).ShouldBe("waits for the budget: 2 messages were sent within a minute");
    }

    [Fact]
    public void The_forecast_goes_by_the_pace_so_far()
    {
        var budget = Budget(perDay: 1000, perMinute: 1000);
        Sends(budget, MessagePurpose.Protection, 30, Noon);
        budget.Forecast(Noon).ShouldBe(60m);
    }

    private static readonly Gen<(MessageLimits Limits, IReadOnlyList<(bool Profit, int Seconds)> Wishes)> Days =
        from perDay in Gen.Choose(1, 60)
        from reserve in Gen.Choose(0, perDay)
        from perMinute in Gen.Choose(1, 20)
        from offset in Gen.Choose(-12, 14)
        from wishes in Gen.Zip(Gen.Elements(true, true, false), Gen.OneOf(Gen.Choose(0, 5), Gen.Choose(0, 20_000))).ListOf()
        select (new MessageLimits { PerDay = perDay, Reserve = reserve, PerMinute = perMinute, Zone = Ahead(offset) }, (IReadOnlyList<(bool, int)>)[.. wishes]);

    [Fact]
    public void No_move_in_profit_exceeds_a_budget_or_spends_the_reserve_and_protection_is_never_refused() => Checking.ForAll(Days, day =>
    {
        var (limits, wishes) = day;
        var budget = new MessageBudget(limits);
        var now = Noon;
        var sent = new List<(DateTimeOffset At, bool Profit)>();
        foreach (var (profit, seconds) in wishes)
        {
            now = now.AddSeconds(seconds);
            if (profit && budget.Refusal(now) is not null) continue;
            budget.Count(profit ? MessagePurpose.Profit : MessagePurpose.Protection, now);
            sent.Add((now, profit));
            var today = sent.Where(message => limits.DayOf(message.At) == limits.DayOf(now)).ToList();
            var (profits, protection) = (today.Count(message => message.Profit), today.Count(message => !message.Profit));
            (budget.Profit, budget.Protection).ShouldBe((profits, protection));
            profits.ShouldBeLessThanOrEqualTo(limits.PerDay - limits.Reserve);
            if (!profit) continue;
            (profits + Math.Max(protection, limits.Reserve)).ShouldBeLessThanOrEqualTo(limits.PerDay);
            sent.Count(message => now - message.At < TimeSpan.FromMinutes(1)).ShouldBeLessThanOrEqualTo(limits.PerMinute);
        }
    });

    [Fact]
    public void A_restart_at_any_moment_changes_no_count() => Checking.ForAll(Days, day =>
    {
        var (limits, wishes) = day;
        var (budget, now, sent) = (new MessageBudget(limits), Noon, new List<SentMessage>());
        foreach (var (profit, seconds) in wishes)
        {
            now = now.AddSeconds(seconds);
            var restarted = new MessageBudget(limits);
            restarted.Restore(sent, now);
            var refusal = budget.Refusal(now);
            (restarted.Profit, restarted.Protection, restarted.Refusal(now)).ShouldBe((budget.Profit, budget.Protection, refusal));
            var purpose = profit ? MessagePurpose.Profit : MessagePurpose.Protection;
            if (profit && refusal is not null) continue;
            budget.Count(purpose, now);
            sent.Add(new SentMessage(now, purpose));
        }
    }, tests: 500);

    [Fact]
    public void A_limit_that_does_not_fit_says_its_name_value_and_range() =>
        new MessageLimits { PerDay = 100, PerMinute = 0, Reserve = 101, LowestPrice = 1.1m }.Problems().ShouldBe(
        [
            "Messages:PerMinute is 0, allowed is 1 to 10000",
            "Messages:Reserve is 101, allowed is 0 to PerDay (100)",
            "Messages:LowestPrice is 1.1, allowed is 0 to 1",
        ]);
}

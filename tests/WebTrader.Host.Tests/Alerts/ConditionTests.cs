using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using WebTrader.Brokers.Simulator;
using WebTrader.Core.Market;
using WebTrader.Core.Ports;
using WebTrader.Core.Positions;
using WebTrader.Core.Writing;
using WebTrader.Engine.Views;
using WebTrader.Host.Alerts;
using WebTrader.Host.Alerts.Conditions;
using WebTrader.Host.Settings;
using WebTrader.Host.Tests.Sessions;
using WebTrader.TestKit.Engine;

namespace WebTrader.Host.Tests.Alerts;

/// <summary>What somebody is told of: each condition holds when it should, and is over when it is.</summary>
public sealed class ConditionTests
{
    private readonly TradingDesk desk = new TradingDesk(new DeskSettings { Engine = DeskSettings.Talkative }).Starts();

    private IReadOnlyList<Condition> Sees(ISessionCondition kind, Func<HealthView, HealthView>? changed = null)
    {
        var health = desk.Session.View.Health();
        return [.. kind.Look(desk.Session, changed?.Invoke(health) ?? health, desk.Now)];
    }

    [Fact]
    public void Every_ticket_without_a_stop_is_news_of_its_own_and_says_since_when()
    {
        desk.Quote(1.10000m);
        desk.For(TimeSpan.FromSeconds(12), GatewayCall.SetStop, new Fault.Reject(TradeRetcode.PriceOff));
        var first = desk.OpensByHand();
        var since = desk.Now;
        desk.Idles(TimeSpan.FromSeconds(5));
        var alone = Sees(new UnprotectedCondition()).ShouldHaveSingleItem();
        (alone.Id, alone.Level).ShouldBe(($"naked-{first}", AlertLevel.Red));
        (alone.Since!.Value - since).Duration().ShouldBeLessThan(TimeSpan.FromSeconds(1));

        var book = new AlertBook(new AlertSettings());
        book.Take([alone], desk.Now).ShouldHaveSingleItem();
        var second = desk.OpensByHand();
        desk.Idles(TimeSpan.FromSeconds(4));
        var both = Sees(new UnprotectedCondition());
        both.Select(condition => condition.Id).ShouldBe([$"naked-{first}", $"naked-{second}"]);
        book.Take([.. both], desk.Now).ShouldHaveSingleItem().Alert.Text.ShouldContain($"{second} EURUSD");

        desk.Idles(TimeSpan.FromSeconds(30));
        Sees(new UnprotectedCondition()).ShouldBeEmpty();
    }

    [Fact]
    public void Beyond_twenty_tickets_without_a_stop_the_others_are_told_together()
    {
        desk.Quote(1.10000m);
        desk.For(TimeSpan.FromSeconds(12), GatewayCall.SetStop, new Fault.Reject(TradeRetcode.PriceOff));
        for (var i = 0; i < 23; i++) desk.OpensByHand();
        desk.Idles(TimeSpan.FromSeconds(4));
        var all = Sees(new UnprotectedCondition());
        all.Count.ShouldBe(21);
        (all[^1].Id, all[^1].Text).ShouldBe(("naked-more", "Without a stop at the broker: 3 more tickets"));
    }

    [Fact]
    public void A_write_that_nobody_knows_the_outcome_of_is_told_after_ten_seconds_and_over_when_it_is_settled()
    {
        desk.Quote(1.10000m);
        var ticket = desk.OpensByHand();
        desk.Idles(TimeSpan.FromSeconds(5));
        desk.NextCall(GatewayCall.SetStop, new Fault.Hang(TimeSpan.FromSeconds(40)));
        desk.Quote(1.10050m);
        desk.Idles(TimeSpan.FromSeconds(5));
        Sees(new UnprotectedCondition()).ShouldBeEmpty();
        desk.Idles(TimeSpan.FromSeconds(15));
        var told = Sees(new UnprotectedCondition()).ShouldHaveSingleItem();
        (told.Id, told.Level).ShouldBe(($"ambiguous-{ticket}", AlertLevel.Amber));
        told.Since!.Value.ShouldBeLessThan(desk.Now - TimeSpan.FromSeconds(10));
        desk.Idles(TimeSpan.FromSeconds(60));
        Sees(new UnprotectedCondition()).ShouldBeEmpty();
    }

    [Fact]
    public void A_position_that_was_not_held_against_a_quote_for_longer_than_a_second_is_told()
    {
        IReadOnlyList<Condition> At(long age) => Sees(new EvaluationAgeCondition(), health => health with { Worker = health.Worker with { EvaluationAgeMs = age, Oldest = new Ticket(7) } });
        At(1_000).ShouldBeEmpty();
        var late = At(1_500).ShouldHaveSingleItem();
        (late.Id, late.Level, late.Text).ShouldBe(("evaluation-age", AlertLevel.Red, "Ticket 7 has not been held against what came in 1.5 s ago"));
    }

    [Fact]
    public void A_feed_that_is_mute_for_two_minutes_is_told_while_the_broker_is_connected_and_something_is_open()
    {
        IReadOnlyList<Condition> At(long age, int symbols = 1, bool connected = true) => Sees(new MuteFeedCondition(), health => health with { Feed = health.Feed with { Symbols = symbols, Slowest = "EURUSD", SlowestAgeMs = age }, Broker = health.Broker with { Connected = connected } });
        At(120_000).ShouldBeEmpty();
        At(121_000, symbols: 0).ShouldBeEmpty();
        At(121_000, connected: false).ShouldBeEmpty("that is an alert of its own");
        var mute = At(121_000).ShouldHaveSingleItem();
        (mute.Id, mute.Level).ShouldBe(("mute-feed", AlertLevel.Amber));
        mute.Text.ShouldStartWith("No price of EURUSD for 121 s");
    }

    [Fact]
    public void A_budget_of_messages_is_told_from_four_fifths_on()
    {
        IReadOnlyList<Condition> At(long today, long? limit) => Sees(new BudgetCondition(), health => health with { Messages = health.Messages with { Today = today, Limit = limit } });
        At(799, 1_000).ShouldBeEmpty();
        At(5_000, null).ShouldBeEmpty("nobody counts");
        At(800, 1_000).ShouldHaveSingleItem().Text.ShouldStartWith("800 of 1000 messages of the day are sent");
    }

    [Fact]
    public void Clocks_that_are_half_a_minute_apart_are_told_either_way()
    {
        desk.Quote(1.10000m);
        desk.PassesSeconds(5);
        IReadOnlyList<Condition> Apart(int seconds) => Sees(new ClockSkewCondition(), health => health with { BrokerTime = desk.Now.AddSeconds(seconds) });
        Apart(30).ShouldBeEmpty();
        Apart(31).ShouldHaveSingleItem().Text.ShouldBe("The broker's clock is 31 s ahead of this machine's");
        Apart(-31).ShouldHaveSingleItem().Text.ShouldBe("The broker's clock is 31 s behind this machine's");
    }

    [Fact]
    public void A_terminal_that_would_refuse_every_trade_is_told_before_it_does()
    {
        IReadOnlyList<Condition> With(string? why) => Sees(new NoTradesCondition(), health => health with { Terminal = new TerminalView(null, why, 1, 1, 1) });
        With(null).ShouldBeEmpty();
        var off = With("AutoTrading is switched off in the terminal").ShouldHaveSingleItem();
        (off.Id, off.Level).ShouldBe(("no-trades", AlertLevel.Red));
    }

    [Fact]
    public void A_disk_is_amber_below_a_gigabyte_and_red_below_a_tenth_of_it()
    {
        DiskCondition.Of("/data", 1_000_000_000).ShouldBeNull();
        DiskCondition.Of("/data", 999_000_000).ShouldNotBeNull().Level.ShouldBe(AlertLevel.Amber);
        var full = DiskCondition.Of("/data", 99_000_000).ShouldNotBeNull();
        (full.Level, full.Text).ShouldBe((AlertLevel.Red, "99 MB are left on the disk of /data"));
    }

    [Fact]
    public async Task Real_money_with_nobody_to_tell_is_told_on_the_page_and_a_simulator_is_not()
    {
        var account = new AccountSettings { Id = new AccountId("live"), Name = "Live" };
        var real = account with { Terminal = new TerminalSettings { Endpoint = new TerminalEndpoint("127.0.0.1", 1), Login = 1, Server = "Broker" } };
        (await LookAsync(account, new AlertSettings())).ShouldBeEmpty();
        (await LookAsync(real, new AlertSettings())).ShouldHaveSingleItem().Id.ShouldBe("no-notifier");
        (await LookAsync(real, new AlertSettings { Webhook = new Uri("http://127.0.0.1:1/"), WebhookUnsigned = true })).ShouldBeEmpty();

        static async Task<List<Condition>> LookAsync(AccountSettings of, AlertSettings alerts)
        {
            await using var notifiers = new Notifiers(alerts, new AlertSecrets(null, null, null), TimeProvider.System, NullLogger<Notifiers>.Instance);
            List<Condition> found = [];
            await new NotifierCondition(new HostSettings { Accounts = [of] }, notifiers, TimeProvider.System).LookAsync(found, TestContext.Current.CancellationToken);
            return found;
        }
    }

    [Fact]
    public void A_database_that_is_behind_or_has_lost_something_is_told()
    {
        var fine = new JournalHealth(JournalState.Ok, 0, 0, null);
        StoreCondition.Of(null, null, fine).ShouldBeEmpty();
        StoreCondition.Of(null, null, fine with { State = JournalState.MemoryOnly, Reason = "away" }).ShouldBeEmpty("the sessions say that themselves");
        var behind = StoreCondition.Of(null, null, fine with { State = JournalState.Behind, Waiting = 9, Reason = "Entries have waited for 6 s to be written." }).ShouldHaveSingleItem();
        (behind.Id, behind.Level).ShouldBe(("journal-behind", AlertLevel.Amber));
        StoreCondition.Of(null, null, fine with { Dropped = 3 }).ShouldHaveSingleItem().Level.ShouldBe(AlertLevel.Red);
        StoreCondition.Of("locked", null, fine).ShouldHaveSingleItem().Id.ShouldBe("control-store");
        StoreCondition.Of(null, "locked", fine).ShouldHaveSingleItem().Id.ShouldBe("schedule");
    }

    [Fact]
    public async Task While_users_and_keys_cannot_be_read_somebody_is_told_and_when_they_can_it_is_over()
    {
        using var folder = new TempFolder();
        // Where the database belongs there is a folder, until it is taken away.
        Directory.CreateDirectory(folder.Of("webtrader.db"));
        await using var host = await LiveHost.StartAsync(folder, Desks.Quiet);
        var alerts = host.Services.GetRequiredService<AlertBook>();
        await Eventually.TrueAsync(() => Task.FromResult(alerts.All.Any(alert => alert is { Condition: "control-store", EndedAt: null })), "it is told");
        Directory.Delete(folder.Of("webtrader.db"), recursive: true);
        await Eventually.TrueAsync(() => Task.FromResult(alerts.All.Any(alert => alert is { Condition: "control-store", EndedAt: not null })), "it is over");
    }
}

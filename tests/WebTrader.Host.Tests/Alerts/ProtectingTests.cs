using Shouldly;
using WebTrader.Brokers.Simulator;
using WebTrader.Core.Positions;
using WebTrader.Core.Safety;
using WebTrader.Core.Writing;
using WebTrader.Engine;
using WebTrader.Host.Alerts;
using WebTrader.Host.Sessions;
using WebTrader.Host.Tests.Sessions;
using WebTrader.TestKit.Engine;
using Microsoft.Extensions.DependencyInjection;

namespace WebTrader.Host.Tests.Alerts;

/// <summary>The heartbeat is only sent while everything is protected: each thing that stops it, and that it goes on afterwards.</summary>
public sealed class ProtectingTests
{
    private static TradingDesk Desk(Arming? arming = null)
    {
        var desk = new TradingDesk(new DeskSettings { Engine = DeskSettings.Talkative with { Arming = arming ?? Arming.Everything } }).Starts();
        desk.Quote(1.10000m);
        return desk;
    }

    [Fact]
    public void A_ticket_whose_stop_the_broker_refuses_holds_the_heartbeat_back_until_it_has_one()
    {
        using var desk = Desk();
        desk.For(TimeSpan.FromSeconds(10), GatewayCall.SetStop, new Fault.Reject(TradeRetcode.PriceOff));
        var ticket = desk.OpensByHand();
        desk.Idles(TimeSpan.FromSeconds(1));
        Protecting.WhyNot(desk.Session).ShouldBeNull("a new position may be without a stop for a moment");
        desk.Idles(TimeSpan.FromSeconds(3));
        Protecting.WhyNot(desk.Session).ShouldBe($"ticket {ticket} of account desk has no stop at the broker");
        desk.Idles(TimeSpan.FromSeconds(30));
        desk.StopOf(ticket).ShouldNotBeNull();
        Protecting.WhyNot(desk.Session).ShouldBeNull();
    }

    [Fact]
    public void A_first_stop_that_hangs_holds_the_heartbeat_back_too()
    {
        using var desk = Desk();
        desk.NextCall(GatewayCall.SetStop, new Fault.Hang(TimeSpan.FromSeconds(40)));
        var ticket = desk.OpensByHand();
        desk.Idles(TimeSpan.FromSeconds(20));
        Protecting.WhyNot(desk.Session).ShouldNotBeNull().ShouldContain($"ticket {ticket}");
    }

    [Fact]
    public void An_account_that_is_only_observed_is_protected_while_nothing_is_open()
    {
        using var desk = Desk(Arming.Observe);
        desk.PassesSeconds(2);
        Protecting.WhyNot(desk.Session).ShouldBeNull();
        var ticket = desk.OpensByHand(stop: 1.09000m);
        desk.PassesSeconds(2);
        Protecting.WhyNot(desk.Session).ShouldBe($"account desk is only observed, and ticket {ticket} is open");
        desk.ClosesByHand(ticket);
        desk.PassesSeconds(2);
        Protecting.WhyNot(desk.Session).ShouldBeNull();
    }

    [Fact]
    public void Without_a_connection_nothing_is_protected()
    {
        using var desk = Desk();
        desk.LosesConnection(TimeSpan.FromSeconds(60));
        desk.PassesSeconds(5);
        Protecting.WhyNot(desk.Session).ShouldBe("account desk is not connected to its broker");
    }

    [Fact]
    public async Task While_AutoTrading_is_off_no_heartbeat_is_sent_and_an_alert_says_so_before_any_stop_is_refused()
    {
        using var folder = new TempFolder();
        await using var bench = await TerminalBench.StartAsync();
        await bench.QuoteAsync(1.10000m);
        await using var host = await bench.HostAsync(folder);
        var runner = host.Services.GetRequiredService<AccountSessions>().All.Single();
        Task<string?> WhyNotAsync() => runner.AskAsync(Protecting.WhyNot, TestContext.Current.CancellationToken);
        await Eventually.TrueAsync(async () => runner.State == AccountRunState.Running && await WhyNotAsync() is null, "it is protected");
        await bench.Terminal.AskAsync(broker => broker.AutoTrading = false);
        await Eventually.TrueAsync(async () => await WhyNotAsync() == "account demo: AutoTrading is switched off in the terminal", "it is not");
        var alerts = host.Services.GetRequiredService<AlertBook>();
        await Eventually.TrueAsync(() => Task.FromResult(alerts.All.Any(alert => alert is { Condition: "no-trades", Level: AlertLevel.Red, EndedAt: null })), "somebody is told");
        await bench.Terminal.AskAsync(broker => broker.AutoTrading = true);
        await Eventually.TrueAsync(async () => await WhyNotAsync() is null, "it is protected again");
        await Eventually.TrueAsync(() => Task.FromResult(alerts.All.Any(alert => alert is { Condition: "no-trades", EndedAt: not null })), "and it is over");
    }
}

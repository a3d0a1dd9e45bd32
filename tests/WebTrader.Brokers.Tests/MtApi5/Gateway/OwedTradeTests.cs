using Shouldly;
using WebTrader.Brokers.Simulator;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Core.Writing;
using WebTrader.TestKit.Host;
using Xunit;

namespace WebTrader.Brokers.Tests.MtApi5.Gateway;

/// <summary>A trade hangs at an expert, and trades go on by another one: what the first one still does must surprise nobody.</summary>
public sealed class OwedTradeTests
{
    private static readonly TimeSpan Hangs = TimeSpan.FromSeconds(6);

    [Fact]
    public async Task A_trade_that_was_given_up_is_told_again_and_again_as_still_owed_until_its_expert_answers()
    {
        await using var stage = await Impatient().QuotedAsync();
        var ticket = await stage.OpenByHandAsync(Side.Long, 0.01m);
        await stage.Terminal.ChangeBrokerFaultsAsync(plan => plan.Next(new Fault.Hang(Hangs), GatewayCall.SetStop));

        var began = TimeProvider.System.GetTimestamp();
        (await stage.SetStopAsync(ticket, 1.09500m)).ShouldBeOfType<TradeAnswer.Unanswered>();
        await stage.HeardAsync(() => Owed(stage) >= 3, "it is told, and told again");
        (await stage.StateAsync()).Advice.ShouldContain(advice => advice.Contains("may still do a trade", StringComparison.Ordinal));
        // Forgotten by the client meanwhile, and still owed.
        (await stage.ReadAsync(ticket)).StopLoss.ShouldBeNull();
        await stage.HeardAllAsync(all => all.Single().StopLoss == new Price(1.09500m), "the expert wakes up, and its trade lands after all");
        TimeProvider.System.GetElapsedTime(began).ShouldBeGreaterThan(Hangs - TimeSpan.FromMilliseconds(100));

        await Eventually.TrueAsync(async () =>
        {
            var before = await stage.AskAsync(() => Owed(stage));
            await Task.Delay(TimeSpan.FromSeconds(2), TestContext.Current.CancellationToken);
            return await stage.AskAsync(() => Owed(stage)) == before;
        }, "nothing is owed any more", 20);
        (await stage.SetStopAsync(ticket, 1.09600m)).Code().ShouldBe(TradeRetcode.Done);
        (await stage.StateAsync()).Experts.ShouldAllBe(expert => expert.State == "ready");
    }

    [Fact]
    public async Task A_trade_on_a_line_that_was_lost_is_owed_until_its_expert_has_answered_on_a_new_one()
    {
        await using var stage = await Impatient().QuotedAsync();
        var ticket = await stage.OpenByHandAsync(Side.Long, 0.01m);
        await stage.Terminal.ChangeBrokerFaultsAsync(plan => plan.Next(new Fault.Hang(Hangs), GatewayCall.SetStop));
        var trade = stage.SetStopAsync(ticket, 1.09500m);
        await Eventually.TrueAsync(async () => await stage.CommandsAsync(Brokers.MtApi5.Protocol.Mt5Command.OrderSend) == 1, "it has left");

        await stage.Terminal.DropConnectionsAsync();

        (await trade).ShouldBeOfType<TradeAnswer.Unanswered>();
        await stage.HeardAsync(() => Owed(stage) >= 2, "the other expert is there again, and the trade is still owed");
        (await stage.ReadAsync(ticket)).StopLoss.ShouldBeNull();
        await stage.HeardAllAsync(all => all.Single().StopLoss == new Price(1.09500m), "it lands after all");
    }

    private static WireSetup Impatient()
    {
        var setup = new WireSetup { Client = new() { ReadDeadline = TimeSpan.FromMilliseconds(500), TradeDeadline = TimeSpan.FromSeconds(2), ForgetAfter = TimeSpan.FromSeconds(3) } };
        return setup with { Gateway = setup.Gateway with { LeaveExpertAfter = TimeSpan.FromSeconds(1) } };
    }

    private static int Owed(WireStage stage) => stage.Ears.Connections.Count(told => told.Connected && told.Reason.Contains("may still do a trade", StringComparison.Ordinal));
}

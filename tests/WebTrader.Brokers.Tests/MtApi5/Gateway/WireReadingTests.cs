using Shouldly;
using WebTrader.Brokers.MtApi5.Protocol;
using WebTrader.Brokers.Simulator;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using Xunit;

namespace WebTrader.Brokers.Tests.MtApi5.Gateway;

public sealed class WireReadingTests(ITestOutputHelper output)
{
    [Fact]
    public async Task What_is_opened_while_the_list_is_read_is_in_it_or_the_reading_fails()
    {
        await using var stage = await new WireSetup { Experts = 1 }.QuotedAsync();
        for (var i = 0; i < 8; i++) await stage.OpenByHandAsync(Side.Long, 0.01m);
        await stage.Terminal.ChangeAsync((faults, _) => faults.SetLatency(Mt5Command.PositionGetTicket, TimeSpan.FromMilliseconds(20)));

        var reading = stage.ReadAllAsync();
        await Task.Delay(60, TestContext.Current.CancellationToken);
        await stage.Terminal.AskAsync(broker => broker.Open(new OrderRequest("EURUSD", Side.Short, new Lots(0.02m), null, null)));
        var read = await reading;

        if (read.Succeeded) read.Value.Count.ShouldBe(9);
        (await stage.ReadAllAsync()).Value.Count.ShouldBe(9);
    }

    [Fact]
    public async Task Another_client_that_selects_other_positions_mixes_nothing_up()
    {
        await using var stage = await new WireSetup { Experts = 1, Ticks = false }.QuotedAsync();
        var stops = new Dictionary<Ticket, decimal>();
        for (var i = 0; i < 5; i++) stops.Add(await stage.OpenByHandAsync(Side.Long, 0.01m * (i + 1), 1.09000m + i * 0.00010m), 1.09000m + i * 0.00010m);
        await using var other = await stage.OtherClientAsync();

        var meddling = other.MeddleAsync(rounds: 400);
        var whole = 0;
        for (var round = 0; round < 25; round++)
        {
            var read = await stage.ReadAllAsync();
            if (!read.TryGet(out var positions)) continue;
            whole++;
            positions.ToDictionary(position => position.Ticket, position => position.StopLoss!.Value.Value).ShouldBe(stops, ignoreOrder: true);
        }

        await meddling;
        output.WriteLine($"{whole} of 25 readings were whole");
        (await stage.ReadAllAsync()).Value.Count.ShouldBe(5);
    }

    [Fact]
    public async Task A_terminal_without_its_broker_has_read_nothing()
    {
        await using var stage = await new WireSetup().Silent().QuotedAsync();
        await stage.OpenByHandAsync(Side.Long, 0.01m);
        await stage.Terminal.ChangeAsync((_, switches) => switches.IsConnected = false);

        var read = await stage.ReadAllAsync();

        read.Succeeded.ShouldBeFalse();
        read.Failure.ShouldBe("the terminal has no connection to the broker");
    }

    [Fact]
    public async Task A_terminal_that_counts_nothing_while_the_account_uses_margin_has_read_nothing()
    {
        await using var stage = await new WireSetup().QuotedAsync();
        var ticket = await stage.OpenByHandAsync(Side.Long, 0.01m);
        (await stage.ReadAllAsync()).Value.Count.ShouldBe(1);

        await stage.Terminal.SetAsync("positions", "off");
        var read = await stage.ReadAllAsync();
        read.Succeeded.ShouldBeFalse();
        read.Failure!.ShouldContain("it has not heard of them yet");

        await stage.Terminal.SetAsync("positions", "on");
        (await stage.ReadAllAsync()).Value.Single().Ticket.ShouldBe(ticket);
        await stage.CloseByHandAsync(ticket);
        (await stage.ReadAllAsync()).Value.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_terminal_that_has_just_begun_is_not_believed_that_there_is_nothing_either()
    {
        await using var stage = await new WireSetup().QuotedAsync();
        await stage.Terminal.SetAsync("positions", "off");
        await stage.OpenByHandAsync(Side.Long, 0.01m);
        (await stage.ReadAllAsync()).Succeeded.ShouldBeFalse();
    }

    [Fact]
    public async Task A_terminal_on_another_account_meanwhile_has_read_nothing_and_nothing_is_traded()
    {
        await using var stage = await new WireSetup { Experts = 1 }.QuotedAsync();
        var ticket = await stage.OpenByHandAsync(Side.Long, 0.01m);
        await stage.Terminal.ChangeAsync((faults, _) => faults.WrongAccount.Next());
        var expert = (await stage.StateAsync()).Experts.Single();

        await stage.Terminal.ReinitialiseAsync((int)expert.Handle);

        await stage.HeardAsync(() => stage.Ears.Connections is [.., (false, var why)] && why.Contains("99999999", StringComparison.Ordinal), "the other account was noticed");
        (await stage.ReadAllAsync()).Succeeded.ShouldBeFalse();
        (await stage.SetStopAsync(ticket, 1.09500m)).ShouldBeOfType<Core.Writing.TradeAnswer.NotSent>();
        (await stage.CommandsAsync(Mt5Command.OrderSend)).ShouldBe(0);
    }

    [Fact]
    public async Task Times_are_UTC_and_the_brokers_own_clock_stands_beside()
    {
        await using var stage = await new WireSetup().QuotedAsync();
        var ticket = await stage.OpenByHandAsync(Side.Long, 0.01m);
        var opened = await stage.Terminal.AskAsync(broker => broker.Find(ticket)!.OpenTime);

        var position = await stage.ReadAsync(ticket);
        var account = (await stage.CallAsync(() => stage.Gateway.ReadAccountAsync(default))).Value;

        (position.OpenTime - opened).Duration().ShouldBeLessThan(TimeSpan.FromMilliseconds(2));
        position.OpenTime.Offset.ShouldBe(TimeSpan.Zero);
        account.BrokerTime.Offset.ShouldBe(TimeSpan.FromHours(3));
        (await stage.StateAsync()).UtcOffset.ShouldBe("+03:00");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_hundred_positions_cost_a_burst_each_and_a_second_look_less(int latency)
    {
        // A stalled expert is freed by a message more: on a busy machine it may look stalled.
        const int Kicks = 5;
        await using var stage = await new WireSetup { Client = new() { ReadDeadline = TimeSpan.FromSeconds(20) } }.Silent().QuotedAsync();
        await stage.Terminal.AskAsync(broker => Enumerable.Range(0, 100).Select(_ => broker.Open(new OrderRequest("EURUSD", Side.Long, new Lots(0.01m), new Price(1.09000m), null))).ToList());
        await stage.CallAsync(() => stage.Gateway.ReadSymbolAsync("EURUSD", default));
        await stage.Terminal.ChangeAsync((faults, _) => faults.Latency = TimeSpan.FromMilliseconds(latency));

        var (full, fullTook) = await MeasureAsync(stage);
        var (light, lightTook) = await MeasureAsync(stage);

        output.WriteLine($"full {full} messages in {fullTook.TotalMilliseconds:0} ms, light {light} in {lightTook.TotalMilliseconds:0} ms, where a command takes {latency} ms");
        // The first attempt only finds out how many there are.
        full.ShouldBeInRange(6 + (100 * 14) + 6, 6 + (100 * 14) + 6 + Kicks);
        light.ShouldBeInRange((100 * 6) + 6, (100 * 6) + 6 + Kicks);
    }

    [Fact]
    public async Task What_a_reading_that_was_given_up_has_read_is_not_read_again()
    {
        await using var stage = await new WireSetup { Client = new() { ReadDeadline = TimeSpan.FromSeconds(20) } }.Silent().QuotedAsync();
        await stage.Terminal.AskAsync(broker => Enumerable.Range(0, 50).Select(_ => broker.Open(new OrderRequest("EURUSD", Side.Long, new Lots(0.01m), null, null))).ToList());
        await stage.CallAsync(() => stage.Gateway.ReadSymbolAsync("EURUSD", default));
        await stage.Terminal.ChangeAsync((faults, _) => faults.Latency = TimeSpan.FromMilliseconds(2));
        var before = await stage.CommandsAsync();
        using var giveUp = new CancellationTokenSource();
        var first = stage.CallAsync(() => stage.Gateway.ReadPositionsAsync(giveUp.Token));
        await TestKit.Host.Eventually.TrueAsync(async () => await stage.CommandsAsync() - before > 150, "ten positions were read", 30);
        await giveUp.CancelAsync();
        (await first).Succeeded.ShouldBeFalse();

        var (second, _) = await MeasureAsync(stage);

        second.ShouldBeLessThan((50 * 14) + 6);
    }

    [Fact]
    public async Task A_change_by_others_shows_in_a_second_look_too()
    {
        await using var stage = await new WireSetup().QuotedAsync();
        var ticket = await stage.OpenByHandAsync(Side.Long, 0.03m, 1.09000m);
        await stage.ReadAllAsync();

        await stage.Terminal.AskAsync(broker => broker.Modify(ticket, new Price(1.09500m), new Price(1.12000m)));
        await stage.Terminal.AskAsync(broker => broker.Close(ticket, new Lots(0.01m)));

        var position = (await stage.ReadAllAsync()).Value.ShouldHaveSingleItem();
        position.StopLoss.ShouldBe(new Price(1.09500m));
        position.TakeProfit.ShouldBe(new Price(1.12000m));
        position.Lots.ShouldBe(new Lots(0.02m));
    }

    [Fact]
    public async Task What_a_position_has_cost_so_far_is_found_in_its_deals()
    {
        await using var stage = await new WireSetup { Commission = 7m }.QuotedAsync();
        await stage.OpenByHandAsync(Side.Long, 0.10m);
        await stage.ReadAllAsync();
        await stage.HeardAllAsync(all => all.Single().Commission == new Money(-0.70m), "the commission is known");
    }

    private static async Task<(long Messages, TimeSpan Took)> MeasureAsync(WireStage stage)
    {
        var before = await AskedAsync(stage);
        var began = TimeProvider.System.GetTimestamp();
        (await stage.ReadAllAsync()).Succeeded.ShouldBeTrue();
        var took = TimeProvider.System.GetElapsedTime(began);
        return (await AskedAsync(stage) - before, took);
    }

    /// <summary>Without what the client sends by itself to wake an expert that has been silent: on a busy machine one may be.</summary>
    private static async Task<long> AskedAsync(WireStage stage) => await stage.CommandsAsync() - await stage.CommandsAsync(Mt5Command.IsTesting);
}

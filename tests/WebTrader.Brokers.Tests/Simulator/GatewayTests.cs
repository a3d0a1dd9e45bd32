using Shouldly;
using WebTrader.Brokers.Simulator;
using WebTrader.Core.Market;
using WebTrader.Core.Ports;
using WebTrader.Core.Positions;
using WebTrader.Core.Writing;
using WebTrader.TestKit.Brokers;
using Xunit;

namespace WebTrader.Brokers.Tests.Simulator;

public sealed class GatewayTests : IDisposable
{
    private static readonly TimeSpan Trip = TimeSpan.FromMilliseconds(100);
    private static readonly SimulatedGatewayOptions Usual = new() { TradeLatency = Trip, ReadLatency = Trip, AnswerDeadline = TimeSpan.FromSeconds(3) };
    private readonly BrokerDesk desk = new();
    private readonly GatewayEars ears = new();
    private readonly Ticket ticket;

    public GatewayTests()
    {
        desk.Quote(1.10000m, 1.10010m);
        ticket = desk.Buy(0.02m).Opened();
    }

    public void Dispose() => desk.Dispose();

    private SimulatedGateway Connected(Fault? next = null, SimulatedGatewayOptions? options = null, FaultPlan? faults = null)
    {
        faults ??= next is null ? null : new FaultPlan().Next(next);
        var gateway = desk.Gateway(options ?? Usual, faults);
        gateway.ConnectAsync(ears, default).AsTask().IsCompletedSuccessfully.ShouldBeTrue();
        return gateway;
    }

    private UnderWay<TradeAnswer> SetStop(SimulatedGateway gateway, decimal stop = 1.09m) => SetStopWith(gateway, stop, CancellationToken.None);

    private UnderWay<TradeAnswer> SetStopWith(SimulatedGateway gateway, decimal stop, CancellationToken patience) => desk.Begin(() =>
        gateway.SetStopAsync(new StopWrite(new FencingToken(1, 1), ticket, new PositionId(ticket.Value), "EURUSD", new Price(stop), null), patience));

    private Price? Stop => desk.Broker.Find(ticket)!.StopLoss;

    [Fact]
    public void Without_latency_no_time_passes()
    {
        var gateway = Connected(options: new SimulatedGatewayOptions());
        SetStop(gateway).Ended.ShouldBeTrue();
        desk.Clock.GetUtcNow().ShouldBe(BrokerDesk.Start);
        desk.Clock.NextTimer.ShouldBeNull();
    }

    [Fact]
    public void Half_the_latency_passes_before_the_server_acts_and_half_until_the_answer()
    {
        var answer = SetStop(Connected());
        desk.Pass(49);
        Stop.ShouldBeNull();
        desk.Pass(1);
        Stop.ShouldBe(new Price(1.09m));
        desk.Pass(49);
        answer.Ended.ShouldBeFalse();
        desk.Pass(1);
        answer.Result.ShouldBe(new TradeAnswer.Answered(TradeRetcode.Done));
    }

    [Fact]
    public void A_reading_shows_the_server_as_it_was_half_way_and_is_marked_by_its_beginning()
    {
        var gateway = Connected();
        var reading = desk.Begin(() => gateway.ReadPositionAsync(ticket, default));
        desk.Pass(60);
        desk.Modify(ticket, 1.05m);
        desk.Pass(40);
        reading.Result.Value!.StopLoss.ShouldBeNull();
        reading.Result.Began.ShouldBe(new ReadingMark(1, 0));
    }

    [Fact]
    public void A_trade_beyond_the_number_in_flight_is_not_sent()
    {
        var gateway = Connected();
        var first = SetStop(gateway);
        SetStop(gateway, 1.08m).Result.ShouldBeOfType<TradeAnswer.NotSent>().Reason.ShouldStartWith("busy");
        gateway.TradeCalls.ShouldBe(1);
        desk.Pass(100);
        first.Result.ShouldBeOfType<TradeAnswer.Answered>();
        SetStop(gateway, 1.08m);
        desk.Pass(100);
        Stop.ShouldBe(new Price(1.08m));
    }

    [Fact]
    public void Giving_up_on_a_trade_under_way_is_unanswered_and_the_server_still_acts()
    {
        using var patience = new CancellationTokenSource();
        var answer = SetStopWith(Connected(), 1.09m, patience.Token);
        desk.Pass(10);
        patience.Cancel();
        desk.Pass(0);
        answer.Result.ShouldBeOfType<TradeAnswer.Unanswered>();
        Stop.ShouldBeNull();
        desk.Pass(40);
        Stop.ShouldBe(new Price(1.09m));
    }

    [Fact]
    public void Giving_up_on_a_reading_ends_it_at_once()
    {
        using var patience = new CancellationTokenSource();
        var gateway = Connected();
        var reading = desk.Begin(() => gateway.ReadPositionsAsync(patience.Token));
        patience.Cancel();
        desk.Pass(0);
        reading.Ended.ShouldBeTrue();
        Should.Throw<OperationCanceledException>(() => reading.Result);
    }

    [Fact]
    public void A_lost_answer_is_unanswered_after_the_deadline_and_the_stop_stands()
    {
        var answer = SetStop(Connected(new Fault.LoseAnswer()));
        desk.Pass(2999);
        answer.Ended.ShouldBeFalse();
        desk.Pass(1);
        answer.Result.ShouldBeOfType<TradeAnswer.Unanswered>();
        Stop.ShouldBe(new Price(1.09m));
    }

    [Fact]
    public void A_lost_request_is_unanswered_after_the_deadline_and_nothing_stands()
    {
        var answer = SetStop(Connected(new Fault.LoseRequest()));
        desk.Pass(3000);
        answer.Result.ShouldBeOfType<TradeAnswer.Unanswered>();
        desk.Pass(60_000);
        Stop.ShouldBeNull();
    }

    [Fact]
    public void A_hang_longer_than_the_deadline_acts_after_the_client_has_given_up_and_where_several_go_at_once_others_overtake_it()
    {
        var gateway = Connected(new Fault.Hang(TimeSpan.FromSeconds(20)), Usual with { TradesInFlight = 2 });
        var answer = SetStop(gateway);
        desk.Pass(3000);
        answer.Result.ShouldBeOfType<TradeAnswer.Unanswered>();
        gateway.TradesFree.ShouldBe(1);
        SetStop(gateway, 1.095m);
        desk.Pass(100);
        Stop.ShouldBe(new Price(1.095m));
        desk.Pass(17_000);
        Stop.ShouldBe(new Price(1.09m));
        gateway.TradesFree.ShouldBe(2);
    }

    [Fact]
    public void On_a_line_of_one_nothing_overtakes_a_call_that_hangs()
    {
        var gateway = Connected(new Fault.Hang(TimeSpan.FromSeconds(20)));
        SetStop(gateway);
        desk.Pass(19_000);
        gateway.TradesFree.ShouldBe(0);
        SetStop(gateway, 1.095m).Result.ShouldBe(new TradeAnswer.NotSent("busy: a trade is under way"));
        desk.Pass(1_100);
        Stop.ShouldBe(new Price(1.09m));
        gateway.TradesFree.ShouldBe(1);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_late_effect_is_unanswered_and_happens_later(int inFlight)
    {
        var gateway = Connected(new Fault.ActLate(TimeSpan.FromSeconds(2)), Usual with { TradesInFlight = inFlight });
        var answer = SetStop(gateway);
        desk.Pass(100);
        answer.Ended.ShouldBe(inFlight > 1, "where one goes at a time, nobody is told before the server has acted");
        gateway.TradesFree.ShouldBe(inFlight > 1 ? 2 : 0);
        Stop.ShouldBeNull();
        desk.Pass(2000);
        answer.Result.ShouldBeOfType<TradeAnswer.Unanswered>();
        Stop.ShouldBe(new Price(1.09m));
    }

    [Fact]
    public void A_pretended_done_has_done_nothing()
    {
        var answer = SetStop(Connected(new Fault.PretendDone()));
        desk.Pass(100);
        answer.Result.ShouldBe(new TradeAnswer.Answered(TradeRetcode.Done));
        Stop.ShouldBeNull();
    }

    [Fact]
    public void A_scripted_refusal_strikes_the_calls_it_names_and_no_other()
    {
        var faults = new FaultPlan().Add(new FaultCase(new Fault.Reject(TradeRetcode.TooManyRequests)) { Call = GatewayCall.SetStop, Ticket = ticket, Skip = 1, Times = 1 });
        var gateway = Connected(options: new SimulatedGatewayOptions(), faults: faults);
        TradeRetcode Retcode(decimal stop) => SetStop(gateway, stop).Result.ShouldBeOfType<TradeAnswer.Answered>().Retcode;

        Retcode(1.090m).ShouldBe(TradeRetcode.Done);
        Retcode(1.091m).ShouldBe(TradeRetcode.TooManyRequests);
        Retcode(1.092m).ShouldBe(TradeRetcode.Done);
        faults.Struck.ShouldBe(1);
    }

    [Fact]
    public void Readings_fail_for_a_time_and_then_work_again()
    {
        var faults = new FaultPlan().Add(new FaultCase(new Fault.FailRead("no answer")) { Until = BrokerDesk.Start.AddSeconds(10) });
        var gateway = Connected(options: new SimulatedGatewayOptions(), faults: faults);
        desk.Begin(() => gateway.ReadPositionsAsync(default)).Result.Failure.ShouldBe("no answer");
        desk.Pass(10_000);
        desk.Begin(() => gateway.ReadPositionsAsync(default)).Result.Value.Count.ShouldBe(1);
    }

    [Fact]
    public void While_disconnected_readings_fail_trades_are_not_sent_and_no_quote_comes()
    {
        var gateway = Connected(new Fault.Disconnect(TimeSpan.FromSeconds(2)));
        desk.Begin(() => gateway.ReadPositionsAsync(default)).Result.Failure.ShouldBe("no connection to the broker");
        SetStop(gateway).Result.ShouldBeOfType<TradeAnswer.NotSent>();
        desk.Quote(1.10001m, 1.10011m);
        ears.Quotes.ShouldBeEmpty();
        gateway.TradeCalls.ShouldBe(0);

        desk.Pass(2000);
        desk.Quote(1.10002m, 1.10012m);
        ears.Quotes.Count.ShouldBe(1);
        ears.Connections.Select(change => change.Connected).ShouldBe([true, false, true]);
    }

    [Fact]
    public void A_connection_lost_before_the_answer_leaves_the_trade_unanswered()
    {
        var gateway = Connected();
        var answer = SetStop(gateway);
        desk.Pass(50);
        gateway.DisconnectFor(TimeSpan.FromSeconds(1));
        desk.Pass(50);
        answer.Result.ShouldBeOfType<TradeAnswer.Unanswered>();
        Stop.ShouldBe(new Price(1.09m));
    }

    [Fact]
    public void With_auto_trading_off_the_gateway_is_refused_and_a_hand_is_not()
    {
        desk.Broker.AutoTrading = false;
        SetStop(Connected(options: new SimulatedGatewayOptions())).Result.ShouldBe(new TradeAnswer.Answered(TradeRetcode.ClientDisablesAutoTrading));
        desk.Modify(ticket, 1.08m).ShouldBe(TradeRetcode.Done);
    }

    [Fact]
    public void The_same_seed_brings_the_same_storm()
    {
        string Run(ulong seed)
        {
            using var other = new GatewayTests();
            var gateway = other.Connected(options: new SimulatedGatewayOptions { AnswerDeadline = TimeSpan.FromSeconds(3) }, faults: FaultPlan.Storm(seed, 60));
            var answers = new List<string>();
            for (var n = 0; n < 60; n++)
            {
                var answer = other.SetStop(gateway, 1.08m + n * 0.00001m);
                other.desk.Pass(10_000);
                answers.Add(answer.Result.ToString());
            }

            return string.Join('\n', answers);
        }

        Run(5).ShouldBe(Run(5));
        Run(5).ShouldNotBe(Run(6));
        Run(5).ShouldContain("Unanswered");
    }
}

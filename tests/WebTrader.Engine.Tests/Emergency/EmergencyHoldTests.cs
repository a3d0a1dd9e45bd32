using Shouldly;
using WebTrader.Brokers.Simulator;
using WebTrader.Core.Journal;
using WebTrader.Core.Market;
using WebTrader.Core.Orders;
using WebTrader.Core.Positions;
using WebTrader.Core.Safety.Emergency;
using WebTrader.Core.Stops;
using WebTrader.Core.Writing;
using WebTrader.Engine.Emergency;
using WebTrader.TestKit.Engine;
using Xunit;

namespace WebTrader.Engine.Tests.Emergency;

/// <summary>What halts, freezes and tightens never takes a stop away, and holds until it is released.</summary>
public sealed class EmergencyHoldTests
{
    private static EmergencyStop Stop(EmergencyAction action, EmergencyScope? scope = null) => new("e-1", action, scope ?? EmergencyScope.Everything, "anna", "", TradingDesk.Noon);

    private static TradingDesk Desk(IReadOnlyList<SimulatedSymbol>? symbols = null)
    {
        var desk = new TradingDesk(symbols is null ? null : new DeskSettings { Symbols = symbols }).Starts();
        desk.Quote(1.10000m);
        return desk;
    }

    private static void Presses(TradingDesk desk, EmergencyStop stop) => desk.Begins(() => Task.FromResult(desk.Session.Emergency.Order(stop)));

    private static void Releases(TradingDesk desk) => desk.Begins(() => Task.FromResult(desk.Session.Emergency.Release("e-1", "anna", "over")));

    private static EmergencyView View(TradingDesk desk) => desk.Session.Emergency.Views.ShouldHaveSingleItem();

    private static WriteResult Places(TradingDesk desk, string symbol = "EURUSD")
    {
        WriteResult? result = null;
        var placing = desk.Begins(async () => result = (await desk.Session.Orders.PlaceAsync(new OrderWish(symbol, Side.Long, new OrderSize.Given(new Lots(0.01m)), null, null, 0), "bert", null, null)).Result);
        for (var i = 0; i < 100 && !placing.IsCompleted; i++) desk.PassesMilliseconds(50);
        return result.ShouldNotBeNull();
    }

    [Theory]
    [InlineData(EmergencyAction.HaltEntries)]
    [InlineData(EmergencyAction.Freeze)]
    [InlineData(EmergencyAction.Tighten)]
    [InlineData(EmergencyAction.Flatten)]
    public void Under_every_stop_nothing_is_opened_through_us_until_it_is_released(EmergencyAction action)
    {
        using var desk = Desk();
        Presses(desk, Stop(action));
        desk.PassesSeconds(1);
        var refused = Places(desk);
        refused.Outcome.ShouldBe(WriteOutcome.Denied);
        refused.Reason.ShouldStartWith("Entries are halted by emergency stop e-1");
        desk.Broker.Positions.ShouldBeEmpty();
        Releases(desk);
        Places(desk).Outcome.ShouldBe(WriteOutcome.Accepted);
    }

    [Fact]
    public void Under_halt_what_others_open_is_protected_and_protection_goes_on()
    {
        using var desk = Desk();
        var before = desk.OpensByHand();
        Presses(desk, Stop(EmergencyAction.HaltEntries));
        var after = desk.OpensByHand();
        desk.PassesMilliseconds(100);
        desk.StopOf(after).ShouldBe(1.09802m);
        desk.Quote(1.10050m);
        desk.PassesMilliseconds(100);
        desk.StopOf(before).ShouldBe(1.10032m);
        View(desk).State.ShouldBe(EmergencyState.InForce);
    }

    [Fact]
    public void A_halt_of_one_symbol_leaves_the_others_open()
    {
        using var desk = Desk();
        desk.Quote("GBPUSD", 1.25000m, 1.25002m);
        Presses(desk, Stop(EmergencyAction.HaltEntries, new EmergencyScope(Symbol: "EURUSD")));
        Places(desk).Outcome.ShouldBe(WriteOutcome.Denied);
        Places(desk, "GBPUSD").Outcome.ShouldBe(WriteOutcome.Accepted);
    }

    [Fact]
    public void Frozen_no_stop_is_moved_in_profit_and_the_hard_stop_is_still_kept()
    {
        using var desk = Desk();
        var ticket = desk.OpensByHand();
        Presses(desk, Stop(EmergencyAction.Freeze));
        desk.Quote(1.10050m);
        desk.PassesSeconds(1);
        desk.StopOf(ticket).ShouldBe(1.09802m, "it stays where it was");
        desk.SetsByHand(ticket, null);
        desk.PassesSeconds(1);
        desk.StopOf(ticket).ShouldBe(1.09802m, "a position without its hard stop gets it back");
        var later = desk.OpensByHand();
        desk.PassesSeconds(1);
        desk.StopOf(later).ShouldNotBeNull();
        Releases(desk);
        desk.PassesSeconds(1);
        desk.StopOf(ticket).ShouldBe(1.10032m, "the rules go on from where the price is");
    }

    [Fact]
    public void Tightened_every_stop_is_as_near_as_the_stops_level_allows_without_the_room_of_the_rules()
    {
        var spec = SymbolSpecs.BuiltIn.Single(symbol => symbol.Spec.Name == "EURUSD");
        using var desk = Desk([spec with { Spec = spec.Spec with { StopsLevel = 30 } }]);
        var bought = desk.OpensByHand();
        var sold = desk.OpensByHand(Side.Short);
        desk.PassesSeconds(1);
        Presses(desk, Stop(EmergencyAction.Tighten));
        desk.PassesSeconds(1);
        desk.StopOf(bought).ShouldBe(1.09970m);
        desk.StopOf(sold).ShouldBe(1.10032m);
        View(desk).State.ShouldBe(EmergencyState.Proved);
        desk.Journal.All<EmergencyProved>().ShouldHaveSingleItem().Tickets.ShouldBe(2);
        desk.Journal.All<StopSettled>().Count(settled => settled.Intent.Reason == "asked by emergency stop e-1 of anna").ShouldBe(2);
    }

    [Fact]
    public void The_certificate_of_a_tightened_stop_says_what_was_wanted_sent_answered_and_read_back()
    {
        using var desk = Desk();
        var ticket = desk.OpensByHand();
        desk.PassesSeconds(1);
        var before = desk.Session.View.Ticket(ticket)!.Certificate;
        before.Sent.ShouldNotBeNull().Price!.Value.Value.ShouldBe(1.09802m);
        Presses(desk, Stop(EmergencyAction.Tighten));
        desk.PassesSeconds(1);

        var certificate = desk.Session.View.Ticket(ticket)!.Certificate;
        foreach (var step in new[] { certificate.Wanted, certificate.Sent, certificate.Acknowledged, certificate.ReadBack }) step.ShouldNotBeNull().Price!.Value.Value.ShouldBe(1.09999m);
        certificate.Wanted!.Proof.ShouldBe("Set by the operator");
        certificate.Sent!.Token.ShouldNotBeNull().ShouldNotBe(before.Sent.Token);
        certificate.ReadBack!.Proof.ShouldBe("equal to wanted");
    }

    [Fact]
    public void What_is_left_to_others_by_the_settings_is_not_tightened()
    {
        using var desk = new TradingDesk(new DeskSettings { Engine = new EngineOptions { Layers = [new StopLayer(StopLayerKind.Account, "", new StopPatch { Manage = false })] } }).Starts();
        desk.Quote(1.10000m);
        var ticket = desk.OpensByHand(stop: 1.09000m);
        desk.PassesSeconds(1);
        Presses(desk, Stop(EmergencyAction.Tighten));
        desk.PassesSeconds(3);
        desk.StopOf(ticket).ShouldBe(1.09000m);
        View(desk).Left.ShouldHaveSingleItem().ShouldContain("is left to others by the settings");
    }

    [Fact]
    public void A_tightening_that_is_refused_is_told_and_tried_until_it_is_done()
    {
        using var desk = Desk();
        var ticket = desk.OpensByHand();
        desk.PassesSeconds(1);
        desk.For(TimeSpan.FromSeconds(5), GatewayCall.SetStop, new Fault.Reject(TradeRetcode.MarketClosed));
        Presses(desk, Stop(EmergencyAction.Tighten));
        desk.PassesSeconds(2);
        View(desk).State.ShouldBe(EmergencyState.Left);
        View(desk).Left.ShouldHaveSingleItem().ShouldBe($"Ticket {ticket} of EURUSD: The broker refused: the market is closed; its stop stands at 1.09802");
        desk.Idles(TimeSpan.FromSeconds(8));
        View(desk).State.ShouldBe(EmergencyState.Proved);
        desk.StopOf(ticket).ShouldBe(1.09999m);
    }

    [Fact]
    public void What_was_tightened_before_a_restart_is_not_tightened_again()
    {
        using var desk = Desk();
        var ticket = desk.OpensByHand();
        desk.PassesSeconds(1);
        EmergencyStop? done = null;
        desk.Session.Emergency.OnDone = stop => done = stop;
        Presses(desk, Stop(EmergencyAction.Tighten));
        desk.PassesSeconds(1);
        done.ShouldNotBeNull().DoneAt.ShouldNotBeNull();
        desk.Crashes();
        desk.Quote(1.10004m);
        desk.StartsUnder(done);
        desk.Idles(TimeSpan.FromSeconds(3));
        desk.StopOf(ticket).ShouldBe(1.09999m);
        View(desk).State.ShouldBe(EmergencyState.Proved);
    }

    [Fact]
    public void An_operator_may_still_close_and_tighten_under_every_stop()
    {
        using var desk = Desk();
        var ticket = desk.OpensByHand();
        desk.PassesSeconds(1);
        Presses(desk, Stop(EmergencyAction.Freeze));
        WriteResult? closed = null;
        desk.Begins(async () => closed = await desk.Session.Executor.CloseAsync(ticket, null, "bert", TestContext.Current.CancellationToken));
        desk.PassesSeconds(1);
        closed.ShouldNotBeNull().Outcome.ShouldBe(WriteOutcome.Accepted);
    }

    [Fact]
    public void A_preview_says_in_which_order_and_at_what_money_and_sends_nothing()
    {
        using var desk = Desk();
        var small = desk.OpensByHand(stop: 1.09990m);
        var big = desk.OpensByHand(lots: 0.05m, stop: 1.09970m);
        desk.PassesSeconds(1);
        var calls = desk.Wire.TradeCalls;
        EmergencyPlan? plan = null;
        desk.Begins(async () => plan = await desk.Session.Emergency.PreviewAsync(EmergencyAction.Flatten, EmergencyScope.Everything));
        plan.ShouldNotBeNull().Lines.Select(line => line.Ticket).ShouldBe([big, small]);
        plan.Lines[0].Floating.ShouldBe(new Money(-0.10m));
        plan.Lines.ShouldAllBe(line => line.Obstacle == null);
        plan.Problem.ShouldBeNull();
        desk.Wire.TradeCalls.ShouldBe(calls);
    }
}

using Shouldly;
using WebTrader.Brokers.Simulator;
using WebTrader.Core.Journal;
using WebTrader.Core.Market;
using WebTrader.Core.Ports;
using WebTrader.Core.Positions;
using WebTrader.Core.Safety.Emergency;
using WebTrader.Core.Writing;
using WebTrader.Engine.Emergency;
using WebTrader.TestKit.Engine;
using Xunit;

namespace WebTrader.Engine.Tests.Emergency;

/// <summary>Flatten ends with the broker's own readings that nothing is open, or with the list of what is left and why.</summary>
public sealed class EmergencyFlattenTests
{
    private static readonly EmergencyStop All = new("e-1", EmergencyAction.Flatten, EmergencyScope.Everything, "anna", "", TradingDesk.Noon);

    private static TradingDesk Desk(int positions = 0, int latency = 80, int inFlight = 8)
    {
        var reach = new SimulatedGatewayOptions { TradeLatency = TimeSpan.FromMilliseconds(latency), ReadLatency = TimeSpan.FromMilliseconds(latency), TradesInFlight = inFlight };
        var desk = new TradingDesk(new DeskSettings { Gateway = reach, Engine = DeskSettings.Talkative }).Starts();
        desk.Quote(1.10000m);
        for (var i = 0; i < positions; i++) desk.OpensByHand(i % 2 == 0 ? Side.Long : Side.Short, stop: i % 2 == 0 ? 1.09900m : 1.10100m);
        desk.Idles(TimeSpan.FromSeconds(3));
        return desk;
    }

    private static void Presses(TradingDesk desk, EmergencyStop stop)
    {
        desk.Begins(() =>
        {
            desk.Session.Emergency.Order(stop);
            return Task.CompletedTask;
        });
    }

    private static EmergencyView View(TradingDesk desk) => desk.Session.Emergency.Views.ShouldHaveSingleItem();

    private static TimeSpan Flattens(TradingDesk desk, TimeSpan atMost)
    {
        var began = desk.Now;
        while (View(desk).State != EmergencyState.Proved && desk.Now - began < atMost) desk.PassesMilliseconds(5);
        View(desk).State.ShouldBe(EmergencyState.Proved, string.Join("; ", View(desk).Left));
        return View(desk).Took!.Value;
    }

    [Theory]
    [InlineData(100, 80, 8)]
    [InlineData(100, 80, 1)]
    [InlineData(10, 40, 4)]
    [InlineData(1, 80, 8)]
    [InlineData(0, 80, 8)]
    public void One_reading_the_closes_and_two_readings_of_proof_are_all_it_takes(int positions, int latency, int inFlight)
    {
        using var desk = Desk(positions, latency, inFlight);
        Presses(desk, All);
        var took = Flattens(desk, TimeSpan.FromSeconds(30));
        desk.Broker.Positions.ShouldBeEmpty();
        var allowed = 1.1 * (1 + Math.Ceiling(positions / (double)inFlight) + 2) * latency;
        TestContext.Current.TestOutputHelper?.WriteLine($"{positions} positions, {latency} ms, {inFlight} in flight: {took.TotalMilliseconds} ms of {allowed} ms");
        took.TotalMilliseconds.ShouldBeLessThanOrEqualTo(allowed);
        desk.PassesSeconds(20);
        desk.Journal.All<PositionClosed>().Count(closed => closed.Trade.Reason == CloseReason.EmergencyStop).ShouldBe(positions);
        desk.Journal.All<EmergencyProved>().ShouldHaveSingleItem().Tickets.ShouldBe(positions);
    }

    [Fact]
    public void A_position_that_a_stop_is_not_about_waits_for_no_more_than_one_close_to_get_its_own_stop()
    {
        using var desk = Desk(positions: 60, inFlight: 1);
        desk.Quote("GBPUSD", 1.25000m, 1.25002m);
        desk.PassesSeconds(1);
        Presses(desk, All with { Scope = new EmergencyScope(Symbol: "EURUSD") });
        desk.PassesSeconds(1);
        var exposed = desk.OpensByHand(symbol: "GBPUSD");
        // A reading shows it, the close under way ends, and its stop goes out.
        desk.PassesMilliseconds(3 * 80 + 80);
        desk.StopOf(exposed).ShouldNotBeNull();
        desk.Broker.Positions.Count.ShouldBeGreaterThan(20, "the closes are far from over");
        Flattens(desk, TimeSpan.FromSeconds(30));
    }

    [Fact]
    public void Pending_orders_are_removed_before_anything_is_closed()
    {
        using var desk = Desk(positions: 3, inFlight: 1);
        desk.Broker.Place(new PendingOrder { Ticket = default, Symbol = "EURUSD", Kind = PendingKind.BuyLimit, Lots = new Lots(0.01m), Price = new Price(1.09000m), Placed = desk.Now }).Retcode.ShouldBe(TradeRetcode.Done);
        var last = new List<string>();
        desk.Broker.Traded += () => last.Add($"{desk.Broker.Orders.Count} orders, {desk.Broker.Positions.Count} positions");
        Presses(desk, All);
        Flattens(desk, TimeSpan.FromSeconds(30));
        last.ShouldContain("0 orders, 3 positions");
        last.ShouldNotContain("1 orders, 2 positions");
        desk.Journal.All<CancelSettled>().ShouldHaveSingleItem().Result.Outcome.ShouldBe(WriteOutcome.Accepted);
    }

    [Fact]
    public void What_can_still_lose_most_is_closed_first()
    {
        using var desk = Desk(inFlight: 1);
        var near = desk.OpensByHand(stop: 1.09990m);
        var far = desk.OpensByHand(stop: 1.09850m);
        var big = desk.OpensByHand(stop: 1.09900m, lots: 0.05m);
        desk.Idles(TimeSpan.FromSeconds(2));
        Presses(desk, All);
        Flattens(desk, TimeSpan.FromSeconds(30));
        desk.Gateway.Closes.Select(close => close.Ticket).ShouldBe([big, far, near]);
    }

    [Fact]
    public void A_scope_leaves_the_others_alone()
    {
        using var desk = Desk(positions: 2);
        desk.Quote("GBPUSD", 1.25000m, 1.25002m);
        var other = desk.OpensByHand(symbol: "GBPUSD", stop: 1.24900m);
        desk.PassesSeconds(2);
        Presses(desk, All with { Scope = new EmergencyScope(Symbol: "EURUSD") });
        Flattens(desk, TimeSpan.FromSeconds(30));
        desk.Broker.Positions.Select(position => position.Ticket).ShouldBe([other]);
        desk.StopOf(other).ShouldNotBeNull();
    }

    [Fact]
    public void What_others_open_meanwhile_and_later_is_closed_too_until_it_is_released()
    {
        using var desk = Desk(positions: 20, inFlight: 2);
        Presses(desk, All);
        desk.PassesMilliseconds(500);
        desk.OpensByHand();
        Flattens(desk, TimeSpan.FromSeconds(30));
        desk.Broker.Positions.ShouldBeEmpty();
        desk.Session.Alarms.Standing.Single(alarm => alarm.Id == "emergency-e-1").Text.ShouldContain("Flat: two readings in a row show nothing open");

        var late = desk.OpensByHand();
        desk.PassesMilliseconds(200);
        View(desk).State.ShouldNotBe(EmergencyState.Proved, "a position is open again");
        desk.Session.Alarms.Standing.Single(alarm => alarm.Id == "emergency-e-1").Text.ShouldNotContain("Flat:");
        Flattens(desk, TimeSpan.FromSeconds(30));
        desk.IsOpen(late).ShouldBeFalse();

        desk.Begins(() => Task.FromResult(desk.Session.Emergency.Release("e-1", "anna", "over")));
        var after = desk.OpensByHand();
        desk.Idles(TimeSpan.FromSeconds(5));
        desk.IsOpen(after).ShouldBeTrue();
        desk.StopOf(after).ShouldNotBeNull();
    }

    [Fact]
    public void A_closed_market_is_listed_with_the_stop_that_stands_and_closed_when_it_opens()
    {
        using var desk = Desk(positions: 4);
        desk.Quote("GBPUSD", 1.25000m, 1.25002m);
        var shut = desk.OpensByHand(symbol: "GBPUSD", stop: 1.24900m);
        desk.Idles(TimeSpan.FromSeconds(2));
        desk.Faults.Add(new FaultCase(new Fault.Reject(TradeRetcode.MarketClosed)) { Ticket = shut, Call = GatewayCall.Close, Until = desk.Now + TimeSpan.FromSeconds(20) });
        Presses(desk, All);
        desk.PassesSeconds(3);
        View(desk).State.ShouldBe(EmergencyState.Left);
        View(desk).Left.ShouldHaveSingleItem().ShouldBe($"Ticket {shut} of GBPUSD: The broker refused: the market is closed; its stop stands at 1.24900");
        desk.Journal.All<EmergencyProved>().ShouldBeEmpty();
        desk.Alarms.ShouldContain("emergency-e-1");
        desk.PassesSeconds(18);
        Flattens(desk, TimeSpan.FromSeconds(30));
        desk.IsOpen(shut).ShouldBeFalse();
    }

    [Fact]
    public void A_market_that_is_closed_over_the_weekend_costs_a_close_a_minute_and_is_left_at_once_when_quotes_come()
    {
        using var desk = Desk();
        desk.Quote("GBPUSD", 1.25000m, 1.25002m);
        var shut = desk.OpensByHand(symbol: "GBPUSD", stop: 1.24900m);
        desk.Idles(TimeSpan.FromSeconds(2));
        desk.Faults.Add(new FaultCase(new Fault.Reject(TradeRetcode.MarketClosed)) { Ticket = shut, Call = GatewayCall.Close, Until = desk.Now + TimeSpan.FromHours(1) });
        Presses(desk, All);
        desk.PassesSeconds(120);
        var before = desk.Wire.TradeCalls;
        desk.PassesSeconds(3480);
        (desk.Wire.TradeCalls - before).ShouldBeInRange(50, 60);

        desk.PassesSeconds(10);
        desk.IsOpen(shut).ShouldBeTrue();
        desk.Quote("GBPUSD", 1.25000m, 1.25002m);
        Flattens(desk, TimeSpan.FromSeconds(3));
        desk.IsOpen(shut).ShouldBeFalse();
    }

    [Fact]
    public void A_symbol_is_found_in_small_letters_too_and_one_that_was_never_open_is_not_called_flat_without_a_word()
    {
        using var desk = Desk(positions: 2);
        Presses(desk, All with { Scope = new EmergencyScope(Symbol: "eurusd") });
        Flattens(desk, TimeSpan.FromSeconds(5));
        desk.Broker.Positions.ShouldBeEmpty();

        using var other = Desk(positions: 2);
        Presses(other, All with { Scope = new EmergencyScope(Symbol: "EURUDS") });
        Flattens(other, TimeSpan.FromSeconds(5));
        other.Broker.Positions.Count.ShouldBe(2);
        other.Session.Alarms.Standing.ShouldHaveSingleItem().Text.ShouldContain("nothing of EURUDS has been open since it was ordered");
    }

    [Fact]
    public void Requotes_partial_closes_and_a_refilling_bot_never_make_a_false_flat()
    {
        using var desk = Desk(positions: 40);
        var random = new Random(7);
        var refills = 6;
        desk.Broker.Traded += () =>
        {
            if (refills > 0 && random.Next(4) == 0 && refills-- > 0) desk.Begins(() => Task.FromResult(desk.Broker.Open(new OrderRequest("EURUSD", Side.Long, new Lots(0.01m), null, null))));
        };
        for (var i = 0; i < 12; i++) desk.NextCall(GatewayCall.Close, new Fault.Reject(TradeRetcode.Requote));
        Presses(desk, All);
        var began = desk.Now;
        while (desk.Now - began < TimeSpan.FromSeconds(20))
        {
            desk.PassesMilliseconds(5);
            if (View(desk).State == EmergencyState.Proved) desk.Broker.Positions.ShouldBeEmpty();
        }

        View(desk).State.ShouldBe(EmergencyState.Proved);
        refills.ShouldBe(0);
    }

    [Fact]
    public void A_close_that_is_filled_in_part_is_followed_by_one_for_the_rest()
    {
        using var desk = Desk(inFlight: 2);
        var tickets = Enumerable.Range(0, 6).Select(_ => desk.OpensByHand(lots: 0.03m, stop: 1.09900m)).ToList();
        desk.Idles(TimeSpan.FromSeconds(3));
        desk.Gateway.OnClose = write =>
        {
            if (write.Ticket.Value % 2 == 0 || write.Lots == new Lots(0.01m)) return null;
            desk.Broker.Close(write.Ticket, new Lots(write.Lots.Value - 0.01m), DealReason.Expert, 0, write.Comment).Retcode.ShouldBe(TradeRetcode.Done);
            return Task.FromResult<TradeAnswer>(new TradeAnswer.Answered(TradeRetcode.DonePartial));
        };
        Presses(desk, All);
        Flattens(desk, TimeSpan.FromSeconds(20));
        desk.Broker.Positions.ShouldBeEmpty();
        desk.Gateway.Closes.Count.ShouldBe(tickets.Count + tickets.Count(ticket => ticket.Value % 2 == 1));
    }

    [Fact]
    public void A_reading_that_fails_is_never_flat_and_what_is_known_is_closed_all_the_same()
    {
        using var desk = Desk(positions: 5);
        desk.Gateway.OnPositions = static reading => new(Reading<IReadOnlyList<Position>>.Failed("the terminal is busy", reading.Began));
        Presses(desk, All);
        desk.PassesSeconds(4);
        desk.Broker.Positions.ShouldBeEmpty();
        View(desk).State.ShouldBe(EmergencyState.Left);
        View(desk).Left[0].ShouldBe("The positions cannot be read: the terminal is busy");
        desk.Gateway.OnPositions = null;
        Flattens(desk, TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void One_wrong_reading_that_shows_nothing_is_no_proof()
    {
        using var desk = Desk(positions: 5);
        var lies = 1;
        desk.Gateway.OnPositions = reading => new(lies-- > 0 ? Reading<IReadOnlyList<Position>>.Of([], reading.Began) : reading);
        Presses(desk, All);
        while (View(desk).State != EmergencyState.Proved) desk.PassesMilliseconds(5);
        desk.Broker.Positions.ShouldBeEmpty();
    }

    [Fact]
    public void Hung_holders_of_every_tenth_ticket_lock_are_revoked_and_their_positions_closed()
    {
        using var desk = Desk(positions: 40);
        foreach (var position in desk.Broker.Positions.Where((_, place) => place % 10 == 0))
            desk.Faults.Add(new FaultCase(new Fault.Hang(TimeSpan.FromSeconds(60))) { Ticket = position.Ticket, Call = GatewayCall.SetStop });
        desk.Quote(1.10060m);
        desk.PassesMilliseconds(300);
        Presses(desk, All);
        Flattens(desk, TimeSpan.FromSeconds(30));
        desk.Broker.Positions.ShouldBeEmpty();
        desk.Broker.Deals.Count.ShouldBe(80, "each was closed once");
        desk.Journal.All<EmergencyStopped>().ShouldHaveSingleItem();
        desk.Journal.All<EmergencyProved>().ShouldHaveSingleItem().Tickets.ShouldBe(40);
    }

    [Fact]
    public void What_is_left_says_how_old_the_reading_of_its_stop_is()
    {
        using var desk = Desk(positions: 1);
        var ticket = desk.Broker.Positions.Single().Ticket;
        desk.For(TimeSpan.FromMinutes(5), GatewayCall.Close, new Fault.Reject(TradeRetcode.TradeDisabled));
        Presses(desk, All);
        desk.PassesSeconds(3);
        View(desk).Left.ShouldHaveSingleItem().ShouldEndWith("its stop stands at 1.09900");

        desk.For(TimeSpan.FromMinutes(5), GatewayCall.ReadPositions, new Fault.FailRead("the terminal did not answer"));
        desk.For(TimeSpan.FromMinutes(5), GatewayCall.ReadPosition, new Fault.FailRead("the terminal did not answer"));
        desk.PassesSeconds(30);
        View(desk).Left.Single(line => line.StartsWith($"Ticket {ticket}", StringComparison.Ordinal)).ShouldMatch("its stop stood at 1\\.09900 when it was last read, [23][0-9] s ago$");
    }

    [Fact]
    public void A_preview_names_what_the_broker_would_refuse_because_the_price_is_near_to_the_stop()
    {
        var spec = SymbolSpecs.BuiltIn.Single(symbol => symbol.Spec.Name == "EURUSD");
        using var desk = new TradingDesk(new DeskSettings { Symbols = [spec with { Spec = spec.Spec with { FreezeLevel = 50 } }] }).Starts();
        desk.Quote(1.10000m);
        desk.OpensByHand(stop: 1.09960m);
        desk.PassesSeconds(1);
        EmergencyPlan? plan = null;
        desk.Begins(async () => plan = await desk.Session.Emergency.PreviewAsync(EmergencyAction.Flatten, EmergencyScope.Everything));
        desk.PassesSeconds(1);
        plan.ShouldNotBeNull().Lines.ShouldHaveSingleItem().Obstacle.ShouldBe("The price is so near to 1.09960 that the broker refuses every change until it leaves");
    }

    [Fact]
    public void What_still_waits_for_its_ticket_when_the_stop_is_released_is_not_closed_any_more()
    {
        using var desk = Desk();
        desk.NextCall(GatewayCall.SetStop, new Fault.Hang(TimeSpan.FromSeconds(2)));
        desk.Begins(() =>
        {
            desk.Broker.Open(new OrderRequest("EURUSD", Side.Long, new Lots(0.01m)));
            return Task.CompletedTask;
        });
        desk.PassesMilliseconds(400);
        Presses(desk, All);
        desk.PassesMilliseconds(400);
        desk.Broker.Positions.Count.ShouldBe(1, "its ticket is held by the call that hangs");
        desk.Begins(() => Task.FromResult(desk.Session.Emergency.Release("e-1", "anna", "over")));
        desk.PassesSeconds(10);
        desk.Broker.Positions.ShouldHaveSingleItem().StopLoss.ShouldNotBeNull();
    }

    [Fact]
    public void It_goes_on_after_a_crash_in_the_middle_and_ends_flat()
    {
        using var desk = Desk(positions: 40);
        Presses(desk, All);
        desk.PassesMilliseconds(300);
        desk.Broker.Positions.Count.ShouldBeInRange(1, 39);
        desk.Crashes();
        desk.StartsUnder(All);
        Flattens(desk, TimeSpan.FromSeconds(30));
        desk.Broker.Positions.ShouldBeEmpty();
        desk.Session.Entries.WhyNot(desk.Any()).ShouldNotBeNull().ShouldContain("Entries are halted by emergency stop e-1");
        desk.Journal.All<EmergencyStopped>().Select(fact => fact.Stop.Id).ShouldBe(["e-1", "e-1"], "each session tells of it");
    }

    [Fact]
    public void Pressed_twice_it_is_one_stop()
    {
        using var desk = Desk(positions: 3);
        Presses(desk, All);
        Presses(desk, All);
        Flattens(desk, TimeSpan.FromSeconds(10));
        Presses(desk, All);
        desk.Journal.All<EmergencyStopped>().ShouldHaveSingleItem();
        desk.Gateway.Closes.Count.ShouldBe(3);
    }

    [Fact]
    public void Automatic_trading_switched_off_is_told_and_nothing_is_called_flat()
    {
        using var desk = Desk(positions: 3);
        desk.Broker.AutoTrading = false;
        Presses(desk, All);
        desk.PassesSeconds(3);
        View(desk).State.ShouldBe(EmergencyState.Left);
        View(desk).Left.Count.ShouldBe(3);
        View(desk).Left[0].ShouldContain("automatic trading is switched off in the terminal");
        desk.Broker.AutoTrading = true;
        Flattens(desk, TimeSpan.FromSeconds(10));
    }
}

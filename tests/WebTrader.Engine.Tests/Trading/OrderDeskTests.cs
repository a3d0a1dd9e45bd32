using Shouldly;
using WebTrader.Brokers.Simulator;
using WebTrader.Core.Journal;
using WebTrader.Core.Market;
using WebTrader.Core.Orders;
using WebTrader.Core.Positions;
using WebTrader.Core.Safety;
using WebTrader.Core.Safety.Emergency;
using WebTrader.Core.Writing;
using WebTrader.Engine.Trading;
using WebTrader.TestKit.Engine;
using Xunit;

namespace WebTrader.Engine.Tests.Trading;

/// <summary>Orders carry their stop, are refused where they cannot, and are opened once however often they are asked for.</summary>
public sealed class OrderDeskTests
{
    private const string Operator = "the operator";

    private static TradingDesk Desk(DeskSettings? settings = null)
    {
        var desk = new TradingDesk(settings).Starts();
        desk.Quote(1.10000m);
        return desk;
    }

    private static OrderWish Wish(decimal lots = 0.01m, decimal? stop = null, string symbol = "EURUSD", long magic = 0) =>
        new(symbol, Side.Long, new OrderSize.Given(new Lots(lots)), stop is { } at ? new Price(at) : null, null, magic);

    private static PlacedOrder Places(TradingDesk desk, OrderWish wish, string? name = null, DateTimeOffset? since = null)
    {
        PlacedOrder? result = null;
        var asking = desk.Begins(async () => result = await desk.Session.Orders.PlaceAsync(wish, Operator, name, since));
        for (var i = 0; i < 400 && !asking.IsCompleted; i++) desk.PassesMilliseconds(50);
        asking.IsCompletedSuccessfully.ShouldBeTrue(asking.Exception?.ToString());
        return result!;
    }

    [Fact]
    public void An_order_without_a_stop_of_its_own_leaves_with_the_hard_stop_inside()
    {
        using var desk = Desk();
        var placed = Places(desk, Wish());
        placed.Result.Outcome.ShouldBe(WriteOutcome.Accepted, placed.Result.Reason);
        desk.Journal.All<OpenIntended>().Single().Write.Stop!.Value.Value.ShouldBe(1.09802m);
        desk.StopOf(placed.Ticket!.Value).ShouldBe(1.09802m);
        desk.Wire.TradeCalls.ShouldBe(1, "no second call was needed to protect it");
        desk.Session.Book.Find(placed.Ticket.Value).ShouldNotBeNull();
    }

    [Fact]
    public void An_order_without_a_magic_number_is_judged_by_the_one_that_the_broker_will_show()
    {
        using var desk = Desk();
        desk.Gateway.OwnMagic = 5080;
        desk.Begins(() =>
        {
            desk.Session.Emergency.Order(new EmergencyStop("e-1", EmergencyAction.HaltEntries, new EmergencyScope(Magic: 5080), "anna", "", desk.Now));
            return Task.CompletedTask;
        });

        Places(desk, Wish()).Result.Reason.ShouldStartWith("Entries are halted by emergency stop e-1");
        Places(desk, Wish(magic: 7)).Result.Outcome.ShouldBe(WriteOutcome.Accepted);
        desk.Broker.Positions.ShouldHaveSingleItem().Magic.ShouldBe(7);
    }

    [Fact]
    public void A_preview_tells_the_same_and_sends_nothing()
    {
        using var desk = Desk();
        PlacedOrder? seen = null;
        desk.Begins(async () => seen = await desk.Session.Orders.PreviewAsync(Wish()));
        desk.PassesMilliseconds(100);
        seen!.Plan!.Stop.Value.ShouldBe(1.09802m);
        seen.Plan.ProfitAtStop.Amount.ShouldBe(-2m);
        desk.Broker.Positions.ShouldBeEmpty();
        desk.Journal.All<OpenIntended>().ShouldBeEmpty();
    }

    [Fact]
    public void An_order_whose_stop_cannot_be_placed_is_refused_and_not_sent()
    {
        using var desk = Desk();
        var refused = Places(desk, Wish(stop: 1.10500m));
        refused.Result.Outcome.ShouldBe(WriteOutcome.Denied);
        refused.Result.Reason.ShouldContain("stop is 1.10500, the broker allows");
        desk.Journal.All<OpenIntended>().ShouldBeEmpty();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    public void The_same_order_asked_for_again_and_again_opens_one_position(int times)
    {
        using var desk = Desk(DeskSettings.Slow(40));
        List<Task<PlacedOrder>> all = [];
        desk.Begins(async () =>
        {
            for (var i = 0; i < times; i++) all.Add(desk.Session.Orders.PlaceAsync(Wish(), Operator, "my order 1", null));
            await Task.WhenAll(all);
        });
        desk.PassesSeconds(5);
        var again = Places(desk, Wish(), "my order 1");
        desk.Broker.Positions.ShouldHaveSingleItem();
        all.Select(each => each.Result.Ticket).Append(again.Ticket).Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public void An_order_whose_answer_never_came_is_looked_for_and_not_sent_again_while_it_may_still_arrive()
    {
        using var desk = Desk(new DeskSettings { Gateway = new SimulatedGatewayOptions { AnswerDeadline = TimeSpan.FromSeconds(60) } });
        desk.NextCall(GatewayCall.Open, new Fault.Hang(TimeSpan.FromSeconds(20)));
        Places(desk, Wish(), "my order").Result.Outcome.ShouldBe(WriteOutcome.Unknown);
        var again = Places(desk, Wish(), "my order");
        again.Result.Outcome.ShouldBe(WriteOutcome.Unknown);
        again.Result.Reason.ShouldContain("It was not sent again");
        desk.Idles(TimeSpan.FromSeconds(25));
        var found = Places(desk, Wish(), "my order");
        found.Result.Outcome.ShouldBe(WriteOutcome.Accepted);
        found.Ticket.ShouldBe(desk.Broker.Positions.ShouldHaveSingleItem().Ticket);
        desk.Journal.All<OpenIntended>().ShouldHaveSingleItem();
    }

    [Fact]
    public void An_order_that_was_lost_on_its_way_is_sent_again_once_it_cannot_arrive_any_more()
    {
        using var desk = Desk(new DeskSettings { Gateway = new SimulatedGatewayOptions { AnswerDeadline = TimeSpan.FromSeconds(60) } });
        desk.NextCall(GatewayCall.Open, new Fault.LoseRequest());
        Places(desk, Wish(), "my order").Result.Outcome.ShouldBe(WriteOutcome.Unknown);
        desk.Idles(TimeSpan.FromSeconds(65));
        Places(desk, Wish(), "my order").Result.Outcome.ShouldBe(WriteOutcome.Accepted);
        desk.Broker.Positions.ShouldHaveSingleItem();
    }

    [Fact]
    public void An_order_that_was_sent_again_is_not_sent_a_third_time_while_the_second_may_still_arrive()
    {
        using var desk = Desk(new DeskSettings { Gateway = new SimulatedGatewayOptions { AnswerDeadline = TimeSpan.FromSeconds(60) } });
        desk.NextCall(GatewayCall.Open, new Fault.LoseRequest());
        Places(desk, Wish(), "my order").Result.Outcome.ShouldBe(WriteOutcome.Unknown);
        desk.Idles(TimeSpan.FromSeconds(65));
        desk.NextCall(GatewayCall.Open, new Fault.LoseRequest());
        Places(desk, Wish(), "my order").Result.Outcome.ShouldBe(WriteOutcome.Unknown);
        desk.Journal.All<OpenIntended>().Count().ShouldBe(2);
        Places(desk, Wish(), "my order").Result.Reason.ShouldContain("It was not sent again");
        desk.Journal.All<OpenIntended>().Count().ShouldBe(2, "the second left a moment ago");
    }

    [Fact]
    public void What_a_killed_process_had_sent_may_arrive_for_as_long_as_any_call_may_whatever_the_wall_clock_says()
    {
        using var desk = Desk();
        var refused = Places(desk, Wish(), "lost", desk.Now - TimeSpan.FromHours(1));
        refused.Result.Outcome.ShouldBe(WriteOutcome.Unknown, "this run has only just begun");
        desk.Idles(TimeSpan.FromSeconds(65));
        Places(desk, Wish(), "lost", desk.Now - TimeSpan.FromHours(1)).Result.Outcome.ShouldBe(WriteOutcome.Accepted);
    }

    [Fact]
    public void Of_five_orders_at_once_no_more_leave_than_the_limit_allows()
    {
        using var desk = new TradingDesk(DeskSettings.Slow(40, inFlight: 8) with { Engine = new EngineOptions { Limits = new AccountLimits { MaxPositions = new Limit(2) } } }).Starts();
        desk.Quote(1.10000m);
        desk.PassesSeconds(2);
        List<Task<PlacedOrder>> all = [];
        desk.Begins(async () =>
        {
            for (var i = 0; i < 5; i++) all.Add(desk.Session.Orders.PlaceAsync(Wish(), Operator, $"order {i}", null));
            await Task.WhenAll(all);
        });
        desk.PassesSeconds(5);
        desk.Broker.Positions.Count.ShouldBe(2);
        all.Count(order => order.Result.Result.Outcome == WriteOutcome.Accepted).ShouldBe(2);
        all.Count(order => order.Result.Result.Reason.Contains("MaxPositions is 2, used are 3", StringComparison.Ordinal)).ShouldBe(3);
    }

    [Fact]
    public void An_operators_close_does_not_wait_until_an_order_of_unknown_outcome_is_found()
    {
        using var desk = Desk(new DeskSettings { Gateway = new SimulatedGatewayOptions { AnswerDeadline = TimeSpan.FromSeconds(4) } });
        var open = desk.OpensByHand();
        desk.PassesSeconds(1);
        desk.NextCall(GatewayCall.Open, new Fault.LoseRequest());
        desk.Begins(async () => await desk.Session.Orders.PlaceAsync(Wish(), Operator, "lost", null));
        desk.PassesMilliseconds(4_100);
        WriteResult? closed = null;
        desk.Begins(async () => closed = await desk.Session.Executor.CloseAsync(open, null, Operator, CancellationToken.None));
        desk.PassesMilliseconds(500);
        closed!.Outcome.ShouldBe(WriteOutcome.Accepted, closed.Reason);
    }

    [Fact]
    public void An_order_that_a_killed_process_had_sent_is_found_by_the_next_one()
    {
        using var desk = Desk();
        var before = desk.Now;
        var ticket = Places(desk, Wish(), "my order").Ticket;
        desk.Crashes();
        desk.Starts();
        var found = Places(desk, Wish(), "my order", before);
        found.Ticket.ShouldBe(ticket);
        found.HasEnded.ShouldBeFalse();
        desk.ClosesByHand(ticket!.Value);
        desk.Crashes();
        desk.Starts();
        var ended = Places(desk, Wish(), "my order", before);
        ended.HasEnded.ShouldBeTrue();
        desk.Broker.Positions.ShouldBeEmpty("what was opened and closed is not opened again");
    }

    [Fact]
    public void Nothing_is_opened_on_an_account_that_is_only_observed()
    {
        using var desk = Desk();
        desk.Session.Arm(Arming.Observe, Operator, "a test");
        var refused = Places(desk, Wish());
        refused.Result.Outcome.ShouldBe(WriteOutcome.Denied);
        refused.Result.Reason.ShouldContain("arm the account");
        desk.Session.Arm(new Arming(false, [], [7]), Operator, "a test");
        Places(desk, Wish(magic: 7)).Result.Outcome.ShouldBe(WriteOutcome.Accepted);
    }

    [Fact]
    public void A_symbol_that_nobody_trades_is_priced_by_asking_the_broker()
    {
        using var desk = new TradingDesk(new DeskSettings { Symbols = [SymbolSpecs.EurUsd, SymbolSpecs.UsdJpy] }).Starts();
        Places(desk, Wish(symbol: "USDJPY")).Result.Reason.ShouldContain("no fresh price of USDJPY");
        desk.Broker.Feed("USDJPY", new Price(150.000m), new Price(150.010m), desk.Now);
        Places(desk, Wish(symbol: "USDJPY")).Result.Outcome.ShouldBe(WriteOutcome.Accepted);
        Places(desk, Wish(symbol: "NOSUCH")).Result.Reason.ShouldContain("NOSUCH cannot be read");
    }
}

using Shouldly;
using WebTrader.Brokers.MtApi5.Gateway;
using WebTrader.Brokers.MtApi5.Protocol;
using WebTrader.Brokers.MtApi5.Terminal.Trading;
using WebTrader.Core.Market;
using WebTrader.Core.Orders;
using WebTrader.Core.Positions;
using Xunit;

namespace WebTrader.Brokers.Tests.MtApi5.Gateway;

public sealed class OrderReaderTests : IAsyncDisposable
{
    private readonly ListedOrders terminal = new();
    private int attempts;

    public ValueTask DisposeAsync() => terminal.DisposeAsync();

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    [InlineData(3, true)]
    [InlineData(4, false)]
    [InlineData(5, false)]
    [InlineData(6, false)]
    [InlineData(7, true)]
    [InlineData(8, true)]
    [InlineData(9, true)]
    [InlineData(10, true)]
    public async Task An_order_waits_until_its_state_says_that_it_is_over(int state, bool waits)
    {
        terminal.List.Add(Order(1) with { State = (Mt5OrderState)state });
        (await ReadAsync()).Count.ShouldBe(waits ? 1 : 0);
    }

    [Theory]
    [InlineData(Mt5OrderType.Buy)]
    [InlineData(Mt5OrderType.Sell)]
    [InlineData(Mt5OrderType.CloseBy)]
    public async Task An_order_that_waits_for_no_price_is_none_of_them(Mt5OrderType type)
    {
        terminal.List.AddRange([Order(1) with { Type = type, State = Mt5OrderState.Started }, Order(2)]);
        (await ReadAsync()).ShouldHaveSingleItem().Ticket.ShouldBe(new Ticket(2));
    }

    [Fact]
    public async Task An_order_of_a_type_that_we_do_not_know_is_a_failed_reading_and_not_left_out()
    {
        terminal.List.AddRange([Order(1) with { Type = (Mt5OrderType)9 }, Order(2)]);
        (await FailureAsync()).ShouldBe("an order is of type 9, known are 0 to 8");
    }

    [Fact]
    public async Task Of_an_order_that_was_filled_in_part_the_rest_waits()
    {
        terminal.List.Add(Order(1) with { State = Mt5OrderState.Partial, Volume = 0.50m, VolumeLeft = 0.30000000000000004m });
        (await ReadAsync()).ShouldHaveSingleItem().Lots.ShouldBe(new Lots(0.3m));
    }

    [Fact]
    public async Task Where_another_client_selects_another_order_between_two_commands_everything_is_read_again()
    {
        terminal.List.AddRange([Order(1), Order(2) with { Magic = 9, Comment = "other" }]);
        Meddle(times: 3);

        var read = await ReadAsync();

        read.ShouldBe([Waiting(1), Waiting(2) with { Magic = 9, Comment = "other" }]);
        attempts.ShouldBe(3);
    }

    [Fact]
    public async Task Where_it_never_stops_nothing_was_read()
    {
        terminal.List.AddRange([Order(1), Order(2)]);
        Meddle(times: 1000);
        (await FailureAsync()).ShouldBe("the list of orders changed 5 times while it was read");
        attempts.ShouldBe(5);
    }

    [Fact]
    public async Task Where_one_went_and_another_came_meanwhile_the_list_is_read_again_although_its_number_is_the_same()
    {
        terminal.List.AddRange([.. Enumerable.Range(1, 9).Select(ticket => Order(ticket))]);
        var looks = 0;
        terminal.Before = request =>
        {
            if (request.Command != Mt5Command.OrderGetTicket || ++looks != 6) return;
            terminal.List.RemoveAt(0);
            terminal.List.Add(Order(10));
        };

        (await ReadAsync()).Select(order => order.Ticket.Value).ShouldBe([2, 3, 4, 5, 6, 7, 8, 9, 10]);
        attempts.ShouldBe(2);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    public async Task A_ticket_that_is_none_is_never_read(long ticket)
    {
        terminal.List.Add(Order(ticket));
        await FailureAsync();
    }

    /// <summary>So many readings of a price meet another order selected.</summary>
    private void Meddle(int times) => terminal.Before = request =>
    {
        if (request != Mt5Request.Order(Mt5OrderDouble.PriceOpen) || times-- <= 0) return;
        terminal.Selected = terminal.List.First(order => order != terminal.Selected);
    };

    private async Task<IReadOnlyList<WaitingOrder>> ReadAsync()
    {
        var options = new Mt5GatewayOptions { Endpoint = "none", Login = WireStage.Login, Server = "Simulated-Demo" };
        var experts = new ExpertDesk(terminal, options, TimeProvider.System);
        experts.Choose();
        return await new OrderReader(experts, new SymbolReader(experts, TimeProvider.System), options).ReadAllAsync(() => attempts++, TestContext.Current.CancellationToken);
    }

    private async Task<string> FailureAsync() => (await Should.ThrowAsync<Mt5ReadException>(ReadAsync)).Message;

    private static WireOrder Order(long ticket) => new(ticket, Mt5OrderType.BuyLimit, Mt5OrderState.Placed, "EURUSD", 0)
    {
        Volume = 0.01m,
        VolumeLeft = 0.01m,
        Price = new Price(1.09m),
        Magic = 5,
        Comment = "grid",
    };

    private static WaitingOrder Waiting(long ticket) => new(new Ticket(ticket), "EURUSD", Side.Long, new Lots(0.01m), new Price(1.09m), 5, "grid");
}

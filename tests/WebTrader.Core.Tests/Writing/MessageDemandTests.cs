using Shouldly;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Core.Stops;
using WebTrader.Core.Writing;
using WebTrader.TestKit.Core;
using Xunit;

namespace WebTrader.Core.Tests.Writing;

/// <summary>How many moves in profit a position may still need.</summary>
public class MessageDemandTests
{
    private static MessageDemand At(decimal? stop, decimal bid)
    {
        var gold = Situation.Long(Symbols.XauUsd, lots: 0.01m, open: 2400.00m);
        var position = (stop is { } at ? gold.WithStop(at) : gold).Position;
        var quote = new Quote(position.Symbol, new Price(bid), new Price(bid + 0.20m), position.OpenTime, 0);
        return MessageDemand.Of(position, Symbols.XauUsd, quote, new Money(0.10m), new Price(2398.00m), new NextStep(false, null, null));
    }

    [Fact]
    public void A_stop_in_profit_still_has_to_come_to_where_the_price_is_by_so_much_a_move()
    {
        At(2400.50m, 2401.50m).Moves(1m).ShouldBe(10m);
        At(2400.50m, 2401.50m).Moves(4m).ShouldBe(2.5m);
        At(2400.50m, 2401.50m).Moves(0m).ShouldBe(100m, "no move gains less than a tick");
    }

    [Fact]
    public void A_position_in_loss_needs_none_until_it_comes_into_profit_and_the_nearer_its_stop_the_less_likely_that_is()
    {
        At(2398.00m, 2399.10m).Moves(1m).ShouldBe(1.5m, "of 2.20 from the stop to the first lock it stands at 1.10, and then it is a first lock and two moves");
        At(2398.00m, 2398.11m).Moves(1m).ShouldBe(0.15m);
        At(null, 2399.10m).Moves(1m).ShouldBe(1.5m, "its hard stop is on its way");
    }

    [Fact]
    public void Where_messages_are_scarce_the_first_lock_is_further_away_too() =>
        At(2398.00m, 2399.10m).Moves(4m).ShouldBe(1.10m / 2.40m * 1.5m, 0.0001m);
}

using Shouldly;
using WebTrader.TestKit.Engine;
using Xunit;

namespace WebTrader.Engine.Tests.StopLoss;

/// <summary>Quotes that no market made. The market is quiet before each: two points of spread.</summary>
public class BadQuoteTests
{
    private static TradingDesk Desk()
    {
        var desk = new TradingDesk().Starts();
        desk.Quote(1.10000m);
        // The specification of a symbol is read with its first position; only then can its quotes be judged.
        desk.OpensByHand(lots: 0.02m);
        desk.Idles(TimeSpan.FromSeconds(5));
        return desk;
    }

    [Fact]
    public void A_single_quote_far_outside_moves_no_stop_and_the_row_says_why()
    {
        using var desk = Desk();
        var ticket = desk.OpensByHand();
        var stop = desk.StopOf(ticket);

        desk.Quote(1.20000m);

        desk.StopOf(ticket).ShouldBe(stop);
        desk.Row(ticket).Reason.ShouldStartWith("Distrusted until another quote confirms it");
        desk.Quote(1.10000m);
        desk.StopOf(ticket).ShouldBe(stop);
    }

    [Fact]
    public void A_jump_that_a_second_quote_confirms_moves_the_stop()
    {
        using var desk = Desk();
        var ticket = desk.OpensByHand();

        desk.Quote(1.12000m);
        desk.Quote(1.12001m);

        desk.StopOf(ticket)!.Value.ShouldBeGreaterThan(1.11900m);
    }

    [Fact]
    public void A_spike_in_the_spread_moves_no_stop_in_profit_and_its_end_does()
    {
        using var desk = Desk();
        var ticket = desk.OpensByHand();
        var stop = desk.StopOf(ticket);

        desk.Quote(TradingDesk.EurUsd, 1.10060m, 1.10090m);
        desk.StopOf(ticket).ShouldBe(stop);

        desk.Quote(1.10060m);
        desk.StopOf(ticket)!.Value.ShouldBeGreaterThan(1.10000m);
    }

    [Fact]
    public void A_ticket_without_a_stop_is_not_held_back_by_a_quote_far_outside()
    {
        using var desk = Desk();
        desk.Quote(1.12000m);
        var ticket = desk.OpensByHand();

        desk.StopOf(ticket).ShouldNotBeNull();
    }
}

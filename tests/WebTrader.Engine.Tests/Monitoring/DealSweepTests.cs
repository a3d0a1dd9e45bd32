using Shouldly;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Engine.Monitoring;
using WebTrader.TestKit.Engine;
using Xunit;

namespace WebTrader.Engine.Tests.Monitoring;

/// <summary>A position that nobody saw is found in the broker's deals, whatever else happens while they are read.</summary>
public sealed class DealSweepTests
{
    private static readonly DateTimeOffset Start = TradingDesk.Noon;

    private static Deal Deal(long position, DealEntry entry, double seconds) => new()
    {
        Number = position * 10 + (int)entry, Position = new PositionId(position), Symbol = "EURUSD", Entry = entry, Reason = DealReason.Client, Side = entry == DealEntry.In ? Side.Long : Side.Short,
        Lots = new Lots(0.01m), Price = new Price(1.1m), Time = Start.AddSeconds(seconds), Comment = "",
    };

    [Fact]
    public void A_reading_that_began_before_it_was_known_how_far_to_go_back_is_made_again()
    {
        var sweep = new DealSweep(Start);
        var since = sweep.Begin();
        sweep.Recover(Start.AddMinutes(-5), []);

        sweep.Unseen(since, [Deal(9, DealEntry.In, 1), Deal(9, DealEntry.Out, 2)], _ => false).ShouldBeEmpty();
        sweep.IsDue.ShouldBeTrue();
        sweep.Begin().ShouldBe(Start.AddMinutes(-5));
        sweep.Unseen(Start.AddMinutes(-5), [Deal(7, DealEntry.In, -200), Deal(7, DealEntry.Out, -199), Deal(9, DealEntry.In, 1), Deal(9, DealEntry.Out, 2)], _ => false)
            .Select(deals => deals[0].Position.Value).ShouldBe([7, 9]);
    }

    [Fact]
    public void What_happens_while_the_deals_are_read_and_what_cannot_be_read_is_looked_for_again()
    {
        var sweep = new DealSweep(Start);
        var since = sweep.Begin();
        sweep.IsDue = true;
        sweep.Unseen(since, [], _ => false);
        sweep.IsDue.ShouldBeTrue("it came while the reading was on its way");

        sweep.Begin();
        sweep.IsDue.ShouldBeFalse();
        sweep.Failed();
        sweep.IsDue.ShouldBeTrue();
    }
}

using Shouldly;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Core.Stops;
using WebTrader.TestKit.Journal;
using Xunit;

namespace WebTrader.Core.Tests.Positions;

public class GiveBackTableTests
{
    private static Trade Ended(decimal profit, decimal? peak, CloseReason reason = CloseReason.TrailingStop) =>
        JournalSamples.Trade() with { Profit = new Money(profit), PeakProfit = peak is { } best ? new Money(best) : null, Reason = reason };

    private static GiveBackTable Of(params (Trade Trade, RuleName? Rule)[] trades)
    {
        var table = new GiveBackTable();
        foreach (var (trade, rule) in trades) table.Add(trade, rule);
        return table;
    }

    [Fact]
    public void A_trade_gives_back_what_it_did_not_keep_and_at_most_all_of_its_best()
    {
        decimal Back(decimal profit, decimal? peak) => Of((Ended(profit, peak), RuleName.StepTrailing)).Total.GivenBack.Amount;
        Back(1.00m, 1.50m).ShouldBe(0.50m);
        Back(-2.00m, 1.50m).ShouldBe(1.50m);
        Back(1.60m, 1.50m).ShouldBe(0m);
        Back(-2.00m, -0.20m).ShouldBe(0m, "it never was in profit");
        Back(1.00m, null).ShouldBe(0m, "nobody watched it");
    }

    [Fact]
    public void Rules_stand_by_what_they_gave_back_and_together_they_are_all()
    {
        var table = Of((Ended(1.00m, 1.50m), RuleName.StepTrailing), (Ended(2.00m, 2.50m), RuleName.StepTrailing), (Ended(-2.00m, 1.50m), RuleName.HardStop), (Ended(-2.00m, null), RuleName.HardStop), (Ended(0.30m, 0.40m), null));
        table.Lines.Select(line => (line.Rule, line.Trades, line.Profit.Amount, line.Watched, line.Peak.Amount, line.GivenBack.Amount)).ShouldBe(
            [(RuleName.HardStop, 2, -4.00m, 1, 1.50m, 1.50m), (RuleName.StepTrailing, 2, 3.00m, 2, 4.00m, 1.00m), ((RuleName?)null, 1, 0.30m, 1, 0.40m, 0.10m)]);
        table.Lines[1].Share.ShouldBe(0.25m);
        (table.Total.Trades, table.Total.Profit.Amount, table.Total.Watched, table.Total.GivenBack.Amount).ShouldBe((5, -0.70m, 4, 2.60m));
    }

    [Fact]
    public void A_stop_of_others_takes_the_place_of_our_last_one_and_nothing_watched_has_no_share()
    {
        var table = Of((Ended(1.00m, null, CloseReason.ForeignStop), RuleName.StepTrailing));
        table.Lines.ShouldHaveSingleItem().Rule.ShouldBe(RuleName.Broker);
        table.Total.Share.ShouldBeNull();
        Of().Lines.ShouldBeEmpty();
    }
}

using Shouldly;
using WebTrader.Core.Market;
using WebTrader.Core.Stops;
using WebTrader.Core.Stops.Rules;
using WebTrader.TestKit.Core;
using Xunit;

namespace WebTrader.Core.Tests.Stops.Rules;

public class ProfitLevelsRuleTests
{
    private static readonly StopPlan Plan = new()
    {
        MaxRisk = new Money(100m), SweetSpotFrom = new Money(80m), SweetSpotTo = new Money(85m), TrailingStep = new Money(90m), MinimumMove = new Money(0.01m),
        ProfitLevels = new ProfitLevelsPlan([new ProfitLevel(300, 0.5m), new ProfitLevel(600, 0.3m)], StopAfterFirst: 20),
    };

    /// <summary>With its hard stop, so that nothing but the levels has anything to do.</summary>
    private static readonly Situation Euro = Situation.Long(Symbols.EurUsd, lots: 0.10m, open: 1.08650m).With(Plan).WithStop(1.08450m);

    [Fact]
    public void At_the_first_level_half_is_closed() => Part(Euro.At(1.08950m, 1.08952m)).ShouldBe((0.05m, "The gain has come to 300 points: closes 0.05 of 0.10"));

    [Fact]
    public void Before_the_level_it_waits_and_says_for_what() =>
        Euro.At(1.08949m, 1.08951m).Proposal(RuleName.ProfitLevels).Reason.ShouldBe("Waits: closes 0.05 at a gain of 300 points");

    [Fact]
    public void After_the_first_part_the_rest_keeps_twenty_points()
    {
        var rest = Left(0.05m).At(1.08950m, 1.08952m);
        rest.ShouldMoveTo(1.08670m).Rule.ShouldBe(RuleName.ProfitLevels);
        Left(0.05m).WithStop(1.08670m).At(1.09249m, 1.09251m).Decision.ShouldBeOfType<StopDecision.Hold>();
        Part(Left(0.05m).WithStop(1.08670m).At(1.09250m, 1.09252m)).Lots.ShouldBe(0.03m);
    }

    [Fact]
    public void What_somebody_closed_by_hand_counts_so_that_no_part_is_closed_twice() => Part(Left(0.08m).At(1.08950m, 1.08952m)).Lots.ShouldBe(0.03m);

    [Fact]
    public void What_was_added_after_a_part_was_closed_counts_besides_it_and_no_level_begins_again()
    {
        var reduced = Left(0.05m).WithStop(1.08670m).At(1.08950m, 1.08952m);
        var larger = reduced with { Progress = reduced.Decide().Progress, Position = reduced.Position with { Lots = new Lots(0.07m), OpenPrice = new Price(1.08690m) } };
        larger.Decide().Progress.MostLots.ShouldBe(new Lots(0.12m), "0.05 closed, 0.07 open");
        Part(larger.At(1.08990m, 1.08992m)).Lots.ShouldBe(0.01m, "half of what was added; the half of the rest is closed already");
    }

    [Fact]
    public void An_older_report_of_the_broker_is_not_taken_for_an_addition()
    {
        var reduced = Left(0.05m).WithStop(1.08670m).At(1.08950m, 1.08952m);
        var older = reduced with { Progress = reduced.Decide().Progress, Position = reduced.Position with { Lots = new Lots(0.10m) } };
        older.Decide().Progress.MostLots.ShouldBe(new Lots(0.10m));
    }

    [Fact]
    public void When_all_levels_are_closed_it_has_nothing_more_to_do() =>
        Left(0.02m).WithStop(1.08670m).At(1.09250m, 1.09252m).Proposal(RuleName.ProfitLevels).Reason.ShouldStartWith("The first part is closed");

    [Fact]
    public void Half_of_the_smallest_volume_is_no_volume_and_it_says_so()
    {
        var small = Situation.Long(Symbols.EurUsd, lots: 0.01m, open: 1.08650m).With(Plan).WithStop(1.06650m).At(1.08950m, 1.08952m);
        small.Decision.ShouldBeOfType<StopDecision.Hold>();
        small.Proposal(RuleName.ProfitLevels).Reason.ShouldBe("Closes nothing: 0.5 of 0.01 is no volume the broker takes (smallest 0.01, steps of 0.01)");
    }

    [Fact]
    public void A_level_that_closes_nothing_is_named_and_the_next_one_is_the_first_after_which_the_stop_moves()
    {
        var plan = Plan with { ProfitLevels = new ProfitLevelsPlan([new ProfitLevel(300, 0.3m), new ProfitLevel(600, 0.5m)], StopAfterFirst: 20) };
        var small = Situation.Long(Symbols.EurUsd, lots: 0.02m, open: 1.08650m).With(plan).WithStop(1.07650m);
        small.At(1.08950m, 1.08952m).Proposal(RuleName.ProfitLevels).Reason.ShouldBe("Waits: closes 0.01 at a gain of 600 points; nothing at 300 points: 0.3 of 0.02 is no volume the broker takes (smallest 0.01, steps of 0.01)");
        Part(small.At(1.09250m, 1.09252m)).Lots.ShouldBe(0.01m);

        var progress = small.At(1.08650m, 1.08652m).Decide().Progress;
        var rest = small with { Position = small.Position with { Lots = new Lots(0.01m) }, Progress = progress };
        rest.At(1.09250m, 1.09252m).ShouldMoveTo(1.08670m).Rule.ShouldBe(RuleName.ProfitLevels);
    }

    [Fact]
    public void A_part_is_rounded_down_to_the_brokers_steps()
    {
        var odd = Situation.Long(Symbols.EurUsd, lots: 0.03m, open: 1.08650m).With(Plan).WithStop(1.08000m);
        Part(odd.At(1.08950m, 1.08952m)).Lots.ShouldBe(0.01m, "half of 0.03 is 0.015");
    }

    [Fact]
    public void A_level_that_takes_all_that_is_left_closes_the_position()
    {
        var all = Euro.With(Plan with { ProfitLevels = new ProfitLevelsPlan([new ProfitLevel(300, 1m)], null) }).At(1.08950m, 1.08952m);
        all.Decision.ShouldBeOfType<StopDecision.CloseNow>().Cause.ShouldBe(CloseCause.ProfitLevel);
    }

    [Fact]
    public void Without_a_stop_the_stop_comes_first() => Euro.WithStop(null).At(1.08950m, 1.08952m).Decision.ShouldBeOfType<StopDecision.Move>();

    [Fact]
    public void A_short_closes_below_its_entry() =>
        Part(Situation.Short(Symbols.EurUsd, 0.10m, 1.08650m).With(Plan).WithStop(1.08850m).At(1.08348m, 1.08350m)).Lots.ShouldBe(0.05m);

    [Fact]
    public void It_sleeps_until_the_level() => Euro.At(1.08700m, 1.08702m).Decide().Next.From.ShouldNotBeNull().Value.ShouldBeLessThanOrEqualTo(1.08950m);

    private static Situation Left(decimal lots)
    {
        var opened = Euro.At(1.08650m, 1.08652m);
        var progress = opened.Decide().Progress;
        return Euro with { Position = Euro.Position with { Lots = new Lots(lots) }, Progress = progress };
    }

    private static (decimal Lots, string Reason) Part(Situation at)
    {
        var part = at.Decision.ShouldBeOfType<StopDecision.ClosePart>(at.Decision.Reason);
        return (part.Lots.Value, part.Reason);
    }
}

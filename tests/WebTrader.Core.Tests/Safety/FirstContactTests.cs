using Shouldly;
using WebTrader.Core.Market;
using WebTrader.Core.Safety;
using WebTrader.Core.Stops;
using WebTrader.TestKit.Core;
using Xunit;

namespace WebTrader.Core.Tests.Safety;

public class FirstContactTests
{
    /// <summary>A tenth of a lot: a point is 0.10, a spread of two points 0.20.</summary>
    private static readonly Situation Euro = Situation.Long(Symbols.EurUsd, lots: 0.10m, open: 1.08650m).With(new StopPlan { MaxRisk = new Money(50m), SweetSpotFrom = new Money(1m), SweetSpotTo = new Money(2m), TrailingStep = new Money(5m) });

    [Fact]
    public void A_position_without_a_stop_would_get_one()
    {
        var line = Look(Euro.At(1.08600m, 1.08602m));
        (line.Step, line.Stop, line.Money).ShouldBe((FirstStep.SetStop, new Price(1.08150m), new Money(-50m)));
    }

    [Fact]
    public void A_position_beyond_max_risk_would_be_closed_at_once_and_that_is_told_in_money()
    {
        var line = Look(Euro.At(1.08000m, 1.08002m));
        (line.Step, line.Money).ShouldBe((FirstStep.Close, new Money(-65m)));
    }

    [Fact]
    public void Where_the_rules_want_nothing_it_stays() => Look(Euro.WithStop(1.08500m).At(1.08600m, 1.08602m)).Step.ShouldBe(FirstStep.None);

    [Fact]
    public void Without_a_quote_nothing_is_promised()
    {
        var line = FirstContact.Of(Euro.Position, Euro.Spec, null, Euro.Plan, null, "No quote yet");
        (line.Step, line.Reason).ShouldBe((FirstStep.Unknown, "No quote yet"));
    }

    [Fact]
    public void Money_that_is_smaller_than_spread_and_stops_level_is_refused_by_name_value_and_range()
    {
        Look(Euro.At(1.08600m, 1.08610m)).TooSmall.ShouldBeEmpty("a spread of 10 points is 1.00, and so is the smallest amount");
        Look(Euro.WithStopsLevel(30).At(1.08600m, 1.08610m)).TooSmall.ShouldBe(["SweetSpotFrom is 1.00, allowed is at least spread and stops level of EURUSD at 0.10 lots, 4.00 just now"]);
    }

    private static FirstContactLine Look(Situation at) => FirstContact.Of(at.Position, at.Spec, at.Quote, at.Plan, at.Decide(), null);
}

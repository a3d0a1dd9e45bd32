using Shouldly;
using WebTrader.Core.Market;
using WebTrader.Core.Stops;
using WebTrader.Core.Stops.Constraints;
using WebTrader.TestKit.Core;
using Xunit;

namespace WebTrader.Core.Tests.Stops.Constraints;

public class TickSizeRoundingTests
{
    [Fact]
    public void A_long_stop_is_rounded_up_and_a_short_stop_down()
    {
        Rounded(Situation.Long(Symbols.Germany40, 0.1m, 18_500m), 18_490.1m).ShouldBe(18_490.5m);
        Rounded(Situation.Short(Symbols.Germany40, 0.1m, 18_500m), 18_510.4m).ShouldBe(18_510.0m);
        Rounded(Situation.Long(Symbols.Japan225, 1m, 39_000m), 38_971m).ShouldBe(38_975m);
    }

    [Fact]
    public void A_stop_on_the_grid_stays() => Rounded(Situation.Short(Symbols.EurUsd, 0.1m, 1.08650m), 1.08651m).ShouldBe(1.08651m);

    private static decimal Rounded(Situation at, decimal stop)
    {
        var context = new StopContext(at.Position, at.Spec, at.Quote, at.Plan, StopProgress.For(at.Position));
        return new TickSizeRounding().Bound(context, new StopProposal(RuleName.HardStop, new Price(stop), "any"), new Price(stop)).Stop!.Value.Value;
    }
}

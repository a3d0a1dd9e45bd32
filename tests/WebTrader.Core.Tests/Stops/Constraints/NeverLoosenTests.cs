using WebTrader.TestKit.Core;
using Xunit;

namespace WebTrader.Core.Tests.Stops.Constraints;

public class NeverLoosenTests
{
    private static readonly Situation Euro = Situation.Long(Symbols.EurUsd, lots: 0.01m, open: 1.08650m);

    [Fact]
    public void A_long_stop_never_moves_down() =>
        Euro.WithStop(1.08670m).At(1.08681m, 1.08682m).ShouldHold("Step trailing: the stop stands at 1.08670, where it should be");

    [Fact]
    public void A_short_stop_never_moves_up() =>
        Situation.Short(Symbols.EurUsd, 0.01m, 1.08650m).WithStop(1.08610m).At(1.08601m, 1.08605m)
            .ShouldHold("The stop at 1.08610 is tighter than step trailing wants (1.08620)");

    [Fact]
    public void When_the_profit_shrinks_the_locked_part_stays() =>
        Euro.WithStop(1.08690m).At(1.08692m, 1.08693m).ShouldHold("The stop at 1.08690 is tighter than step trailing wants (1.08680)");

    [Fact]
    public void A_stop_that_somebody_else_set_tighter_stays() =>
        Euro.WithStop(1.08640m).At(1.08645m, 1.08650m).ShouldHold("The stop at 1.08640 is tighter than hard stop wants (1.08450)");
}

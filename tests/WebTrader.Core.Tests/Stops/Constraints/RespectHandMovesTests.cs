using Shouldly;
using WebTrader.Core.Stops;
using WebTrader.TestKit.Core;
using Xunit;

namespace WebTrader.Core.Tests.Stops.Constraints;

public class RespectHandMovesTests
{
    /// <summary>Trailing had it at 1.08690; somebody has moved it back to 1.08660, still above the entry.</summary>
    private static readonly Situation Loosened = Seen(Situation.Long(Symbols.EurUsd, lots: 0.01m, open: 1.08650m).WithStop(1.08690m).At(1.08701m, 1.08702m)).MovedByOthers(1.08660m);

    [Fact]
    public void A_stop_in_profit_that_somebody_loosened_is_left_there() =>
        Loosened.At(1.08701m, 1.08702m).ShouldHold("Somebody else has moved the stop from 1.08690 to 1.08660: it is left there until a rule wants one tighter than before");

    [Fact]
    public void It_sleeps_until_a_rule_wants_more_than_stood_before()
    {
        var next = Loosened.At(1.08701m, 1.08702m).Decide().Next;
        (next.Always, next.From!.Value.Value).ShouldBe((false, 1.08710m));
        Loosened.At(1.08711m, 1.08712m).ShouldMoveTo(1.08700m);
    }

    [Fact]
    public void Where_the_settings_say_so_the_rules_go_on_as_if_nothing_had_happened() =>
        Loosened.With(new StopPlan { HandMoves = HandMoves.Retighten }).At(1.08701m, 1.08702m).ShouldMoveTo(1.08690m);

    [Fact]
    public void One_that_was_moved_into_loss_is_tightened_at_once() =>
        Seen(Loosened).MovedByOthers(1.08600m).At(1.08701m, 1.08702m).ShouldMoveTo(1.08690m);

    [Fact]
    public void Once_a_stop_as_tight_stands_again_nothing_is_remembered_of_it() =>
        Loosened.WithStop(1.08690m).At(1.08701m, 1.08702m).Decide().Progress.LoosenedFrom.ShouldBeNull();

    private static Situation Seen(Situation at) => at with { Progress = at.Decide().Progress };
}

using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Core.Stops;
using WebTrader.TestKit.Core;
using Xunit;

namespace WebTrader.Core.Tests.Stops.Properties;

/// <summary>A netting account turned the position over: the other side under the same position identifier.</summary>
public class ReversalProperties
{
    /// <summary>Turned at the price at which the old side would have been closed, its stop still standing beyond that price.</summary>
    private static readonly Gen<Situation> Turned =
        from at in Situations.Any
        where at.Position.StopLoss is null || at.Tighter(at.Closing, at.Position.StopLoss.Value.Value)
        let turned = at with
        {
            Progress = at.Decide().Progress,
            Position = at.Position with { Side = at.Side.Opposite(), OpenPrice = new Price(at.Closing) },
        }
        from quoted in Gen.Choose(0, 30).Select(ticks => turned.AtClosing(at.Closing + at.Towards * ticks * at.Spec.TickSize, at.Quote.Spread))
        select quoted;

    [Fact]
    public void The_new_side_is_protected_at_once_whatever_the_old_side_left() => Checking.ForAll(Turned, at =>
        at.Decision.ShouldNotBeOfType<StopDecision.Hold>());

    [Fact]
    public void The_peak_and_the_hard_stop_begin_anew() => Checking.ForAll(Turned, at =>
    {
        var progress = at.Decide().Progress;
        progress.Side.ShouldBe(at.Side);
        progress.PeakTicks.ShouldBe(at.Spec.ProfitTicks(at.Side, at.Position.OpenPrice, new Price(at.Closing)));
        progress.OwnStop.ShouldBeNull();
        at.ProfitAt(progress.HardStop!.Stop.Value).ShouldBeGreaterThanOrEqualTo(-at.Plan.MaxRisk.Amount);
    });

    [Fact]
    public void Once_a_stop_of_the_new_side_stands_it_is_never_loosened_again() => Checking.ForAll(
        from turned in Turned
        let set = turned.After(turned.Decide())
        where turned.Decision is StopDecision.Move
        from next in Situations.Quoted(set)
        let old = turned.Position.StopLoss
        select (next, old), holding =>
    {
        // The very price that was inherited, now as the new side's stop: seen once, then the price turns back.
        var (next, old) = holding;
        var settled = next.After(next.Decide());
        if (old is not { } inherited || settled.Position.StopLoss == old || !settled.Tighter(settled.Closing, inherited.Value)) return;
        var again = settled.WithStop(inherited.Value);
        var later = again with { Progress = again.Decide().Progress };
        if (later.Decision is StopDecision.Move move) later.Tighter(move.Stop.Value, inherited.Value).ShouldBeTrue();
    });
}

using Shouldly;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Core.Stops;
using WebTrader.Core.Writing;
using WebTrader.Host.Api;
using WebTrader.Persistence;
using WebTrader.Persistence.Tables;
using Xunit;
using static WebTrader.TestKit.Journal.JournalSamples;

namespace WebTrader.Host.Tests.Api;

/// <summary>A certificate as it stood in a past second tells only what was known by then.</summary>
public sealed class PastViewTests
{
    private static readonly Price Old = new(1.08450m), New = new(1.08660m);

    private static PastView At(double seconds, params StopMoveRow[] moves) => PastView.Of(Position().Ticket, new StoredPast(new PositionSight(Noon, Position(stop: Old)), moves, null, []), Noon.AddSeconds(seconds), null);

    private static StopMoveRow Move(WriteOutcome? outcome, long? latency, long? readBack)
    {
        var row = StopMoveRow.Of(Intent(1) with { At = Noon.AddSeconds(5), From = Old });
        (row.Outcome, row.LatencyMs, row.ReadBackMs) = (outcome, latency, readBack);
        return row;
    }

    [Fact]
    public void A_move_under_way_is_wanted_and_sent_and_the_old_stop_stands()
    {
        var view = At(5, Move(WriteOutcome.Accepted, 1_200, 2_500));
        (view.At, view.Stop, view.Rule).ShouldBe((Noon.AddSeconds(6), Old, null));
        view.Certificate.Wanted!.ShouldSatisfyAllConditions(step => step.Price.ShouldBe(New), step => step.AgeMs.ShouldBe(1_000));
        view.Certificate.Sent!.Price.ShouldBe(New);
        view.Certificate.Acknowledged.ShouldBeNull();
        view.Certificate.ReadBack!.ShouldSatisfyAllConditions(step => step.Price.ShouldBe(Old), step => step.AgeMs.ShouldBe(6_000));
    }

    [Fact]
    public void It_is_acknowledged_a_second_before_it_is_read_back()
    {
        var between = At(6, Move(WriteOutcome.Accepted, 1_200, 2_500));
        between.Certificate.Acknowledged!.ShouldSatisfyAllConditions(step => step.Price.ShouldBe(New), step => step.AgeMs.ShouldBe(800));
        between.Stop.ShouldBe(Old);
        var after = At(7, Move(WriteOutcome.Accepted, 1_200, 2_500));
        (after.Stop, after.Rule, after.ProfitAtStop).ShouldBe((New, RuleName.StepTrailing, new Money(0.10m)));
        after.Certificate.ReadBack!.AgeMs.ShouldBe(500);
    }

    [Fact]
    public void What_was_refused_never_stood_and_what_nobody_knew_was_not_acknowledged()
    {
        var refused = At(20, Move(WriteOutcome.Rejected, 30, null));
        (refused.Stop, refused.Certificate.Acknowledged, refused.Certificate.Sent!.Price).ShouldBe((Old, null, New));
        var unknown = At(20, Move(null, null, null));
        (unknown.Stop, unknown.Certificate.Acknowledged, unknown.Certificate.Sent!.Price).ShouldBe((Old, null, New));
    }

    [Fact]
    public void Open_and_not_seen_yet_nothing_is_known_of_its_stop()
    {
        var view = PastView.Of(Position().Ticket, new StoredPast(new PositionSight(Noon.AddSeconds(3), Position(stop: Old)), [], null, []), Noon.AddSeconds(1), null);
        (view.IsSeen, view.Stop, view.Certificate.ReadBack).ShouldBe((false, null, null));
    }
}

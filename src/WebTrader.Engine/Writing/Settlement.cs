using WebTrader.Core.Journal;
using WebTrader.Core.Market;
using WebTrader.Core.Stops;
using WebTrader.Core.Stops.Constraints;
using WebTrader.Engine.Book;
using WebTrader.Engine.Running;
using WebTrader.Engine.Tickets;

namespace WebTrader.Engine.Writing;

/// <summary>Whether a position can be written to again.</summary>
public enum SettlementState
{
    /// <summary>Every call is accounted for.</summary>
    Settled,

    /// <summary>A call may still have its effect: no tighter stop is sent until it is accounted for.</summary>
    Unsettled,

    /// <summary>As <see cref="Unsettled"/>, and the position could not even be read.</summary>
    Unread,

    /// <summary>The position is not open any more, or not held any more.</summary>
    Over,
}

/// <summary>
/// Accounts for calls whose outcome nobody knows. One is done with when its effect shows, when its result arrives, when the broker has answered a
/// later call on a connection where calls cannot overtake each other, or when readings have shown nothing of it for so long that nothing will
/// come. On the session's scheduler, under the ticket lock.
/// </summary>
public sealed class Settlement(EngineOptions options, TimeProvider clock, FencedGateway gateway, TicketCalls calls)
{
    public async ValueTask<SettlementState> TrySettleAsync(HeldTicket held, TrackedPosition tracked)
    {
        var wasUnsettled = tracked.AmbiguousSince is not null;
        // Before the reading: one that began while a call could still arrive does not show what that call did.
        var accountedFor = tracked.Calls.All.Where(call => IsAccountedFor(call, tracked)).ToList();
        var reading = await calls.ReadBackAsync(held, tracked);
        // A reading proves something only to the holding it began under: of a later one the broker may have heard meanwhile.
        if (!held.IsCurrent) return SettlementState.Over;
        if (!reading.TryGet(out var position))
        {
            Again(tracked);
            return SettlementState.Unread;
        }

        if (position is null) return SettlementState.Over;
        foreach (var call in accountedFor) tracked.Calls.Remove(call);

        if (tracked.Calls.Count == 0)
        {
            if (wasUnsettled) tracked.Tell(clock.GetUtcNow(), "Unknown outcome settled: nothing more can come of it");
            return SettlementState.Settled;
        }

        Again(tracked);
        return SettlementState.Unsettled;
    }

    /// <summary>
    /// The stop that an unsettled position without one may be sent all the same, so that whatever is in the air can only tighten it: the loosest
    /// in the air, once more, or the one that is wanted if that is looser and the price has left the other behind. After some repeats only now and then: null until then.
    /// </summary>
    /// <returns>Together with the write that it sends once more, if it does.</returns>
    public (StopDecision.Move Move, WriteNumber? Repeats)? MoveToSend(TrackedPosition tracked, StopDecision.Move wanted)
    {
        if (tracked.Position.StopLoss is not null || tracked.Symbol.Spec is not { } spec) return null;
        if (tracked.Calls.Count > RepeatsAtOnce && clock.GetElapsedTime(tracked.Calls.All[^1].LeftAt) < RepeatEvery) return null;
        var side = tracked.Position.Side;
        CallInTheAir? loosest = null;
        foreach (var call in tracked.Calls.All)
        {
            // A late close takes the stop away with the position.
            if (call.Stop is { } inTheAir && (loosest?.Stop is not { } other || side.IsTighter(other, inTheAir))) loosest = call;
        }

        if (loosest is not { Stop: { } again } || (side.IsTighter(again, wanted.Stop) && !IsPossible(tracked, spec, again))) return (wanted, null);
        return (new StopDecision.Move(again, loosest.Rule ?? wanted.Rule, spec.ProfitAt(tracked.Position, again), SameAgain), new WriteNumber(loosest.Token.Epoch, loosest.Number));
    }

    private const string SameAgain = "Nobody knows what became of the first attempt, and there is no stop: the same stop once more";

    private const int RepeatsAtOnce = 3;

    // Once many were lost: no storm, and never without end.
    private static readonly TimeSpan RepeatEvery = TimeSpan.FromSeconds(5);

    private bool IsAccountedFor(CallInTheAir call, TrackedPosition tracked)
    {
        if (call.IsUnderWay) return false;
        if (call.PartOf is { } open) return tracked.Position.Lots < open || clock.GetElapsedTime(call.CountsFrom) >= options.StopLoss.GivenUpAfter;
        if (call.IsSeen || call.IsAnswered) return true;
        var isOvertaken = gateway.TradesInOrder && call.AnsweredBefore is { } before && gateway.Answered > before;
        return isOvertaken || clock.GetElapsedTime(call.CountsFrom) >= options.StopLoss.GivenUpAfter;
    }

    private static bool IsPossible(TrackedPosition tracked, SymbolSpec spec, Price stop) => tracked.Symbol.Latest is not { } quote
        || !tracked.Position.Side.IsTighter(stop, StopsLevel.Nearest(spec, tracked.Position.Side, quote.ClosingPrice(tracked.Position.Side)));

    private void Again(TrackedPosition tracked) => tracked.NotBefore = clock.GetTimestamp() + clock.StampsOf(options.StopLoss.SettleEvery);
}

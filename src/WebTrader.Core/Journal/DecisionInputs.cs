using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Core.Safety;
using WebTrader.Core.Stops;
using WebTrader.Core.Writing;

namespace WebTrader.Core.Journal;

/// <summary>All that the rules were given when they decided, so that anybody can have them decide again.</summary>
/// <param name="Quote">The entry price on both sides where there was no quote to go by.</param>
/// <param name="Earlier">What was remembered; null at first sight.</param>
/// <param name="Distrust">Why the quote was distrusted; null when it was not.</param>
/// <param name="Message">What a message cost; null for the usual.</param>
/// <param name="Before">The quote before it, where the rules went by both (<see cref="TriggerPrice.Double"/>); null otherwise.</param>
public sealed record DecisionInputs(Position Position, SymbolSpec Spec, Quote Quote, StopPlan Plan, StopProgress? Earlier, string? Distrust, MessagePrice? Message = null, Quote? Before = null)
{
    /// <summary>What the rules of this build decide from it. Pure.</summary>
    public StopDecision Decide() => QuoteGuard.Bound(StopPipeline.Decide(Position, Spec, Quote, Plan, Earlier, Message, Before), Position, Spec, Distrust);

    /// <summary>What every rule of this build wants from it, and what the constraints make of each by itself. Pure.</summary>
    public IReadOnlyList<WeighedProposal> Weigh() => StopPipeline.Weigh(Position, Spec, Quote, Plan, Earlier, Message, Before);
}

/// <summary>A write of an account, by its number.</summary>
/// <param name="Epoch">Which running of the session.</param>
/// <param name="Number">Which write of that running.</param>
public sealed record WriteNumber(long Epoch, long Number);

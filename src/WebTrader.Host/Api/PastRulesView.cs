using WebTrader.Core.Journal;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Core.Stops;
using WebTrader.Engine.Views;

namespace WebTrader.Host.Api;

/// <summary>
/// What every rule wanted at a past decision, and why it won or lost. Nobody wrote that down: it is derived again, by the rules of this build, from what they were given then, which the journal holds.
/// </summary>
/// <param name="At">When it was decided, UTC.</param>
/// <param name="Bid">What they went by, as <paramref name="Ask"/>.</param>
/// <param name="Says">What was decided, and why, as the journal has it.</param>
/// <param name="Doubt">Why the rules of this build do not come to what is recorded; null where they do.</param>
/// <param name="Ladder">The rules that wanted a stop, tightest first.</param>
/// <param name="Silent">The rules that wanted none, and why.</param>
public sealed record PastRulesView(DateTimeOffset At, Price Bid, Price Ask, string Says, string? Doubt, IReadOnlyList<PastRungView> Ladder, IReadOnlyList<SilentView> Silent)
{
    /// <summary>Of a stop or a close that the rules wanted. Pure.</summary>
    internal static PastRulesView? Of(JournalEntry? decided) => decided switch
    {
        StopIntended { Inputs: { } inputs } stop => Of(stop, inputs, stop.Write.Stop, stop.Rule, $"{stop.Rule.Say()}: {stop.Reason}"),
        CloseIntended { Inputs: { } inputs } close => Of(close, inputs, null, null, $"Closing: {close.Reason}"),
        _ => null,
    };

    private static PastRulesView Of(JournalEntry fact, DecisionInputs inputs, Price? set, RuleName? winner, string says)
    {
        var doubt = new StopAudit(isFromTheBeginning: false).Take(fact);
        IReadOnlyList<WeighedProposal> weighed;
        try
        {
            weighed = inputs.Weigh();
        }
        catch (ArithmeticException fault)
        {
            weighed = [];
            doubt ??= $"nothing can be derived from what is recorded: {fault.Message}";
        }

        var side = inputs.Position.Side;
        var ladder = weighed.Where(one => one.Proposal.Stop is not null).Select(one => PastRungView.Of(inputs, one, set, winner)).OrderByDescending(rung => side.Sign() * rung.Price.Value);
        return new PastRulesView(fact.At, inputs.Quote.Bid, inputs.Quote.Ask, says, doubt, [.. ladder],
            [.. weighed.Where(one => one.Proposal.Stop is null).Select(one => new SilentView(one.Proposal.Rule, one.Proposal.Rule.Say(), one.Proposal.Reason))]);
    }
}

/// <summary>What one rule wanted at a past decision.</summary>
/// <param name="ProfitAtStop">Gross, in account money, with the volume of then.</param>
/// <param name="Verdict">In charge: it won. Looser: a tighter one won, or stood. Waits: it was tighter, and something kept it from being set.</param>
/// <param name="Text">In short, as in "118 looser".</param>
/// <param name="Why">Why the rule wanted that.</param>
/// <param name="Against">Why it could not be set, or was set elsewhere; null where nothing was against it.</param>
public sealed record PastRungView(RuleName Rule, string RuleText, Price Price, Money ProfitAtStop, LadderVerdict Verdict, string Text, string Why, string? Against)
{
    internal static PastRungView Of(DecisionInputs inputs, WeighedProposal weighed, Price? set, RuleName? winner)
    {
        var (proposal, position, spec) = (weighed.Proposal, inputs.Position, inputs.Spec);
        var wanted = proposal.Stop!.Value;
        var (verdict, text) = proposal.Rule == winner ? (LadderVerdict.InCharge, wanted == set ? "won" : $"won, set at {spec.Format(set!.Value)}")
            : (set ?? position.StopLoss) is { } other && !position.Side.IsTighter(wanted, other) ? (LadderVerdict.Looser, Looser(spec, position.Side.Gain(wanted, other)))
            : (LadderVerdict.Waits, "held back");
        return new PastRungView(proposal.Rule, proposal.Rule.Say(), wanted, spec.ProfitAt(position, wanted), verdict, text, proposal.Reason, verdict == LadderVerdict.Looser ? null : Obstacle(weighed, wanted));
    }

    private static string Looser(SymbolSpec spec, decimal gain) => spec.FormatPoints(gain) is var points && points == "0" ? "the same" : $"{points} looser";

    private static string? Obstacle(WeighedProposal weighed, Price wanted) => weighed.Alone switch
    {
        StopDecision.Hold hold => hold.Reason,
        StopDecision.Move move when move.Stop != wanted => move.Reason,
        _ => null,
    };
}

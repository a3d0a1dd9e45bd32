using System.Globalization;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Core.Stops;

namespace WebTrader.Core.Safety;

/// <summary>What the rules would do about one position as soon as they may.</summary>
public enum FirstStep
{
    /// <summary>Its stop stays where it is.</summary>
    None,

    /// <summary>A stop would be set or moved.</summary>
    SetStop,

    /// <summary>All of it, or a part, would be closed at the market.</summary>
    Close,

    /// <summary>It cannot be told: no quote or no specification yet.</summary>
    Unknown,
}

/// <summary>One line of what arming would do.</summary>
/// <param name="Stop">Where the stop would go; null where none would be set.</param>
/// <param name="Money">The gross profit at that stop, or what a close would bring at the present price; in account money, null where unknown.</param>
/// <param name="TooSmall">The settings of money that the market's own width is larger than, in words; empty when all fit.</param>
public sealed record FirstContactLine(Position Position, FirstStep Step, Price? Stop, Money? Money, string Reason, IReadOnlyList<string> TooSmall);

/// <summary>
/// What would happen to a position that was only observed so far, before anybody agrees to it. Money that is smaller than spread and stops level together would close a sound position
/// at sight, or never find room for a stop: it is refused. Pure.
/// </summary>
public static class FirstContact
{
    /// <param name="plan">With max risk in account money.</param>
    /// <param name="verdict">What the rules make of it; null when they cannot tell.</param>
    /// <param name="unseen">Why they cannot.</param>
    public static FirstContactLine Of(Position position, SymbolSpec? spec, Quote? quote, StopPlan plan, StopVerdict? verdict, string? unseen)
    {
        if (spec is null || quote is not { } at || verdict is null) return new FirstContactLine(position, FirstStep.Unknown, null, null, unseen ?? "Not looked at yet", []);
        var tooSmall = TooSmall(position, spec, at, plan);
        var closing = at.ClosingPrice(position.Side);
        return verdict.Decision switch
        {
            StopDecision.Move move => new FirstContactLine(position, FirstStep.SetStop, move.Stop, move.ProfitAtStop, move.Reason, tooSmall),
            StopDecision.CloseNow close => new FirstContactLine(position, FirstStep.Close, null, spec.ProfitAt(position, closing), close.Reason, tooSmall),
            StopDecision.ClosePart part => new FirstContactLine(position, FirstStep.Close, null, spec.ProfitAt(position with { Lots = part.Lots }, closing), part.Reason, tooSmall),
            var hold => new FirstContactLine(position, FirstStep.None, null, null, hold.Reason, tooSmall),
        };
    }

    private static List<string> TooSmall(Position position, SymbolSpec spec, Quote quote, StopPlan plan)
    {
        var width = Math.Abs(spec.ProfitOfTicks(position, -(quote.Spread + spec.StopsDistance) / spec.TickSize).Amount);
        var problems = new List<string>();
        Check(nameof(StopPlan.MaxRisk), plan.MaxRisk);
        Check(nameof(StopPlan.SweetSpotFrom), plan.SweetSpotFrom);
        Check(nameof(StopPlan.TrailingStep), plan.TrailingStep);
        return problems;

        void Check(string name, Money amount)
        {
            if (amount.Amount < width)
                problems.Add(string.Create(CultureInfo.InvariantCulture, $"{name} is {amount.Amount:0.00##}, allowed is at least spread and stops level of {spec.Name} at {position.Lots} lots, {width:0.00##} just now"));
        }
    }
}

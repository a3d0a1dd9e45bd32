using WebTrader.Core.Market;
using WebTrader.Core.Positions;

namespace WebTrader.Core.Stops;

/// <summary>What the rules must remember of a position between two looks at it. Persisted; an input like any other.</summary>
/// <param name="Side">The side it was remembered for: a netting reversal starts anew.</param>
/// <param name="HardStop">Where the hard stop was fixed, and from what; null before the first look.</param>
/// <param name="PeakTicks">The highest profit seen, in signed ticks from the entry, so that a partial close does not change it.</param>
/// <param name="InheritedStop">
/// A stop taken over in a netting reversal: it protects the old side, so never-loosen does not hold for it; until <see cref="Adopting"/>.
/// </param>
/// <param name="OwnStop">The last stop that we set and the broker confirmed.</param>
/// <param name="OwnRule">The rule that wanted <paramref name="OwnStop"/>.</param>
/// <param name="MostLots">All the volume it has ever had, what was added after a part was closed included: parts are closed of it.</param>
/// <param name="LoosenedFrom">The stop that stood when somebody else loosened it; null when nobody has, or once one as tight stands again.</param>
/// <param name="PartsClosed">The volume of those parts of it whose closing is recorded; null while none is.</param>
public sealed record StopProgress(
    Side Side,
    HardStopAnchor? HardStop = null,
    decimal? PeakTicks = null,
    Price? InheritedStop = null,
    Price? OwnStop = null,
    RuleName? OwnRule = null,
    Lots? MostLots = null,
    Price? LoosenedFrom = null,
    Lots? PartsClosed = null)
{
    /// <summary>What is known at the first sight of a position, or after it changed its side.</summary>
    public static StopProgress For(Position position, StopProgress? earlier = null) =>
        earlier is null ? new StopProgress(position.Side)
        : earlier.Side == position.Side ? earlier
        : new StopProgress(position.Side, InheritedStop: position.StopLoss);

    /// <summary>
    /// Without the inherited stop once another stands at the broker, or once the price has left it on its losing side: from then on it
    /// protects this side like any other. (The stop of the old side lies beyond the price when the position turns; one that does not
    /// was sent along by whoever turned the position.)
    /// </summary>
    public StopProgress Adopting(Price? stop, Price closing)
    {
        var adopting = LoosenedFrom is { } from && (stop is not { } standing || !Side.IsTighter(from, standing)) ? this with { LoosenedFrom = null } : this;
        return InheritedStop is { } inherited && (stop != inherited || Side.IsTighter(closing, inherited)) ? adopting with { InheritedStop = null } : adopting;
    }

    /// <summary>Somebody else has moved the stop: remembered where that loosened it, the tightest of several.</summary>
    public StopProgress MovedByOthers(Price? before, Price? after) =>
        before is { } was && after is { } now && Side.IsTighter(was, now) && !(LoosenedFrom is { } from && Side.IsTighter(from, was)) ? this with { LoosenedFrom = was } : this;

    /// <summary>The rule that set the stop which now stands at the broker, or <see cref="RuleName.Broker"/> if it was none of ours.</summary>
    public RuleName? InCharge(Price? confirmedStop) =>
        confirmedStop is null ? null : confirmedStop == OwnStop && OwnRule is { } rule ? rule : RuleName.Broker;

    /// <summary>
    /// With the volume that the position has now. What was added to it counts besides what was closed before; an addition moves the entry, so that an older report of the broker is
    /// not taken for one.
    /// </summary>
    public StopProgress WithVolume(Position position) =>
        MostLots is { } most && HardStop is { } seen && seen.OpenPrice != position.OpenPrice && seen.Lots < position.Lots
            ? this with { MostLots = new Lots(most.Value + position.Lots.Value - seen.Lots.Value) }
            : WithLots(position.Lots);

    /// <summary>With a largest volume of at least this.</summary>
    public StopProgress WithLots(Lots lots) => MostLots is { } most && !(most < lots) ? this : this with { MostLots = lots };

    /// <summary>With one part more whose closing is recorded.</summary>
    public StopProgress WithPart(Lots lots) => this with { PartsClosed = new Lots((PartsClosed?.Value ?? 0m) + lots.Value) };

    /// <summary>Whether less is open than the volume it has had and the parts recorded as closed leave.</summary>
    public bool LacksParts(Lots open) => MostLots is { } most && most.Value - (PartsClosed?.Value ?? 0m) > open.Value;

    /// <summary>With a peak at least this high.</summary>
    public StopProgress WithPeak(decimal ticks) => PeakTicks >= ticks ? this : this with { PeakTicks = ticks };
}

/// <summary>The hard stop as it was fixed, with what it was computed from.</summary>
/// <param name="RiskIn">The unit in which max risk was given; null for account money.</param>
public sealed record HardStopAnchor(Price Stop, Money MaxRisk, Lots Lots, decimal TickValueLoss, Price OpenPrice, RiskBasis? RiskIn = null);

using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Core.Stops;
using WebTrader.Engine.Book;
using WebTrader.Engine.Writing;

namespace WebTrader.Engine.Monitoring;

/// <summary>Makes the record of a closed position out of its deals and of what we knew of it. Pure.</summary>
public static class ClosureClassifier
{
    /// <summary>The trade, or null while the deals do not yet show that all of the position is closed.</summary>
    /// <param name="deals">All deals of the position, oldest first.</param>
    /// <param name="last">The position as last seen; null when it was never seen open.</param>
    /// <param name="sent">The stop of our last write to it, if any.</param>
    /// <param name="spec">For the peak in money; null when it could not be read.</param>
    public static Trade? Classify(AccountId account, IReadOnlyList<Deal> deals, Position? last, StopProgress? progress, SymbolSpec? spec, bool recovered, SentStop? sent = null)
    {
        var opening = deals.FirstOrDefault(deal => deal.Entry == DealEntry.In);
        var closing = deals.LastOrDefault(deal => deal.Entry != DealEntry.In);
        if (opening is null || closing is null) return null;

        var opened = deals.Where(deal => deal.Entry == DealEntry.In).Sum(deal => deal.Lots.Value);
        var exits = deals.Where(deal => deal.Entry is DealEntry.Out or DealEntry.OutBy).ToList();
        var closed = exits.Sum(deal => deal.Lots.Value);
        if (exits.Count == 0 || deals.Sum(deal => deal.Side.Sign() * deal.Lots.Value) != 0) return null;

        return new Trade
        {
            Account = account,
            Position = opening.Position,
            Ticket = last?.Ticket ?? new Ticket(opening.Position.Value),
            Symbol = opening.Symbol,
            Side = opening.Side,
            Lots = new Lots(closed),
            OpenTime = last?.OpenTime ?? opening.Time,
            OpenPrice = last?.OpenPrice ?? opening.Price,
            CloseTime = closing.Time,
            ClosePrice = new Price(exits.Sum(deal => deal.Price.Value * deal.Lots.Value) / closed),
            Reason = ReasonOf(closing, last, progress, sent),
            Profit = Sum(deals, deal => deal.Profit),
            Commission = Sum(deals, deal => deal.Commission),
            Swap = Sum(deals, deal => deal.Swap),
            PeakProfit = Peak(opened, last, progress, spec),
            Magic = opening.Magic,
            Recovered = recovered,
        };
    }

    /// <summary>The parts that were closed and not recorded yet, oldest first; null while the deals do not show what is left.</summary>
    /// <param name="deals">All deals of the position, oldest first.</param>
    /// <param name="left">The position as it is now.</param>
    /// <param name="startedAt">What was closed before this moment (UTC) was found afterwards.</param>
    public static IReadOnlyList<ClosedPart>? Parts(IReadOnlyList<Deal> deals, Position left, StopProgress? progress, DateTimeOffset startedAt)
    {
        if (deals.Sum(deal => deal.Side.Sign() * deal.Lots.Value) != left.Side.Sign() * left.Lots.Value) return null;
        var (recorded, closed, parts) = (progress?.PartsClosed?.Value ?? 0m, 0m, new List<ClosedPart>());
        foreach (var deal in deals)
        {
            // A netting reversal begins a new position under the old identifier.
            if (deal.Entry == DealEntry.InOut) closed = 0m;
            if (deal.Entry is not (DealEntry.Out or DealEntry.OutBy) || deal.Side == left.Side || (closed += deal.Lots.Value) <= recorded) continue;
            parts.Add(new ClosedPart(deal.Number, deal.Time, deal.Lots, deal.Price, deal.Profit, ReasonOf(deal, left, progress, null), deal.Time < startedAt));
        }

        return parts;
    }

    private static CloseReason ReasonOf(Deal closing, Position? last, StopProgress? progress, SentStop? sent) => closing.Reason switch
    {
        DealReason.StopLoss => StopReason(closing, last, progress, sent),
        DealReason.TakeProfit => CloseReason.TakeProfit,
        DealReason.Client => CloseReason.ManualDesktop,
        DealReason.Mobile => CloseReason.ManualMobile,
        DealReason.Web => CloseReason.ManualWeb,
        DealReason.Expert => closing.Comment switch
        {
            ClosingComment.MaxRisk => CloseReason.MaxRisk,
            ClosingComment.Operator => CloseReason.Operator,
            ClosingComment.HoldingTime => CloseReason.HoldingTime,
            ClosingComment.EmergencyStop => CloseReason.EmergencyStop,
            ClosingComment.ProfitLevel => CloseReason.ProfitLevel,
            _ => CloseReason.OtherProgram,
        },
        DealReason.StopOut => CloseReason.StopOut,
        DealReason.Rollover => CloseReason.Rollover,
        DealReason.VariationMargin => CloseReason.VariationMargin,
        DealReason.Split => CloseReason.Split,
        DealReason.CorporateAction => CloseReason.CorporateAction,
        _ => CloseReason.Unknown,
    };

    /// <summary>Which kind of stop it was is told by where the stop stood, not by what the position earned.</summary>
    private static CloseReason StopReason(Deal closing, Position? last, StopProgress? progress, SentStop? sent)
    {
        if (last is not null && sent is { IsShown: false } unshown && StoodInstead(unshown, closing, last))
        {
            last = last with { StopLoss = unshown.Stop };
            progress = StopProgress.For(last, progress) with { OwnStop = unshown.Stop, OwnRule = unshown.Rule };
        }

        if (last?.StopLoss is not { } stop || last.Side.Gain(last.OpenPrice, stop) <= 0) return CloseReason.LossStop;
        return progress?.InCharge(stop) switch
        {
            RuleName.SweetSpotLock or RuleName.BreakEven or RuleName.ProfitLevels => CloseReason.LockedStop,
            RuleName.StepTrailing or RuleName.DistanceTrailing or RuleName.Ladder or RuleName.AtrTrailing => CloseReason.TrailingStop,
            RuleName.Operator => CloseReason.OperatorStop,
            _ => CloseReason.ForeignStop,
        };
    }

    /// <summary>
    /// It ended before a reading could show the stop we had sent. That stop counted if the server had taken it, or if the broker executed a
    /// stop at a better price than the one we knew of allows.
    /// </summary>
    private static bool StoodInstead(SentStop unshown, Deal closing, Position last) =>
        unshown.IsTaken || last.StopLoss is not { } known || last.Side.IsTighter(closing.Price, known);

    private static Money? Peak(decimal lots, Position? last, StopProgress? progress, SymbolSpec? spec) =>
        last is null || spec is null || progress?.PeakTicks is not { } ticks ? null : spec.ProfitOfTicks(last with { Lots = new Lots(lots) }, ticks);

    private static Money Sum(IReadOnlyList<Deal> deals, Func<Deal, Money> of) => new(deals.Sum(deal => of(deal).Amount));
}

using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Core.Safety;
using WebTrader.Core.Writing;
using WebTrader.Persistence;
using WebTrader.Persistence.Tables;

namespace WebTrader.Host.Jobs.Reports;

/// <summary>A trade within a day.</summary>
/// <param name="GivenBack">What it had earned at its peak and did not keep, gross; null where the peak is not known.</param>
/// <param name="Unprotected">How long it had no stop at the broker within the day.</param>
/// <param name="StopsMoved">How often its stop was set by us within the day.</param>
/// <param name="Slippage">Of one that ended by a stop of ours: how much better (above zero) or worse the price was than the stop; null otherwise.</param>
internal sealed record DayTrade(Trade Trade, Money? GivenBack, TimeSpan Unprotected, int StopsMoved, decimal? Slippage)
{
    public Money Net => Trade.Profit + Trade.Commission + Trade.Swap;

    /// <summary>The same in account money, by what the trade itself earned for its way; null where there is none, or it ended where it began.</summary>
    public Money? SlippageMoney => Slippage is { } slipped && Trade.Side.Gain(Trade.OpenPrice, Trade.ClosePrice) is not 0m and var way ? new Money(decimal.Round(slipped * Trade.Profit.Amount / way, 2)) : null;
}

/// <summary>One trading day of an account. Made of what the journal holds and of nothing else: the same journal makes the same report.</summary>
internal sealed record DayReport
{
    private static readonly CloseReason[] ByStop = [CloseReason.LossStop, CloseReason.LockedStop, CloseReason.TrailingStop, CloseReason.OperatorStop];

    /// <summary>How far back it is looked for positions that were open when the day began.</summary>
    public static readonly TimeSpan LooksBack = TimeSpan.FromDays(7);

    public required AccountId Account { get; init; }

    public required string Currency { get; init; }

    /// <summary>The date on which it began, by the firm's clocks.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>UTC, excluded.</summary>
    public required DateTimeOffset Until { get; init; }

    /// <summary>In the order in which they ended.</summary>
    public required IReadOnlyList<DayTrade> Trades { get; init; }

    /// <summary>How long positions had no stop at the broker, all together, as far as the journal shows.</summary>
    public required TimeSpan Unprotected { get; init; }

    /// <summary>Stops that the broker accepted.</summary>
    public required int StopsMoved { get; init; }

    /// <summary>Attempts that it refused, or whose outcome nobody knew.</summary>
    public required int StopsNotMoved { get; init; }

    /// <summary>Messages that left for the broker.</summary>
    public required int Messages { get; init; }

    /// <summary>The part of them that was to lock more profit.</summary>
    public required int MessagesForProfit { get; init; }

    /// <summary>What the stops of the day's trades slipped by, all together; below zero it cost.</summary>
    public Money Slippage => Sum(trade => trade.SlippageMoney ?? Money.Zero);

    public Money Profit => Sum(trade => trade.Trade.Profit);

    public Money Commission => Sum(trade => trade.Trade.Commission);

    public Money Swap => Sum(trade => trade.Trade.Swap);

    public Money Net => Sum(trade => trade.Net);

    public Money GivenBack => Sum(trade => trade.GivenBack ?? Money.Zero);

    /// <summary>Which reasons closed how many, and what that came to, the most frequent first.</summary>
    public IEnumerable<(CloseReason Reason, int Count, Money Net)> Reasons => Trades.GroupBy(trade => trade.Trade.Reason)
        .Select(group => (group.Key, group.Count(), new Money(group.Sum(trade => trade.Net.Amount)))).OrderByDescending(group => group.Item2).ThenBy(group => group.Key);

    /// <param name="stored">From <see cref="LooksBack"/> before the day to its end.</param>
    /// <param name="sent">Within the day.</param>
    public static DayReport Of(AccountId account, string currency, FirmDay day, DateTimeOffset from, DateTimeOffset until, StoredStretch stored, IReadOnlyList<SentMessage> sent)
    {
        var bare = UnprotectedTimes.Of(stored, from, until);
        var moves = stored.Moves.Where(move => move.SettledAt >= from).ToList();
        return new DayReport
        {
            Account = account,
            Currency = currency,
            Day = DateOf(day, from),
            From = from,
            Until = until,
            Trades = [.. stored.Trades.Where(trade => trade.CloseTime >= from).Select(trade => Of(trade, stored.Moves, moves, bare.GetValueOrDefault(trade.Position)))],
            Unprotected = bare.Values.Aggregate(TimeSpan.Zero, (sum, each) => sum + each),
            Messages = sent.Count,
            MessagesForProfit = sent.Count(message => message.Purpose == MessagePurpose.Profit),
            StopsMoved = moves.Count(move => move.Outcome == WriteOutcome.Accepted),
            StopsNotMoved = moves.Count(move => move.Outcome is WriteOutcome.Rejected or WriteOutcome.Unknown),
        };
    }

    /// <summary>The name of the day that begins at a moment.</summary>
    public static DateOnly DateOf(FirmDay day, DateTimeOffset from) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(from, day.Zone).DateTime);

    private static DayTrade Of(Trade trade, IReadOnlyList<StopMoveRow> all, IReadOnlyList<StopMoveRow> today, TimeSpan bare)
    {
        var last = all.LastOrDefault(move => move.Position == trade.Position && move.Outcome == WriteOutcome.Accepted);
        var givenBack = trade.PeakProfit is { } peak ? peak > Money.Zero && peak > trade.Profit ? peak - trade.Profit : Money.Zero : (Money?)null;
        return new DayTrade(trade, givenBack, bare, today.Count(move => move.Position == trade.Position && move.Outcome == WriteOutcome.Accepted),
            last is not null && ByStop.Contains(trade.Reason) ? trade.Side.Gain(last.To, trade.ClosePrice) : null);
    }

    private Money Sum(Func<DayTrade, Money> of) => new(Trades.Sum(trade => of(trade).Amount));
}

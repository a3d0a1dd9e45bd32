using WebTrader.Core.Journal;
using WebTrader.Core.Market;
using WebTrader.Core.Ports;
using WebTrader.Core.Positions;
using WebTrader.Core.Safety;
using WebTrader.Engine.Alarms;
using WebTrader.Engine.Book;
using WebTrader.Engine.StopLoss;

namespace WebTrader.Engine.Safety;

/// <summary>
/// Knows how the account stands to its limits: raises an alarm where one is near or reached, and says at the gate of entries why something may not be opened. It stands in no way of
/// anything that lessens a risk. On the session's scheduler.
/// </summary>
public sealed class LimitKeeper(AccountId account, EngineOptions options, TimeProvider clock, IJournal journal, AlarmBoard alarms, PositionBook book, StopEvaluator evaluator)
{
    /// <summary>A new highest equity is written down when it is so much of the allowed drawdown above the one written last.</summary>
    private const decimal WorthWriting = 0.01m;

    private readonly Dictionary<PositionId, (DateTimeOffset At, Money Result)> closed = [];
    private bool knowsEarlier;
    private Money? written;

    public AccountLimits Limits { get; set; } = options.Limits;

    /// <summary>As last read; null before.</summary>
    public Func<AccountState?> Account { get; set; } = static () => null;

    /// <summary>The highest equity that was seen, in this run or an earlier one; null before the first.</summary>
    public Money? Peak { get; private set; }

    /// <summary>Every limit that is set.</summary>
    public IReadOnlyList<LimitStanding> Standing => LimitCheck.Of(Limits, Figures());

    public LimitFigures Figures()
    {
        var state = Account();
        var day = Limits.Day.BeganAt(clock.GetUtcNow());
        var today = closed.Values.Where(trade => trade.At >= day).OrderByDescending(trade => trade.At).ToList();
        var losses = today.TakeWhile(trade => trade.Result < Money.Zero).Count();
        var result = state is null || !knowsEarlier ? (Money?)null : today.Aggregate(state.Equity - state.Balance, (sum, trade) => sum + trade.Result);
        return new LimitFigures(book.Open.Count, new Lots(book.Open.Sum(tracked => tracked.Position.Lots.Value)), AtRisk(), knowsEarlier ? losses : null, result, state is null || Peak is not { } peak ? null : peak - state.Equity);
    }

    /// <summary>Takes up what earlier runs knew.</summary>
    public void Begin(AccountMemory memory)
    {
        foreach (var trade in memory.Recent) Count(trade);
        if (memory.PeakEquity is { } earlier && (Peak is not { } peak || earlier > peak)) Peak = earlier;
        written = memory.PeakEquity ?? written;
        knowsEarlier = true;
        Look();
    }

    /// <summary>A position has ended; counted once.</summary>
    public void Count(Trade trade)
    {
        var oldest = clock.GetUtcNow() - FirmDay.Longest;
        foreach (var (id, known) in closed)
        {
            if (known.At < oldest) closed.Remove(id);
        }

        if (trade.CloseTime >= oldest) closed[trade.Position] = (trade.CloseTime, trade.Profit + trade.Commission + trade.Swap);
    }

    /// <summary>The account was read anew.</summary>
    public void Look()
    {
        if (Account() is { } state && (Peak is not { } peak || state.Equity > peak)) Peak = state.Equity;
        if (Limits.MaxDrawdown is { At: var allowed } && knowsEarlier && Peak is { } highest && (written is not { } last || highest.Amount - last.Amount >= allowed * WorthWriting))
        {
            written = highest;
            journal.Append(new EquityPeak(account, clock.GetUtcNow(), highest));
        }

        foreach (var name in Names)
        {
            if (Standing.FirstOrDefault(standing => standing.Name == name) is { State: LimitState.Near or LimitState.Reached } standing)
                alarms.Raise($"limit-{name}", standing.State == LimitState.Reached ? AlarmSeverity.Red : AlarmSeverity.Amber, $"{standing}{Consequence(standing)}");
            else alarms.Clear($"limit-{name}");
        }
    }

    /// <summary>Why a position may not be opened; null when it may.</summary>
    /// <param name="entry">As it would be, with its stop once that is known.</param>
    public string? WhyNot(Position entry)
    {
        var loss = entry.StopLoss is { } stop && evaluator.SpecOf(entry.Symbol) is { } spec ? Loss(spec.ProfitAt(entry, stop)) : Money.Zero;
        return LimitCheck.WhyNoEntry(Limits, Figures(), entry.Lots, loss, clock.GetUtcNow());
    }

    private static readonly string[] Names =
    [
        nameof(AccountLimits.MaxPositions), nameof(AccountLimits.MaxLots), nameof(AccountLimits.MaxAtRisk),
        nameof(AccountLimits.MaxLossesInARow), nameof(AccountLimits.MaxDailyLoss), nameof(AccountLimits.MaxDrawdown),
    ];

    private static string Consequence(LimitStanding standing) =>
        standing is { State: LimitState.Reached, Limit.Does: LimitAction.HaltEntries } ? "; entries through us are halted, protection goes on" : "";

    /// <summary>Null while of one position nobody can tell what it may lose.</summary>
    private Money? AtRisk()
    {
        var sum = Money.Zero;
        foreach (var tracked in book.Open)
        {
            if ((tracked.Position.StopLoss ?? tracked.Verdict?.HardStop) is not { } stop || tracked.Symbol.Spec is not { } spec) return null;
            sum += Loss(spec.ProfitAt(tracked.Position, stop));
        }

        return sum;
    }

    private static Money Loss(Money profit) => profit < Money.Zero ? -profit : Money.Zero;
}

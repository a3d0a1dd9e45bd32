using WebTrader.Core.Journal;
using WebTrader.Core.Market;
using WebTrader.Core.Ports;
using WebTrader.Core.Positions;
using WebTrader.Core.Safety;
using WebTrader.Engine.Alarms;
using WebTrader.Engine.Book;
using WebTrader.Engine.StopLoss;
using WebTrader.Engine.Trading;

namespace WebTrader.Engine.Safety;

/// <summary>
/// Knows how the account stands to its limits: raises an alarm where one is near or reached, and says at the gate of entries why something may not be opened. It stands in no way of
/// anything that lessens a risk. On the session's scheduler.
/// </summary>
public sealed class LimitKeeper(AccountId account, EngineOptions options, TimeProvider clock, IJournal journal, AlarmBoard alarms, PositionBook book, StopEvaluator evaluator, EntryGate entries)
{
    /// <summary>A new highest equity is written down when it is so much of the allowed drawdown above the one written last.</summary>
    private const decimal WorthWriting = 0.01m;

    private static readonly TimeSpan KeptFor = FirmDay.Longest * 2;

    private readonly Dictionary<PositionId, (DateTimeOffset At, Money Result)> closed = [];
    private readonly HashSet<string> told = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Limit> passed = new(StringComparer.Ordinal);
    private bool knowsEarlier;
    private Money? written;
    private FirmDay? days;
    private DateTimeOffset day;
    private DateTimeOffset next;
    private Money closedResult;
    private int? losses;

    public AccountLimits Limits { get; set; } = options.Limits;

    /// <summary>As last read; null before.</summary>
    public Func<AccountState?> Account { get; set; } = static () => null;

    /// <summary>The highest equity that was seen, in this run or an earlier one; null before the first.</summary>
    public Money? Peak { get; private set; }

    /// <summary>Told when a limit does not hold any more, once until it does again.</summary>
    public Action<LimitStanding>? OnPassed { get; set; }

    /// <summary>Every limit that is set.</summary>
    public IReadOnlyList<LimitStanding> Standing => LimitCheck.Of(Limits, Figures());

    public LimitFigures Figures()
    {
        Turn();
        var state = Account();
        var result = state is null || !knowsEarlier ? (Money?)null : state.Equity - state.Balance + closedResult;
        return new LimitFigures(book.Open.Count + entries.InTheAir.Count, new Lots(book.Open.Sum(tracked => tracked.Position.Lots.Value) + entries.InTheAir.Sum(entry => entry.Lots.Value)), AtRisk(), knowsEarlier ? LossesInARow() : null, result, state is null || Peak is not { } peak ? null : peak - state.Equity);
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
        Turn();
        var result = trade.Profit + trade.Commission + trade.Swap;
        if (trade.CloseTime < clock.GetUtcNow() - KeptFor || !closed.TryAdd(trade.Position, (trade.CloseTime, result)) || trade.CloseTime < day) return;
        closedResult += result;
        losses = null;
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

        if (told.Count == 0 && !Limits.IsAny && Limits is { Sessions.Count: 0, NoEntries.Count: 0 }) return;
        var figures = Figures();
        var standing = LimitCheck.Of(Limits, figures).Where(limit => limit.State is LimitState.Near or LimitState.Reached).ToDictionary(limit => limit.Name);
        if (LimitCheck.OfHours(Limits, figures, clock.GetUtcNow()) is { } hours) standing[hours.Name] = hours;
        foreach (var name in told.Where(name => !standing.ContainsKey(name)).ToList())
        {
            told.Remove(name);
            passed.Remove(name);
            alarms.Clear(IdOf(name));
        }

        foreach (var (name, limit) in standing)
        {
            told.Add(name);
            Pass(limit);
            alarms.Raise(IdOf(name), limit.State == LimitState.Reached ? AlarmSeverity.Red : AlarmSeverity.Amber, $"{limit}{Consequence(limit)}");
        }
    }

    /// <summary>Why a position may not be opened; null when it may.</summary>
    /// <param name="entry">As it would be, with its stop once that is known.</param>
    public string? WhyNot(Position entry)
    {
        var loss = entry.StopLoss is { } stop && evaluator.SpecOf(entry.Symbol) is { } spec ? Loss(spec.ProfitAt(entry, stop)) : Money.Zero;
        return LimitCheck.WhyNoEntry(Limits, Figures(), entry.Lots, loss, clock.GetUtcNow());
    }

    private void Pass(LimitStanding standing)
    {
        if (!standing.IsPassed) passed.Remove(standing.Name);
        else if (passed.GetValueOrDefault(standing.Name) != standing.Limit && !IsKeptFromFlattening(standing))
        {
            passed[standing.Name] = standing.Limit;
            OnPassed?.Invoke(standing);
        }
    }

    private static string IdOf(string limit) => $"limit-{limit}";

    /// <summary>What was closed before the firm's present day counts no more. It is kept for longer: a clock that is set back, or another firm's day, brings it back.</summary>
    private void Turn()
    {
        var now = clock.GetUtcNow();
        if (now < next && now >= day && days == Limits.Day) return;
        (day, next, days) = (Limits.Day.BeganAt(now), Limits.Day.NextAfter(now), Limits.Day);
        foreach (var (id, trade) in closed)
        {
            if (trade.At < now - KeptFor) closed.Remove(id);
        }

        closedResult = Today().Aggregate(Money.Zero, (sum, trade) => sum + trade.Result);
        losses = null;
    }

    private IEnumerable<(DateTimeOffset At, Money Result)> Today() => closed.Values.Where(trade => trade.At >= day);

    private int LossesInARow() => losses ??= Today().OrderByDescending(trade => trade.At).TakeWhile(trade => trade.Result < Money.Zero).Count();

    private string Consequence(LimitStanding standing) => standing is not { State: LimitState.Reached, Limit.Does: not LimitAction.Warn } ? ""
        : standing.IsPassed && IsKeptFromFlattening(standing) ? "; entries through us are halted. It would flatten, but the account is only observed: arm it, or press an emergency stop"
        : "; entries through us are halted, protection goes on";

    /// <summary>Nothing of ours closes anything on an account that is only observed; once it is armed, a limit that is passed still acts.</summary>
    private bool IsKeptFromFlattening(LimitStanding standing) => standing.Limit.Does == LimitAction.Flatten && evaluator.Arming.IsObserving;

    /// <summary>Null while of one position nobody can tell what it may lose.</summary>
    private Money? AtRisk()
    {
        var sum = Money.Zero;
        foreach (var tracked in book.Open)
        {
            if ((tracked.Position.StopLoss ?? tracked.Verdict?.HardStop) is not { } stop || tracked.Symbol.Spec is not { } spec) return null;
            sum += Loss(spec.ProfitAt(tracked.Position, stop));
        }

        foreach (var entry in entries.InTheAir)
        {
            if (entry.StopLoss is not { } stop || evaluator.SpecOf(entry.Symbol) is not { } spec) return null;
            sum += Loss(spec.ProfitAt(entry, stop));
        }

        return sum;
    }

    private static Money Loss(Money profit) => profit < Money.Zero ? -profit : Money.Zero;
}

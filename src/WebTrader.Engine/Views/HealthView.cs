using WebTrader.Core.Journal;
using WebTrader.Core.Market;
using WebTrader.Core.Ports;
using WebTrader.Core.Positions;
using WebTrader.Core.Safety;
using WebTrader.Engine.Running;

namespace WebTrader.Engine.Views;

/// <summary>How an account session is doing.</summary>
/// <param name="Terminal">Between us and the broker; null where there is none.</param>
/// <param name="Arming">What the rules may write to.</param>
public sealed record HealthView(
    IReadOnlyList<AlarmView> Alarms,
    WorkerView Worker,
    MonitorView Monitor,
    FeedView Feed,
    BrokerView Broker,
    TerminalView? Terminal,
    Arming Arming,
    MessagesView Messages,
    TodayView Today,
    JournalView Journal,
    Money? Balance,
    Money? Equity,
    DateTimeOffset BrokerTime);

public sealed record AlarmView(string Id, AlarmSeverity Severity, DateTimeOffset Since, string Text);

/// <param name="EvaluationAgeP99Ms">From the arrival of a quote until the positions it mattered to were held against it.</param>
/// <param name="EvaluationAgeMs">The same for what waits just now: the age of the oldest quote or change that a position has not been held against; 0 when there is none.</param>
/// <param name="Oldest">The position that has waited so long; null when none waits.</param>
/// <param name="Unseen">Positions that cannot be judged just now, for want of a fresh quote or a specification.</param>
/// <param name="Findings">What the watchdog has found and what still holds.</param>
public sealed record WorkerView(RoleState State, long BeatAgeMs, decimal? EvaluationAgeP99Ms, long Evaluations, long Cycles, int Restarts, int Waiting, int InFlight,
    long EvaluationAgeMs, Ticket? Oldest, int Unseen, LatencyView Evaluation, long WatchdogLooks, IReadOnlyList<AlarmView> Findings);

public sealed record MonitorView(RoleState State, long BeatAgeMs, long? LastReadAgeMs, long FailedReads, int Restarts);

/// <param name="Fresh">Symbols with open positions whose last quote is not stale.</param>
public sealed record FeedView(int Symbols, int Fresh, string? Slowest, long? SlowestAgeMs, long Quotes, long Dropped);

public sealed record BrokerView(bool Connected, decimal? CallP50Ms, decimal? CallP99Ms, IReadOnlyList<decimal> RecentMs);

/// <summary>A terminal in short; all that is known of it is in <see cref="TerminalState"/>.</summary>
/// <param name="WhyNot">Why it cannot be used; null when it can.</param>
/// <param name="WhyNoTrades">Why nothing can be traded through it although it can be used; null when something can.</param>
/// <param name="Experts">How many do something for us. Where it is one, a trade that takes long holds up quotes and readings.</param>
/// <param name="Symbols">How many symbols' prices are wanted.</param>
/// <param name="Reported">How many of them the terminal reports by itself; the others are asked for again and again.</param>
public sealed record TerminalView(string? WhyNot, string? WhyNoTrades, int Experts, int Symbols, int Reported);

/// <param name="Today">Sent on the broker's present day.</param>
/// <param name="Limit">How many the day may have; protection is sent beyond it.</param>
/// <param name="Reserve">How many of them are kept for protection.</param>
/// <param name="ProfitLeft">How many are left for moves in profit.</param>
/// <param name="Overdraft">Protection beyond the limit.</param>
/// <param name="Forecast">How many the day will have at the pace so far.</param>
/// <param name="Price">Times the usual minimum move, what a move in profit must gain just now.</param>
/// <param name="Waits">Why no move in profit is sent; null while some are.</param>
public sealed record MessagesView(long Today, long? Limit, int Reserve, int ProfitLeft, int Overdraft, long Forecast, decimal Price, string? Waits);

/// <param name="Result">Of the positions closed on this day, UTC, after costs; null while those of earlier runs are not known.</param>
/// <param name="Limit">Null: no daily limit is set.</param>
public sealed record TodayView(Money? Result, Money? Floating, int Closed, Money? Limit);

public sealed record JournalView(JournalState State, int Waiting, long Dropped, string? Reason, long DroppedQuotes = 0);

using WebTrader.Core.Market;
using WebTrader.Core.Orders;
using WebTrader.Core.Positions;
using WebTrader.Core.Safety.Emergency;
using WebTrader.Core.Stops;
using WebTrader.Core.Writing;

namespace WebTrader.Core.Journal;

/// <summary>Something that happened, in the past tense. The set is closed: what is not here is not a fact of the product.</summary>
/// <param name="At">Wall time, UTC: a label.</param>
public abstract record JournalEntry(AccountId Account, DateTimeOffset At)
{
    /// <summary>The ticket it is about; null for the account as a whole.</summary>
    public virtual Ticket? Ticket => null;
}

/// <summary>The session of an account began.</summary>
/// <param name="Epoch">Which running of the session this is; larger than every earlier one.</param>
/// <param name="OpenPositions">How many positions the first reading showed.</param>
public sealed record SessionStarted(AccountId Account, DateTimeOffset At, long Epoch, int OpenPositions) : JournalEntry(Account, At);

/// <summary>The session of an account ended in an orderly way; after a crash there is none.</summary>
public sealed record SessionStopped(AccountId Account, DateTimeOffset At, string Reason) : JournalEntry(Account, At);

/// <summary>A position was seen for the first time.</summary>
public sealed record PositionSeen(AccountId Account, DateTimeOffset At, Position Position) : JournalEntry(Account, At)
{
    public override Ticket? Ticket => Position.Ticket;
}

/// <summary>The broker shows another stop or take-profit than before, and it was not us.</summary>
public sealed record ChangedByOthers(AccountId Account, DateTimeOffset At, Position Before, Position After) : JournalEntry(Account, At)
{
    public override Ticket? Ticket => After.Ticket;
}

/// <summary>A part of a position was closed, by whomever, and the rest is open. Written once for each deal that closed one.</summary>
/// <param name="Position">What is left of it, as the broker showed it when the deal was read.</param>
public sealed record PartlyClosed(AccountId Account, DateTimeOffset At, Position Position, ClosedPart Part) : JournalEntry(Account, At)
{
    public override Ticket? Ticket => Position.Ticket;
}

/// <summary>We are about to set a stop. Written before it is sent.</summary>
/// <param name="Number">Counts the writes of one session; joins the intent to its outcome.</param>
/// <param name="Purpose">What the message is for; it is counted as that.</param>
public sealed record StopIntended(AccountId Account, DateTimeOffset At, long Number, StopWrite Write, Side Side, Price? From, RuleName Rule, Money ProfitAtStop, string Reason,
    MessagePurpose Purpose = MessagePurpose.Protection)
    : JournalEntry(Account, At)
{
    /// <summary>What the rules decided it from; null where they were not asked: <see cref="Reason"/> says who was.</summary>
    public DecisionInputs? Inputs { get; init; }

    /// <summary>What somebody's ask was held against; null where nobody asked.</summary>
    public AskInputs? Asked { get; init; }

    /// <summary>The earlier write that is sent once more, whatever the rules want now; null where it is none.</summary>
    public WriteNumber? Repeats { get; init; }

    public override Ticket? Ticket => Write.Ticket;
}

/// <summary>An attempt to set a stop has an outcome.</summary>
/// <param name="Latency">From sending to the answer; null when nothing was sent.</param>
/// <param name="ReadBack">From sending until the broker's own reading showed it; null when it did not.</param>
public sealed record StopSettled(AccountId Account, DateTimeOffset At, StopIntended Intent, WriteResult Result, TimeSpan? Latency, TimeSpan? ReadBack)
    : JournalEntry(Account, At)
{
    public override Ticket? Ticket => Intent.Write.Ticket;
}

/// <summary>We are about to close a position. Written before it is sent.</summary>
public sealed record CloseIntended(AccountId Account, DateTimeOffset At, long Number, CloseWrite Write, string Reason) : JournalEntry(Account, At)
{
    /// <summary>What the rules decided it from; null where they were not asked: <see cref="Reason"/> says who was.</summary>
    public DecisionInputs? Inputs { get; init; }

    /// <summary>What somebody's ask was held against; null where nobody asked.</summary>
    public AskInputs? Asked { get; init; }

    public override Ticket? Ticket => Write.Ticket;
}

/// <summary>An attempt to close a position has an outcome.</summary>
/// <param name="Latency">From sending to the answer; null when nothing was sent.</param>
public sealed record CloseSettled(AccountId Account, DateTimeOffset At, CloseIntended Intent, WriteResult Result, TimeSpan? Latency) : JournalEntry(Account, At)
{
    public override Ticket? Ticket => Intent.Write.Ticket;
}

/// <summary>Somebody asked us to change a take-profit. Written before it is sent.</summary>
/// <param name="From">The take-profit that stood; null for none.</param>
/// <param name="By">Who asked.</param>
public sealed record TakeProfitIntended(AccountId Account, DateTimeOffset At, long Number, StopWrite Write, Price? From, string By) : JournalEntry(Account, At)
{
    /// <summary>What the ask was held against.</summary>
    public AskInputs? Asked { get; init; }

    public override Ticket? Ticket => Write.Ticket;
}

/// <summary>An attempt to change a take-profit has an outcome.</summary>
/// <param name="Latency">From sending to the answer; null when nothing was sent.</param>
public sealed record TakeProfitSettled(AccountId Account, DateTimeOffset At, TakeProfitIntended Intent, WriteResult Result, TimeSpan? Latency) : JournalEntry(Account, At)
{
    public override Ticket? Ticket => Intent.Write.Ticket;
}

/// <summary>Somebody asked us to open a position. Written before it is sent.</summary>
/// <param name="By">Who asked.</param>
public sealed record OpenIntended(AccountId Account, DateTimeOffset At, long Number, OpenWrite Write, string By) : JournalEntry(Account, At)
{
    /// <summary>What volume and stop were made from.</summary>
    public OrderInputs? Inputs { get; init; }
}

/// <summary>An attempt to open a position has an outcome; a second one where the answer came when nobody waited for it any more.</summary>
/// <param name="Opened">The position it opened; null when it opened none, or nobody knows.</param>
public sealed record OpenSettled(AccountId Account, DateTimeOffset At, OpenIntended Intent, WriteResult Result, Ticket? Opened, TimeSpan? Latency) : JournalEntry(Account, At)
{
    public override Ticket? Ticket => Opened;
}

/// <summary>The broker answered a call that nobody waited for any more. Recorded; its effect is found by reading.</summary>
/// <param name="After">Since it was sent.</param>
/// <param name="Said">The answer in words.</param>
public sealed record LateAnswer(AccountId Account, DateTimeOffset At, Ticket About, FencingToken Token, TimeSpan After, string Said) : JournalEntry(Account, At)
{
    public override Ticket? Ticket => About;
}

/// <summary>A ticket lock was given back by its holder. With <see cref="HoldingRevoked"/> and <see cref="LockDenied"/> it tells who had which ticket at any past moment.</summary>
/// <param name="Waited">How long the holder had waited for it.</param>
/// <param name="HeldFor">Up to <see cref="JournalEntry.At"/>.</param>
public sealed record HoldingReleased(AccountId Account, DateTimeOffset At, Ticket About, FencingToken Token, string Holder, string Purpose, TimeSpan Waited, TimeSpan HeldFor) : JournalEntry(Account, At)
{
    public override Ticket? Ticket => About;
}

/// <summary>A ticket lock was taken from its holder. Its token is refused from then on.</summary>
/// <param name="WasInFlight">Whether a call of it was at the broker and may still have its effect.</param>
public sealed record HoldingRevoked(AccountId Account, DateTimeOffset At, Ticket About, FencingToken Token, string Holder, TimeSpan HeldFor, bool WasInFlight, string Why) : JournalEntry(Account, At)
{
    public override Ticket? Ticket => About;
}

/// <summary>A position ended, for a reason that the broker's own deals show.</summary>
public sealed record PositionClosed(AccountId Account, DateTimeOffset At, Trade Trade) : JournalEntry(Account, At)
{
    public override Ticket? Ticket => Trade.Ticket;
}

/// <summary>A ticket lock was not obtained in time. An outcome, not an error: the next cycle tries again.</summary>
public sealed record LockDenied(AccountId Account, DateTimeOffset At, Ticket About, string Reason) : JournalEntry(Account, At)
{
    public override Ticket? Ticket => About;
}

/// <summary>An operator changed which positions the rules may write to.</summary>
/// <param name="From">Before, in words.</param>
/// <param name="By">Who.</param>
public sealed record ArmingChanged(AccountId Account, DateTimeOffset At, string From, string To, string By, string Why) : JournalEntry(Account, At);

/// <summary>A person or a script has asked the host to change something, and was answered. What came of it at the broker are facts of their own.</summary>
/// <param name="Account">The one it was about; "host" where it was about none.</param>
/// <param name="By">Who.</param>
/// <param name="From">From which address.</param>
/// <param name="What">The name of the operation, and what it was about, as in "SetStop /api/v1/positions/100001/stop".</param>
/// <param name="Asked">What was asked for, without anything secret; empty where that was no more than the operation.</param>
/// <param name="Status">Of the answer, as in HTTP.</param>
/// <param name="Result">In words; empty where the status says it all.</param>
public sealed record OperatorActed(AccountId Account, DateTimeOffset At, string By, string From, string What, string Asked, int Status, string Result) : JournalEntry(Account, At);

/// <summary>Equity is higher than it ever was; what a drawdown is measured from.</summary>
public sealed record EquityPeak(AccountId Account, DateTimeOffset At, Money Equity) : JournalEntry(Account, At);

/// <summary>An emergency stop holds for an account from this moment on; told again by each session that begins under it.</summary>
public sealed record EmergencyStopped(AccountId Account, DateTimeOffset At, EmergencyStop Stop) : JournalEntry(Account, At);

/// <summary>An emergency stop has done on an account what it is for, and the broker's own readings show it.</summary>
/// <param name="StopId">Of the <see cref="EmergencyStop"/>.</param>
/// <param name="Took">Since it was ordered, or since something had to be done again.</param>
/// <param name="Tickets">How many positions and orders it was about since then.</param>
public sealed record EmergencyProved(AccountId Account, DateTimeOffset At, string StopId, TimeSpan Took, int Tickets) : JournalEntry(Account, At);

/// <summary>An emergency stop has tried everything on an account once, and this is left; it goes on trying.</summary>
/// <param name="Left">What and why, in words, one line each; at most a hundred.</param>
public sealed record EmergencyLeft(AccountId Account, DateTimeOffset At, string StopId, IReadOnlyList<string> Left) : JournalEntry(Account, At);

/// <summary>An emergency stop holds no more for an account.</summary>
public sealed record EmergencyReleased(AccountId Account, DateTimeOffset At, string StopId, string By, string Why) : JournalEntry(Account, At);

/// <summary>A flatten of an account was rehearsed in front of a simulated broker.</summary>
/// <param name="By">Who wanted it.</param>
/// <param name="Positions">How many were open.</param>
/// <param name="Latency">Round trip of a call, as assumed.</param>
/// <param name="InFlight">How many trades may be under way at once, as assumed.</param>
/// <param name="Took">Until it was proved flat; null where it was not within the time that a drill gets.</param>
/// <param name="Left">What would remain and why, in words; at most a hundred.</param>
public sealed record EmergencyDrilled(AccountId Account, DateTimeOffset At, string By, int Positions, TimeSpan Latency, int InFlight, TimeSpan? Took, IReadOnlyList<string> Left) : JournalEntry(Account, At);

/// <summary>A pending order is about to be removed.</summary>
/// <param name="Number">Of the write, within the session.</param>
/// <param name="By">Who wants it.</param>
public sealed record CancelIntended(AccountId Account, DateTimeOffset At, long Number, CancelWrite Write, string By) : JournalEntry(Account, At);

/// <summary>What came of it, as the broker answered.</summary>
/// <param name="Latency">Null when nothing was sent.</param>
public sealed record CancelSettled(AccountId Account, DateTimeOffset At, CancelIntended Intent, WriteResult Result, TimeSpan? Latency) : JournalEntry(Account, At);

/// <summary>Other settings hold for an account from this moment on: what stands in the journal before it was decided by the earlier ones.</summary>
/// <param name="FromVersion">0 where none held before.</param>
/// <param name="Changes">Every place that concerns the account and has another value now.</param>
/// <param name="By">Who.</param>
public sealed record SettingsChanged(AccountId Account, DateTimeOffset At, long FromVersion, long ToVersion, IReadOnlyList<SettingChange> Changes, string By, string Why) : JournalEntry(Account, At);

/// <summary>One place of the settings with its value before and after.</summary>
/// <param name="Place">As in <c>StopsBySymbol:XAUUSD:MaxRisk</c>.</param>
/// <param name="Before">As it stands in the settings; null where nothing was said.</param>
/// <param name="After">As above.</param>
public sealed record SettingChange(string Place, string? Before, string? After)
{
    /// <summary>As in "Stops:MaxRisk 2.00 to 3.00".</summary>
    public override string ToString() => $"{Place} {Before ?? "not set"} to {After ?? "not set"}";
}

/// <summary>The wall clock and the monotone clock have parted; quotes from before count as stale and everything is read again.</summary>
/// <param name="By">How far the wall clock jumped; negative when it went back.</param>
public sealed record ClockJumped(AccountId Account, DateTimeOffset At, TimeSpan By) : JournalEntry(Account, At);

/// <summary>A condition that needs a person began.</summary>
public sealed record AlarmRaised(AccountId Account, DateTimeOffset At, Alarm Alarm) : JournalEntry(Account, At);

/// <summary>A condition that needed a person ended.</summary>
public sealed record AlarmCleared(AccountId Account, DateTimeOffset At, Alarm Alarm) : JournalEntry(Account, At);

/// <summary>How soon a person must look.</summary>
public enum AlarmSeverity
{
    /// <summary>Look at it today.</summary>
    Amber,

    /// <summary>Protection or its record is not what it should be.</summary>
    Red,
}

/// <summary>A condition that holds until it is cleared.</summary>
/// <param name="Id">One word for the condition and what it is about; raising it again changes only the text.</param>
public sealed record Alarm(string Id, AlarmSeverity Severity, DateTimeOffset Since, string Text);

/// <summary>Quotes were stored beside the journal: what they must be, so that they are in its chain too. A minute that is told again has come in parts; the last word holds.</summary>
public sealed record QuotesKept(AccountId Account, DateTimeOffset At, IReadOnlyList<KeptMinute> Minutes) : JournalEntry(Account, At);

/// <summary>The quotes of a symbol in one minute, as they are stored.</summary>
/// <param name="Minute">Its beginning, UTC, by the broker's time.</param>
/// <param name="Sha256">Of the packed quotes, in small hexadecimal digits.</param>
public sealed record KeptMinute(string Symbol, DateTimeOffset Minute, string Sha256);

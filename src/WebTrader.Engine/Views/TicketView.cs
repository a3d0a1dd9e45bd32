using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Core.Stops;
using WebTrader.Core.Writing;
using WebTrader.Engine.Book;

namespace WebTrader.Engine.Views;

/// <summary>All that is known of one position.</summary>
public sealed record TicketView
{
    public required PositionView Row { get; init; }
    public required CertificateView Certificate { get; init; }
    public required Money Commission { get; init; }
    public required Money Swap { get; init; }

    /// <summary>Result after costs if the stop is hit exactly.</summary>
    public required Money? WorstResult { get; init; }
    public required long NakedMs { get; init; }

    /// <summary>The rules that want a stop, tightest first.</summary>
    public required IReadOnlyList<LadderView> Ladder { get; init; }

    /// <summary>The rules that want none just now, and why.</summary>
    public required IReadOnlyList<SilentView> Silent { get; init; }
    public required IReadOnlyList<BoundView> Bounds { get; init; }
    public required string NextText { get; init; }

    /// <summary>What its distances are told in.</summary>
    public required RangeView Range { get; init; }

    /// <summary>The settings that hold for it.</summary>
    public required IReadOnlyList<SettingView> Settings { get; init; }

    /// <summary>Newest first.</summary>
    public required IReadOnlyList<MoveView> Moves { get; init; }

    /// <summary>False when moves of earlier runs could not be read.</summary>
    public bool MovesComplete { get; init; } = true;

    /// <summary>Newest first.</summary>
    public required IReadOnlyList<EventView> Events { get; init; }

    /// <summary>Oldest first.</summary>
    public required IReadOnlyList<TrailView> Trail { get; init; }

    /// <summary>Oldest first.</summary>
    public required IReadOnlyList<StateView> States { get; init; }
    public required ClosedView? Closed { get; init; }
}

/// <summary>The average true range of a symbol, by the broker's quote times.</summary>
/// <param name="Bar">How long a bar is.</param>
/// <param name="Period">How many bars are averaged.</param>
/// <param name="Bars">Full bars seen so far, at most the period.</param>
/// <param name="Range">In price; null while there are fewer bars than the period has.</param>
public sealed record RangeView(TimeSpan Bar, int Period, int Bars, decimal? Range);

/// <summary>A setting that holds for a position.</summary>
/// <param name="Origin">The layer it comes from: default, account, a symbol or a magic number.</param>
public sealed record SettingView(string Name, string Value, string Origin);

public sealed record CertificateView(StepView? Wanted, StepView? Sent, StepView? Acknowledged, StepView? ReadBack);

/// <param name="Token">The fencing token of the holding under which it was sent, one for each holding of the ticket; null for what is not sent.</param>
public sealed record StepView(Price? Price, DateTimeOffset At, long AgeMs, string Proof, string? Token = null);

public sealed record LadderView(RuleName Rule, string RuleText, Price Price, Money ProfitAtStop, LadderVerdict Verdict, string Text);

public enum LadderVerdict
{
    InCharge,
    Looser,
    Waits,
}

public sealed record SilentView(RuleName Rule, string RuleText, string Text);

public sealed record BoundView(string Name, string Text);

public sealed record MoveView(
    int Number,
    DateTimeOffset At,
    Price? From,
    Price To,
    RuleName Rule,
    string RuleText,
    string Reason,
    Money ProfitAtStop,
    WriteOutcome Outcome,
    string OutcomeText,
    int? Retcode,
    string? RetcodeName,
    long? ReadBackMs);

public sealed record EventView(DateTimeOffset At, string Text);

public sealed record TrailView(DateTimeOffset At, Price Bid, Price Ask);

public sealed record StateView(DateTimeOffset From, ProtectionState State);

public sealed record ClosedView(DateTimeOffset? At, Price? Price, CloseReason? Reason, string ReasonText, Money? Profit);

using WebTrader.Core.Journal;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Core.Stops;
using WebTrader.Core.Writing;

namespace WebTrader.Persistence.Tables;

/// <summary>One attempt to set a stop, from the intent to its outcome; the key is account, epoch and number.</summary>
public sealed class StopMoveRow
{
    public required AccountId Account { get; init; }

    /// <summary>The running of the session, from the write's fencing token.</summary>
    public required long Epoch { get; init; }
    public required long Number { get; init; }
    public required Ticket Ticket { get; init; }
    public required PositionId Position { get; init; }
    public required string Symbol { get; init; }
    public required Side Side { get; init; }

    /// <summary>When it was intended.</summary>
    public required DateTimeOffset At { get; init; }
    public Price? From { get; init; }
    public required Price To { get; init; }
    public required RuleName Rule { get; init; }
    public required string Reason { get; init; }
    public required Money ProfitAtStop { get; init; }

    /// <summary>Null until it is settled, and for ever where we did not live to see it.</summary>
    public WriteOutcome? Outcome { get; set; }

    /// <summary>MT5's number; codes we do not know are kept too.</summary>
    public int? Retcode { get; set; }
    public string? OutcomeReason { get; set; }
    public DateTimeOffset? SettledAt { get; set; }

    /// <summary>From sending to the answer, in whole milliseconds.</summary>
    public long? LatencyMs { get; set; }

    /// <summary>From sending until the broker's own reading showed it, in whole milliseconds.</summary>
    public long? ReadBackMs { get; set; }

    public static StopMoveRow Of(StopIntended intent) => new()
    {
        Account = intent.Account,
        Epoch = intent.Write.Token.Epoch,
        Number = intent.Number,
        Ticket = intent.Write.Ticket,
        Position = intent.Write.Position,
        Symbol = intent.Write.Symbol,
        Side = intent.Side,
        At = intent.At,
        From = intent.From,
        To = intent.Write.Stop,
        Rule = intent.Rule,
        Reason = intent.Reason,
        ProfitAtStop = intent.ProfitAtStop,
    };

    public void Settle(StopSettled settled)
    {
        Outcome = settled.Result.Outcome;
        Retcode = (int?)settled.Result.Retcode;
        OutcomeReason = settled.Result.Reason;
        SettledAt = settled.At;
        LatencyMs = Milliseconds(settled.Latency);
        ReadBackMs = Milliseconds(settled.ReadBack);
    }

    private static long? Milliseconds(TimeSpan? span) => span is { } known ? (known.Ticks + (TimeSpan.TicksPerMillisecond / 2)) / TimeSpan.TicksPerMillisecond : null;
}

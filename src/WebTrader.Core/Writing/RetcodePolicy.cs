using System.Globalization;

namespace WebTrader.Core.Writing;

/// <summary>What to do after an answer.</summary>
public enum NextMove
{
    /// <summary>Nothing: it is as we want it, or it was refused and is for whoever asked to decide anew.</summary>
    None,

    /// <summary>Compute again from the next quote.</summary>
    NextQuote,

    /// <summary>Wait, longer each time, then compute again.</summary>
    BackOff,

    /// <summary>Read the position before anything else.</summary>
    ReadBack,

    /// <summary>As <see cref="BackOff"/>, and a person must act: until then protection is not possible.</summary>
    RedAlarm,
}

/// <summary>The meaning of an answer to a write.</summary>
public readonly record struct RetcodeMeaning(WriteOutcome Outcome, NextMove Next, string Words);

/// <summary>
/// What an answer of the trade server means. Volume is never raised, a partial fill is accepted as it is, an opening is never sent again, and
/// what may have happened is read back before anything else. The table is in <see cref="RetcodeTable"/>.
/// </summary>
public static class RetcodePolicy
{
    /// <summary>The meaning for a change of stop or take-profit.</summary>
    public static RetcodeMeaning For(TradeRetcode retcode) => For(retcode, WriteKind.Modify);

    /// <summary>The meaning for a kind of write; a code nobody knows is unknown and read back.</summary>
    public static RetcodeMeaning For(TradeRetcode retcode, WriteKind kind) => RetcodeTable.Of(retcode, kind);

    /// <summary>What became of a write as far as its answer alone says it: what nobody has answered is unknown, what was not sent denied.</summary>
    public static WriteResult ResultOf(TradeAnswer answer, WriteKind kind) => answer switch
    {
        TradeAnswer.Answered { Retcode: var retcode } when For(retcode, kind) is var meaning =>
            new WriteResult(meaning.Outcome, retcode, meaning.Outcome == WriteOutcome.Rejected ? $"The broker refused: {meaning.Words}" : meaning.Words),
        TradeAnswer.NotSent kept => new WriteResult(WriteOutcome.Denied, null, $"Not sent: {kept.Reason}"),
        TradeAnswer.Unanswered silent => new WriteResult(WriteOutcome.Unknown, null, $"The broker did not answer: {silent.Reason}"),
        _ => throw new ArgumentException($"{answer.GetType().Name} is no answer that there is", nameof(answer)),
    };

    /// <summary>Whether a refusal stands until somebody or something else changes: asking again and again meanwhile only costs messages.</summary>
    public static bool IsStanding(TradeRetcode retcode) =>
        retcode is TradeRetcode.MarketClosed or TradeRetcode.TradeDisabled or TradeRetcode.ServerDisablesAutoTrading or TradeRetcode.ClientDisablesAutoTrading;

    /// <summary>The code as MT5 writes it, as in <c>10009 done</c>.</summary>
    public static string Say(this TradeRetcode retcode) =>
        string.Create(CultureInfo.InvariantCulture, $"{(int)retcode} {For(retcode).Words}");
}

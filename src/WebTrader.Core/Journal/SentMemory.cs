using WebTrader.Core.Ports;
using WebTrader.Core.Writing;

namespace WebTrader.Core.Journal;

/// <summary>
/// The messages that the facts of an account tell of: every call that was intended and not shown to have stayed here. A call whose outcome nobody wrote down
/// may have left, and counts. Not thread-safe.
/// </summary>
public sealed class SentMemory
{
    private const int TidyAt = 10_000;

    private readonly Dictionary<Call, SentMessage> sent = [];

    public void Append(JournalEntry entry)
    {
        switch (entry)
        {
            case StopIntended intent:
                Add(Of(intent.Write.Token, intent.Number, intent.At), intent.Purpose);
                break;
            case CloseIntended intent:
                Add(Of(intent.Write.Token, intent.Number, intent.At));
                break;
            case TakeProfitIntended intent:
                Add(Of(intent.Write.Token, intent.Number, intent.At));
                break;
            case OpenIntended intent:
                Add(new Call(0, intent.Number, intent.At));
                break;
            case StopSettled { Result.Outcome: WriteOutcome.Denied, Intent: var intent }:
                sent.Remove(Of(intent.Write.Token, intent.Number, intent.At));
                break;
            case CloseSettled { Result.Outcome: WriteOutcome.Denied, Intent: var intent }:
                sent.Remove(Of(intent.Write.Token, intent.Number, intent.At));
                break;
            case TakeProfitSettled { Result.Outcome: WriteOutcome.Denied, Intent: var intent }:
                sent.Remove(Of(intent.Write.Token, intent.Number, intent.At));
                break;
            case OpenSettled { Result.Outcome: WriteOutcome.Denied, Intent: var intent }:
                sent.Remove(new Call(0, intent.Number, intent.At));
                break;
        }
    }

    /// <summary>The messages within <see cref="AccountMemory.SentFor"/>; older ones are forgotten.</summary>
    public IReadOnlyList<SentMessage> Recall(DateTimeOffset now)
    {
        Forget(now);
        return [.. sent.Values];
    }

    private static Call Of(FencingToken token, long number, DateTimeOffset at) => new(token.Epoch, number, at);

    private void Add(Call call, MessagePurpose purpose = MessagePurpose.Protection)
    {
        if (sent.Count >= TidyAt) Forget(call.At);
        sent[call] = new SentMessage(call.At, purpose);
    }

    private void Forget(DateTimeOffset now)
    {
        foreach (var call in sent.Keys)
        {
            if (now - call.At > AccountMemory.SentFor) sent.Remove(call);
        }
    }

    /// <param name="Epoch">0 for openings, which have no token.</param>
    private readonly record struct Call(long Epoch, long Number, DateTimeOffset At);
}

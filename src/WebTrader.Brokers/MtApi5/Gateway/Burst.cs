using WebTrader.Brokers.MtApi5.Client;
using WebTrader.Brokers.MtApi5.Protocol;

namespace WebTrader.Brokers.MtApi5.Gateway;

/// <summary>Nothing could be read, and why. Caught where a reading begins: there it is a failed reading, never an empty one.</summary>
internal sealed class Mt5ReadException(string reason) : Exception(reason);

/// <summary>
/// Reads that leave one right behind the other, with nothing of ours in between, and their answers by place. What is not there, or is of another kind than
/// asked for, ends the reading with a <see cref="Mt5ReadException"/>: unknown is never taken for zero.
/// </summary>
internal sealed class Burst
{
    private readonly List<Mt5Request> requests = [];
    private IReadOnlyList<Mt5Answer> answers = [];

    public IReadOnlyList<Mt5Request> Requests => requests;

    /// <summary>Adds a read.</summary>
    /// <returns>Its place.</returns>
    public int Ask(in Mt5Request request)
    {
        requests.Add(request);
        return requests.Count - 1;
    }

    public void Ask(IReadOnlyList<Mt5Request> more) => requests.AddRange(more);

    /// <summary>Takes the answers, all of which must be values.</summary>
    public void Take(IReadOnlyList<Mt5Answer> all)
    {
        foreach (var answer in all)
        {
            if (WhyNot(answer) is { } reason) throw new Mt5ReadException(reason);
        }

        answers = all;
    }

    public long Whole(int at) => Of(at).AsInt64 ?? throw Unreadable(at, "a whole number");

    public ulong Ticket(int at) => Of(at).AsUInt64 ?? throw Unreadable(at, "a ticket");

    public decimal Amount(int at) => Of(at).AsDecimal ?? throw Unreadable(at, "an amount");

    public string Text(int at) => Of(at).AsText ?? throw Unreadable(at, "a text");

    public bool Flag(int at) => Of(at).AsBoolean ?? throw Unreadable(at, "yes or no");

    /// <summary>Null where the terminal has no prices of the symbol.</summary>
    public Mt5Tick? Tick(int at) => Of(at).AsTick;

    /// <summary>Why an answer holds no value; null when it does.</summary>
    public static string? WhyNot(Mt5Answer answer) => answer switch
    {
        Mt5Answer.Value => null,
        Mt5Answer.Refused refused => $"the expert refused: {refused.Message} ({refused.Code})",
        Mt5Answer.NotSent notSent => notSent.Reason,
        Mt5Answer.Unanswered unanswered => unanswered.Reason,
        _ => "no answer",
    };

    private Mt5Value Of(int at) => ((Mt5Answer.Value)answers[at]).Is;

    private Mt5ReadException Unreadable(int at, string wanted) => new($"{requests[at].Command} {requests[at].Payload} was not answered with {wanted}");
}

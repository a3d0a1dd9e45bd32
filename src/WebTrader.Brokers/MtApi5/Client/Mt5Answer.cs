using WebTrader.Brokers.MtApi5.Protocol;

namespace WebTrader.Brokers.MtApi5.Client;

/// <summary>What came of a call: a value, a refusal by the expert, a certain failure to send, or silence.</summary>
public abstract record Mt5Answer
{
    private Mt5Answer()
    {
    }

    /// <summary>The expert answered.</summary>
    /// <param name="Is">What it gave back; <see cref="Mt5ValueKind.None"/> for commands that give nothing back.</param>
    public sealed record Value(Mt5Value Is) : Mt5Answer;

    /// <summary>The expert refused the command.</summary>
    /// <param name="Code">-1 when the expert itself objects (it cannot read the command, or does not know it): it did nothing. Otherwise the terminal's last
    /// error, which only commands that read give.</param>
    public sealed record Refused(int Code, string Message) : Mt5Answer;

    /// <summary>It certainly did not leave this machine.</summary>
    public sealed record NotSent(string Reason) : Mt5Answer;

    /// <summary>It left, and nobody knows what became of it: it may have been executed, or may still be.</summary>
    public sealed record Unanswered(Mt5Silence Why, string Reason) : Mt5Answer;
}

/// <summary>Why a call has no answer.</summary>
public enum Mt5Silence
{
    /// <summary>The deadline is over. It stays matched: its answer, or why none will come, is told to <see cref="IMt5Listener.OnLateAnswer"/>.</summary>
    Overdue,

    /// <summary>Its caller cancelled. It stays matched like one that is overdue.</summary>
    GivenUp,

    /// <summary>A later command of the same expert was answered: it was executed, and its own answer was lost on the way.</summary>
    Overtaken,

    /// <summary>Its answer came and cannot be read: it was executed.</summary>
    Unreadable,

    /// <summary>The line was lost. The expert still executes what has reached it.</summary>
    ConnectionLost,

    /// <summary>The expert left the terminal or began again. It may have executed it before.</summary>
    ExpertGone,

    /// <summary>Nothing came in the longest time that is waited; its number may be used again.</summary>
    Forgotten,
}

using WebTrader.Core.Ports;
using WebTrader.Core.Positions;
using WebTrader.Core.Writing;

namespace WebTrader.TestKit.Journal;

/// <summary>A journal on a store of its own, empty at first, for one test of the contract.</summary>
public interface IJournalBench : IAsyncDisposable
{
    /// <summary>The journal now running; another one after <see cref="RestartAsync"/>.</summary>
    IJournal Journal { get; }

    /// <summary>Ends when everything appended before is in the store; fails the test when that takes too long.</summary>
    Task FlushAsync();

    /// <summary>Ends the journal, without flushing as a killed process would, and starts another one on the same store.</summary>
    Task RestartAsync();

    /// <summary>All trades of an account, in any order.</summary>
    Task<IReadOnlyList<Trade>> TradesAsync(AccountId account);

    /// <summary>All facts of an account, oldest first.</summary>
    Task<IReadOnlyList<RecordedFact>> FactsAsync(AccountId account);

    /// <summary>Stop moves of a ticket, newest first.</summary>
    Task<IReadOnlyList<RecordedStopMove>> StopMovesAsync(AccountId account, Ticket ticket);
}

public sealed record RecordedFact(long Sequence, DateTimeOffset At, Ticket? Ticket, string Kind, string Text);

public sealed record RecordedStopMove(long Epoch, long Number, string To, WriteOutcome? Outcome, int? Retcode, long? LatencyMs, long? ReadBackMs);

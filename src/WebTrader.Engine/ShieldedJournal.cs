using WebTrader.Core.Journal;
using WebTrader.Core.Ports;
using WebTrader.Core.Positions;
using WebTrader.Core.Stops;

namespace WebTrader.Engine;

/// <summary>
/// A journal must not throw. One that does must not cost a position its stop all the same: what it refuses is counted as lost and shows
/// in its health, and protection goes on. Used on the session's scheduler, except <see cref="Health"/>.
/// </summary>
internal sealed class ShieldedJournal(IJournal journal) : IJournal
{
    private long lost;
    private volatile string? fault;

    public JournalHealth Health
    {
        get
        {
            var health = journal.Health;
            return fault is null ? health : health with { State = JournalState.MemoryOnly, Dropped = health.Dropped + Interlocked.Read(ref lost), Reason = fault };
        }
    }

    public void Append(JournalEntry entry)
    {
        try
        {
            journal.Append(entry);
        }
        catch (Exception refused)
        {
            Lose(refused);
        }
    }

    public void Keep(AccountId account, Position position, StopProgress progress)
    {
        try
        {
            journal.Keep(account, position, progress);
        }
        catch (Exception refused)
        {
            Lose(refused);
        }
    }

    public async ValueTask<Reading<AccountMemory>> RecallAsync(AccountId account, CancellationToken cancellation) => await journal.RecallAsync(account, cancellation);

    private void Lose(Exception refused)
    {
        Interlocked.Increment(ref lost);
        fault = $"The journal refused an entry: {refused.Message}";
    }
}

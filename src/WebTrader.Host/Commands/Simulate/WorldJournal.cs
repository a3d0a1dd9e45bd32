using WebTrader.Core.Journal;
using WebTrader.Core.Ports;
using WebTrader.Core.Positions;
using WebTrader.Core.Stops;

namespace WebTrader.Host.Commands.Simulate;

/// <summary>What a world remembers of its sessions, in memory and beyond each of them.</summary>
public sealed class WorldJournal(TimeProvider clock)
{
    private readonly TimeProvider clock = clock;
    private readonly JournalMemory memory = new();

    /// <summary>Each fact as it is written.</summary>
    public event Action<JournalEntry>? Written;

    public IReadOnlyDictionary<PositionId, Trade> Trades => memory.Trades;

    /// <summary>A way to write to it for one session.</summary>
    public Line NewLine() => new(this);

    private void Append(JournalEntry entry)
    {
        memory.Append(entry);
        Written?.Invoke(entry);
    }

    /// <summary>What one session writes through; cut when that session is gone.</summary>
    public sealed class Line(WorldJournal journal) : IJournal
    {
        private bool cut;

        public JournalHealth Health { get; } = new(JournalState.Ok, 0, 0, null);

        /// <summary>From now on nothing arrives.</summary>
        public void Cut() => cut = true;

        public void Append(JournalEntry entry)
        {
            if (!cut) journal.Append(entry);
        }

        public void Keep(AccountId account, Position position, StopProgress progress)
        {
            if (!cut) journal.memory.Keep(position, progress);
        }

        public ValueTask<Reading<AccountMemory>> RecallAsync(AccountId account, CancellationToken cancellation) => ValueTask.FromResult(Reading<AccountMemory>.Of(journal.memory.Recall(journal.clock.GetUtcNow()), default));
    }
}

using WebTrader.Core.Journal;
using WebTrader.Core.Ports;
using WebTrader.Core.Positions;
using WebTrader.Core.Stops;

namespace WebTrader.TestKit.Engine;

/// <summary>
/// A journal in memory that outlives the sessions writing to it, with the store's own rules and every fact at hand. It can be told to
/// fail. Used on the session's scheduler.
/// </summary>
public sealed class RecordingJournal
{
    private readonly JournalMemory memory = new();
    private readonly List<JournalEntry> entries = [];

    /// <summary>Everything that was appended, oldest first.</summary>
    public IReadOnlyList<JournalEntry> Entries => entries;

    public IReadOnlyCollection<Trade> Trades => [.. memory.Trades.Values];

    /// <summary>Why the memory cannot be recalled; null while it can.</summary>
    public string? RecallFails { get; set; }

    /// <summary>Recalling never ends.</summary>
    public bool RecallHangs { get; set; }

    /// <summary>Which entries make <see cref="IJournal.Append"/> throw.</summary>
    public Func<JournalEntry, bool> Throws { get; set; } = static _ => false;

    public IEnumerable<T> All<T>() where T : JournalEntry => entries.OfType<T>();

    public StopProgress? ProgressOf(Ticket ticket) => memory.Open.FirstOrDefault(known => known.Position.Ticket == ticket)?.Progress;

    /// <summary>A way to write to it, for one run of a session.</summary>
    public Line NewLine() => new(this);

    private void Append(JournalEntry entry)
    {
        if (Throws(entry)) throw new InvalidOperationException("the journal is broken");
        entries.Add(entry);
        memory.Append(entry);
    }

    private async ValueTask<Reading<AccountMemory>> RecallAsync(CancellationToken cancellation)
    {
        if (RecallHangs) await new TaskCompletionSource().Task.WaitAsync(cancellation);
        if (RecallFails is { } why) return Reading<AccountMemory>.Failed(why, default);
        return Reading<AccountMemory>.Of(memory.Recall(entries.Count == 0 ? default : entries[^1].At), default);
    }

    /// <summary>What one run of a session writes through; cut when that run is killed.</summary>
    public sealed class Line(RecordingJournal journal) : IJournal
    {
        private bool cut;

        public JournalHealth Health { get; } = new(JournalState.Ok, 0, 0, null);

        /// <summary>From now on nothing arrives, as after a crash.</summary>
        public void Cut() => cut = true;

        public void Append(JournalEntry entry)
        {
            if (!cut) journal.Append(entry);
        }

        public void Keep(AccountId account, Position position, StopProgress progress)
        {
            if (!cut) journal.memory.Keep(position, progress);
        }

        public ValueTask<Reading<AccountMemory>> RecallAsync(AccountId account, CancellationToken cancellation) => journal.RecallAsync(cancellation);
    }
}

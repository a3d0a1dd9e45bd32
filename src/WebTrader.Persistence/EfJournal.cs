using System.Globalization;
using Microsoft.Extensions.Logging;
using WebTrader.Core.Journal;
using WebTrader.Core.Ports;
using WebTrader.Core.Positions;
using WebTrader.Core.Stops;
using WebTrader.Persistence.Backlog;
using WebTrader.Persistence.Chain;
using WebTrader.Persistence.Quotes;
using WebTrader.Persistence.Recording;
using WebTrader.Persistence.Store;

namespace WebTrader.Persistence;

/// <summary>
/// The journal in a database. <see cref="Append"/> and <see cref="Keep"/> only queue; a writer behind them opens the database, writes in
/// batches, and goes on trying for as long as the database cannot be used. Thread-safe.
/// </summary>
public sealed class EfJournal : IJournal, IAsyncDisposable
{
    private readonly JournalSettings settings;
    private readonly TimeProvider clock;
    private readonly WaitingEntries waiting;
    private readonly StoreGate gate = new();
    private readonly JournalWriter writer;
    private readonly WaitingFile? file;
    private readonly CancellationTokenSource stopping = new();
    private readonly Task running;
    private bool disposed;

    private EfJournal(JournalStore store, JournalSettings settings, TimeProvider clock, ILogger logger)
    {
        this.settings = settings;
        this.clock = clock;
        waiting = new WaitingEntries(settings.QueueLimit, settings.BatchSize, clock, settings.QuoteLimit);
        file = settings.WaitingFolder is { } folder ? new WaitingFile(folder, logger) : null;
        writer = new JournalWriter(store, gate, waiting, file, settings, clock, logger);
        Queries = new JournalQueries(store, gate, settings, clock);
        running = Task.Run(() => writer.RunAsync(stopping.Token));
    }

    /// <summary>What has been written, for the host.</summary>
    public JournalQueries Queries { get; }

    /// <summary>Entries that could not be written for a reason of their own, and were left out (logged as errors).</summary>
    public long Skipped => writer.Skipped;

    /// <summary>How far the journal goes in the store, to be published: a tail that is taken away later shows by it. Null before the store was first opened.</summary>
    public ChainHead? Head => writer.Head;

    public JournalHealth Health
    {
        get
        {
            var (count, dropped, age) = waiting.Look();
            var (state, reason) = Standing(age);
            return new JournalHealth(state, count, dropped, reason) { DroppedQuotes = waiting.DroppedQuotes };
        }
    }

    private (JournalState State, string? Reason) Standing(TimeSpan age)
    {
        var fault = gate.Fault;
        if (fault is not null and not { Kind: StoreFaultKind.Opening }) return (JournalState.MemoryOnly, fault.Reason);
        if (age <= settings.BehindAfter) return (JournalState.Ok, null);
        var waited = string.Create(CultureInfo.InvariantCulture, $"Entries have waited for {age.TotalSeconds:0} s to be written.");
        return (JournalState.Behind, fault is null ? waited : $"{waited} {fault.Reason}");
    }

    /// <summary>Returns at once: the database is opened behind it, however long that takes, and whatever is wrong with it.</summary>
    /// <param name="settings">Sound ones; see <see cref="JournalSettings.Problems"/>.</param>
    /// <param name="clock">For waits and ages; thread-safe.</param>
    /// <param name="logger">Told of every change from usable to unusable, and of every entry that is skipped.</param>
    /// <exception cref="ArgumentException">A setting does not fit.</exception>
    public static EfJournal Start(JournalSettings settings, TimeProvider clock, ILogger<EfJournal> logger) =>
        Start(settings.Database.OpenStore(settings.LockWait), settings, clock, logger);

    internal static EfJournal Start(JournalStore store, JournalSettings settings, TimeProvider clock, ILogger logger)
    {
        var problems = string.Join("; ", settings.Problems());
        return problems.Length == 0 ? new EfJournal(store, settings, clock, logger) : throw new ArgumentException(problems, nameof(settings));
    }

    public void Append(JournalEntry entry)
    {
        var after = writer.Head?.Sequence ?? 0;
        if (waiting.Add(entry) is { } order) file?.Add(order, entry, after);
    }

    public void Keep(AccountId account, Position position, StopProgress progress) => waiting.Add(account, position, progress);

    /// <summary>Keeps the quotes of a minute; what is there of it already is kept too. Returns at once.</summary>
    public void KeepQuotes(QuoteMinute minute) => waiting.Add(minute);

    /// <summary>Waits until all that was appended before is written, so that nothing known in this process is missing from the answer.</summary>
    public async ValueTask<Reading<AccountMemory>> RecallAsync(AccountId account, CancellationToken cancellation)
    {
        var began = clock.GetTimestamp();
        if (await gate.WhyNotReadableAsync(settings.ReadWait, clock, cancellation) is null)
        {
            var left = settings.ReadWait - clock.GetElapsedTime(began);
            if (!await WrittenAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero, cancellation))
            {
                return Reading<AccountMemory>.Failed(Health.Reason ?? "What was appended before is not written yet.", new ReadingMark(0, began));
            }
        }

        return await Queries.MemoryAsync(account, cancellation);
    }

    /// <summary>Takes out what is older than is kept: some of it at once, the oldest first; asked again while there is more.</summary>
    /// <param name="tell">Hears of each step before it is taken, on a thread of the journal.</param>
    /// <exception cref="IOException">It could not be done just now; the message says why, and nothing was taken out.</exception>
    public Task<RetentionReport> PruneAsync(Action<string> tell) => writer.PruneAsync(tell);

    /// <summary>Hurries the writer. True when all that was appended before is in the store; false when that took longer.</summary>
    public Task<bool> FlushAsync(TimeSpan timeout) => WrittenAsync(timeout, CancellationToken.None);

    /// <summary>Stops writing after the batch under way. What still waits is lost unless it is kept in files: flush before. Later entries are counted as dropped.</summary>
    public async ValueTask DisposeAsync()
    {
        waiting.Close();
        if (Interlocked.Exchange(ref disposed, true)) return;
        await stopping.CancelAsync();
        await running;
        file?.Dispose();
        stopping.Dispose();
    }

    private async Task<bool> WrittenAsync(TimeSpan longest, CancellationToken cancellation)
    {
        var written = waiting.WhenWritten();
        await written.WaitAsync(longest, clock, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellation.ThrowIfCancellationRequested();
        return written.IsCompletedSuccessfully;
    }
}

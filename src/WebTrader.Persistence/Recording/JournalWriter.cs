using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using WebTrader.Persistence.Backlog;
using WebTrader.Persistence.Chain;
using WebTrader.Persistence.Store;

namespace WebTrader.Persistence.Recording;

/// <summary>
/// Writes what waits, in order, one transaction per batch, for as long as it runs; opens the store, and opens it again after a failure,
/// pausing longer each time. Runs on the thread pool: nothing that protects a position waits for it.
/// </summary>
internal sealed class JournalWriter(JournalStore store, StoreGate gate, WaitingEntries waiting, WaitingFile? file, JournalSettings settings, TimeProvider clock, ILogger logger)
{
    private static readonly TimeSpan PruneEvery = TimeSpan.FromHours(1);

    private readonly CommitDoubt doubt = new();
    private readonly ConcurrentQueue<PruneOrder> orders = new();
    private bool isLeftTaken;
    private long skipped;
    private int failures;
    private volatile ChainHead? head;
    private long? prunedAt;

    /// <summary>Entries that could not be written for a reason of their own.</summary>
    public long Skipped => Interlocked.Read(ref skipped);

    /// <summary>How far the journal goes in the store; null before it was first opened. Thread-safe.</summary>
    public ChainHead? Head => head;

    /// <summary>Ends only when cancelled, after the batch under way.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        try
        {
            while (true) await OpenAndWriteAsync(cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            logger.LogDebug("The journal's writer was told to stop.");
        }
        finally
        {
            store.Close();
            while (orders.TryDequeue(out var order)) order.Report.TrySetException(new IOException("The journal is being closed."));
        }
    }

    /// <summary>From opening to the first failure of the store, and the pause after it.</summary>
    private async Task OpenAndWriteAsync(CancellationToken cancellation)
    {
        var whileWriting = false;
        try
        {
            store.Open();
            using (var db = store.ForReading()) head = LastOf(db);
            TakeLeft();
            gate.Opened();
            whileWriting = true;
            do await WaitForBatchAsync(cancellation);
            while (WriteAll(cancellation) && Prune());
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // Whatever it is, a writer that has ended would lose everything after it.
            var fault = store.Explain(failure) ?? new StoreFault(StoreFaultKind.Refused, $"The database cannot be used: {failure.Message}");
            Fail(fault, failure, whileWriting);
        }

        await PauseAsync(cancellation);
    }

    /// <summary>What a killed run has left comes first, once.</summary>
    private void TakeLeft()
    {
        if (isLeftTaken || file is null) return;
        if (file.Left() is { Count: > 0 } left)
        {
            (head, var written) = Leftovers.Record(store, left, head!, settings.BatchSize, logger);
            logger.LogInformation("An earlier run has left {Count} facts waiting, of which {Written} were not stored yet", left.Count, written);
        }

        isLeftTaken = true;
        file.Forget(waiting.WrittenBefore);
    }

    private async Task WaitForBatchAsync(CancellationToken cancellation)
    {
        await waiting.Arrived.WaitAsync(cancellation);
        waiting.Hurry.Reset();
        if (!waiting.IsPressing) await waiting.Hurry.WaitAsync(settings.BatchWait, clock, cancellation);
    }

    private async Task PauseAsync(CancellationToken cancellation)
    {
        var doubled = settings.FirstRetry * Math.Pow(2, Math.Min(failures - 1, 20));
        waiting.Hurry.Reset();
        await waiting.Hurry.WaitAsync(doubled < settings.LongestRetry ? doubled : settings.LongestRetry, clock, cancellation);
    }

    /// <summary>False when the store failed; what is unwritten then waits on.</summary>
    private bool WriteAll(CancellationToken cancellation)
    {
        waiting.Arrived.Reset();
        while (!cancellation.IsCancellationRequested && waiting.Take(settings.BatchSize) is { Count: > 0 } batch)
        {
            var written = 0;
            try
            {
                WriteBatch(batch, ref written);
                gate.Written();
                failures = 0;
            }
            catch (StoreException broken)
            {
                Fail(broken.Fault, broken, whileWriting: true);
                return false;
            }
            finally
            {
                waiting.Settle(batch.Skip(written));
                if (written > 0) file?.Forget(waiting.WrittenBefore);
            }
        }

        return true;
    }

    /// <summary>Has what is older than is kept taken out after the batch under way.</summary>
    /// <param name="tell">Hears of each step before it is taken, on the writer's thread.</param>
    /// <exception cref="IOException">It could not be done just now; the message says why.</exception>
    public Task<RetentionReport> PruneAsync(Action<string> tell)
    {
        var order = new PruneOrder(tell);
        orders.Enqueue(order);
        waiting.Arrived.Set();
        return order.Report.Task;
    }

    /// <summary>Takes out what is older than is kept, where somebody asks for it, and now and then by itself.</summary>
    /// <returns>True: a failure is the store's, and thrown.</returns>
    private bool Prune()
    {
        while (orders.TryDequeue(out var order)) Carry(order);
        if (!settings.PrunesByItself || (prunedAt is { } last && clock.GetElapsedTime(last) < PruneEvery)) return true;
        prunedAt = clock.GetTimestamp();
        try
        {
            PruneOnce(static _ => { });
        }
        catch (Exception fault) when (IsOfFiles(fault))
        {
            // Without its key nothing is taken out: a journal that is too long is better than one that has stopped.
            logger.LogError(fault, "Old entries of the journal stay where they are, because {Key} cannot be used: {Reason}", CheckpointKey.FileName, fault.Message);
        }

        return true;
    }

    private void Carry(PruneOrder order)
    {
        try
        {
            order.Report.SetResult(PruneOnce(order.Tell));
        }
        catch (Exception fault)
        {
            var broken = IsOfFiles(fault) ? null : store.Explain(fault);
            order.Report.SetException(broken is null ? fault : new IOException(broken.Reason, fault));
            if (broken is not null) throw;
        }
    }

    private RetentionReport PruneOnce(Action<string> tell)
    {
        var now = clock.GetUtcNow();
        using var db = store.ForWriting();
        return new Retention(store, settings.Database, settings.ExportFolder).Prune(db, now - settings.KeepFor, now, tell);
    }

    private static bool IsOfFiles(Exception fault) => fault is IOException or UnauthorizedAccessException or ArgumentException or CryptographicException;

    private sealed class PruneOrder(Action<string> tell)
    {
        public Action<string> Tell { get; } = tell;

        public TaskCompletionSource<RetentionReport> Report { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    /// <param name="written">Counts what need not be written again, also when the store fails in the middle.</param>
    private void WriteBatch(IReadOnlyList<WaitingItem> batch, ref int written)
    {
        if (Write(batch) is not { } failure)
        {
            written = batch.Count;
            return;
        }

        logger.LogWarning(failure, "A batch of {Count} journal entries could not be written as a whole; they are written one by one.", batch.Count);
        foreach (var item in batch)
        {
            var blamed = Write([item]);
            written++;
            if (blamed is not null) Skip(item, blamed);
        }
    }

    /// <summary>One transaction. Returns what failed for the entries' own sake.</summary>
    /// <exception cref="StoreException">The store failed, and nothing of it was written.</exception>
    private Exception? Write(IReadOnlyList<WaitingItem> items)
    {
        try
        {
            using var db = store.ForWriting();
            using var transaction = store.Begin(db, items.Select(item => item.Account).Distinct());
            db.Database.AutoSavepointsEnabled = false;
            // From the store itself each time: what was rolled back, or was put in its place meanwhile, leaves no trace here.
            var before = LastOf(db);
            doubt.Resolve(db);
            List<WaitingItem> missing = [.. items.Where(item => !doubt.IsThere(item))];
            var last = before;
            foreach (var item in missing) last = EntryRecorder.Record(db, item, last);
            last = EntryRecorder.Seal(db, missing, clock.GetUtcNow(), last);
            doubt.Begin(missing, before, last);
            transaction.Commit();
            store.Confirm();
            doubt.End(items);
            head = last;
            return null;
        }
        catch (Exception failure)
        {
            return store.Explain(failure) is { } fault ? throw new StoreException(fault) : failure;
        }
    }

    private static ChainHead LastOf(WebTraderDbContext db) =>
        db.Journal.OrderByDescending(row => row.Sequence).Select(row => new ChainHead(row.Sequence, row.Hash)).FirstOrDefault() ?? ChainHead.Genesis;

    private void Skip(WaitingItem item, Exception blamed)
    {
        Interlocked.Increment(ref skipped);
        var what = item switch
        {
            WaitingEntry waits => waits.Entry.GetType().Name,
            WaitingQuotes minute => $"quotes of {minute.Quotes.Symbol}",
            _ => item.GetType().Name,
        };
        logger.LogError(blamed, "A journal entry of account {Account} cannot be written and is skipped: {Entry}", item.Account, what);
    }

    private void Fail(StoreFault fault, Exception failure, bool whileWriting)
    {
        failures++;
        store.Close();
        if (gate.Failed(fault, whileWriting)) logger.LogWarning(failure, "The journal is kept in memory: {Reason}", fault.Reason);
    }
}

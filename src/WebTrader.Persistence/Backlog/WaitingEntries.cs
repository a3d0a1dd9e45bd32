using WebTrader.Core.Journal;
using WebTrader.Core.Positions;
using WebTrader.Core.Stops;
using WebTrader.Persistence.Quotes;

namespace WebTrader.Persistence.Backlog;

/// <summary>
/// What waits to be written, bounded. When it is full, the oldest entry of the least worth goes and is counted. Adding takes constant
/// time. Thread-safe for adding; one taker, which settles each batch before it takes the next.
/// </summary>
internal sealed class WaitingEntries(int limit, int pressingAt, TimeProvider clock, int quoteLimit = 10_000)
{
    private readonly Lock gate = new();
    private readonly LinkedList<WaitingEntry>[] entries = [.. Enumerable.Range(0, EntryWorths.Count).Select(_ => new LinkedList<WaitingEntry>())];
    private readonly Dictionary<(AccountId, PositionId), WaitingProgress> progress = [];
    private readonly List<(long Until, TaskCompletionSource Written)> flushes = [];
    private readonly LinkedList<WaitingQuotes> quotes = [];
    private List<WaitingItem> inFlight = [];
    private int entriesInFlight;
    private long droppedQuotes;
    private int queued;
    private long order;
    private long dropped;
    private bool closed;

    /// <summary>Set when there is something to take.</summary>
    public Signal Arrived { get; } = new();

    /// <summary>Set when waiting for more would be wrong: a batch is full, or somebody waits for the store.</summary>
    public Signal Hurry { get; } = new();

    public bool IsPressing
    {
        get { lock (gate) return queued >= pressingAt || flushes.Count > 0; }
    }

    public (int Waiting, long Dropped, TimeSpan OldestAge) Look()
    {
        lock (gate)
        {
            var oldest = entries.Where(list => list.First is not null).Select(list => list.First!.Value.Since)
                .Concat(progress.Values.Select(kept => kept.Since)).Concat(inFlight.Where(item => item is not WaitingQuotes).Select(item => item.Since))
                .DefaultIfEmpty(long.MaxValue).Min();
            var age = oldest == long.MaxValue ? TimeSpan.Zero : clock.GetElapsedTime(oldest);
            return (queued + progress.Count + entriesInFlight, dropped, age);
        }
    }

    /// <returns>Its order; null where nothing is taken any more.</returns>
    public long? Add(JournalEntry entry)
    {
        long mine;
        lock (gate)
        {
            if (closed)
            {
                dropped++;
                return null;
            }

            if (entry is PositionClosed ended) progress.Remove((ended.Account, ended.Trade.Position));
            entries[(int)entry.Worth()].AddLast(new WaitingEntry(mine = ++order, clock.GetTimestamp(), entry));
            queued++;
            Trim();
            if (queued == pressingAt) Hurry.Set();
        }

        Arrived.Set();
        return mine;
    }

    /// <summary>The order below which every entry is in the store, or was given up.</summary>
    public long WrittenBefore
    {
        get
        {
            lock (gate) return Math.Min(Oldest()?.First!.Value.Order ?? order + 1, inFlight.OfType<WaitingEntry>().Select(entry => entry.Order).DefaultIfEmpty(long.MaxValue).Min());
        }
    }

    public void Add(AccountId account, Position position, StopProgress latest)
    {
        lock (gate)
        {
            var key = (account, position.Id);
            var earlier = progress.GetValueOrDefault(key);
            if (closed || (earlier is null && progress.Count >= limit))
            {
                dropped++;
                return;
            }

            progress[key] = new WaitingProgress(++order, earlier?.Since ?? clock.GetTimestamp(), account, position, latest);
        }

        Arrived.Set();
    }

    /// <summary>Minutes of quotes that were lost because too many waited, or nothing was written any more.</summary>
    public long DroppedQuotes
    {
        get { lock (gate) return droppedQuotes; }
    }

    /// <summary>Quotes have a bound of their own, far below that of the entries: they are worth less than any of them.</summary>
    public void Add(QuoteMinute minute)
    {
        lock (gate)
        {
            if (closed || minute.Quotes.Count == 0)
            {
                droppedQuotes += closed ? 1 : 0;
                return;
            }

            quotes.AddLast(new WaitingQuotes(++order, clock.GetTimestamp(), minute));
            TrimQuotes();
        }

        Arrived.Set();
    }

    /// <summary>The oldest items in order, and with them the progress kept before the first entry that stays behind.</summary>
    public IReadOnlyList<WaitingItem> Take(int most)
    {
        lock (gate)
        {
            var batch = new List<WaitingItem>();
            while (batch.Count < most && Oldest() is { } list)
            {
                batch.Add(list.First!.Value);
                list.RemoveFirst();
                queued--;
            }

            var until = Oldest()?.First!.Value.Order ?? long.MaxValue;
            var kept = progress.Where(pair => pair.Value.Order < until).ToList();
            foreach (var (key, latest) in kept)
            {
                progress.Remove(key);
                batch.Add(latest);
            }

            entriesInFlight = batch.Count;
            while (batch.Count < most && quotes.First is { } first)
            {
                batch.Add(first.Value);
                quotes.RemoveFirst();
            }

            batch.Sort((left, right) => left.Order.CompareTo(right.Order));
            return inFlight = batch;
        }
    }

    /// <summary>Ends a batch. What could not be written goes back to where it was.</summary>
    public void Settle(IEnumerable<WaitingItem> unwritten)
    {
        lock (gate)
        {
            inFlight = [];
            entriesInFlight = 0;
            foreach (var item in unwritten.Reverse()) PutBack(item);
            Trim();
            TrimQuotes();
            Answer();
        }
    }

    /// <summary>Ends when all that was added before is in the store, or was given up.</summary>
    public Task WhenWritten()
    {
        lock (gate)
        {
            var written = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            flushes.Add((order, written));
            Answer();
            Hurry.Set();
            return written.Task;
        }
    }

    /// <summary>From now on what is added is counted as dropped.</summary>
    public void Close()
    {
        lock (gate) closed = true;
    }

    private void PutBack(WaitingItem item)
    {
        switch (item)
        {
            case WaitingEntry entry:
                entries[(int)entry.Entry.Worth()].AddFirst(entry);
                queued++;
                break;
            case WaitingProgress kept:
                progress.TryAdd((kept.Account, kept.Position.Id), kept);
                break;
            case WaitingQuotes minute:
                quotes.AddFirst(minute);
                break;
        }

        Arrived.Set();
    }

    private void Trim()
    {
        while (queued > 0 && queued + entriesInFlight > limit)
        {
            Array.Find(entries, list => list.Count > 0)!.RemoveFirst();
            queued--;
            dropped++;
        }
    }

    private void TrimQuotes()
    {
        for (; quotes.Count > quoteLimit; droppedQuotes++) quotes.RemoveFirst();
    }

    private LinkedList<WaitingEntry>? Oldest() =>
        entries.Where(list => list.First is not null).MinBy(list => list.First!.Value.Order);

    private void Answer()
    {
        if (flushes.Count == 0) return;
        var oldest = entries.Where(list => list.First is not null).Select(list => list.First!.Value.Order)
            .Concat(progress.Values.Select(kept => kept.Order)).Concat(quotes.Take(1).Select(minute => minute.Order)).Concat(inFlight.Select(item => item.Order))
            .DefaultIfEmpty(long.MaxValue).Min();
        foreach (var (_, written) in flushes.Where(flush => flush.Until < oldest)) written.TrySetResult();
        flushes.RemoveAll(flush => flush.Until < oldest);
    }
}

using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using WebTrader.Core.Ports;
using WebTrader.Core.Positions;
using WebTrader.Persistence.Chain;
using WebTrader.Persistence.Databases;
using WebTrader.Persistence.Store;
using WebTrader.Persistence.Tables;
using WebTrader.TestKit.Journal;
using Xunit;

namespace WebTrader.Persistence.Tests.Benches;

/// <summary>A journal in a database of its own, which goes with it. Impatient settings; generous limits.</summary>
public abstract class JournalBench : IJournalBench
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(2);

    protected JournalBench(Func<string, DatabaseAddress> address)
    {
        Settings = new JournalSettings
        {
            Database = address(Folder),
            BatchWait = TimeSpan.FromMilliseconds(1),
            LockWait = TimeSpan.FromMilliseconds(50),
            FirstRetry = TimeSpan.FromMilliseconds(20),
            LongestRetry = TimeSpan.FromMilliseconds(50),
            KeepFor = TimeSpan.FromDays(3650),
            ReadWait = TimeSpan.FromSeconds(30),
        };
    }

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Where the database, its key and exports may be; gone afterwards.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("journal-").FullName;

    public JournalSettings Settings { get; set; }

    public TimeProvider Clock { get; set; } = TimeProvider.System;

    public EfJournal Journal { get; private set; } = null!;

    IJournal IJournalBench.Journal => Journal;

    public JournalQueries Queries => Journal.Queries;

    /// <summary>The name of the database, as its troubles are told.</summary>
    public string Name => Settings.Database.Name;

    public string KeyFile => Path.Combine(Settings.Database.KeyFolder, CheckpointKey.FileName);

    /// <summary>Asks the database itself, in words that both understand: names in quotes.</summary>
    public abstract object? Ask(string sql);

    /// <summary>Another process writes and does not come to an end, until the result is disposed. Also where there are no tables yet.</summary>
    public abstract IDisposable HoldExclusively();

    /// <summary>Nobody can use the database until the result is disposed; what is in it stays.</summary>
    public abstract IDisposable TakeAway();

    internal abstract ITroubledStore Troubled();

    public JournalBench Start()
    {
        Journal = StartAnother();
        return this;
    }

    /// <summary>Another journal on the same database, as a second process would have. The caller disposes of it.</summary>
    public EfJournal StartAnother() => EfJournal.Start(Settings, Clock, NullLogger<EfJournal>.Instance);

    internal JournalBench Start(ITroubledStore store)
    {
        Journal = EfJournal.Start(store.Store, Settings, Clock, NullLogger<EfJournal>.Instance);
        return this;
    }

    public JournalSource OpenSource() => Settings.Database.OpenSource();

    public async Task FlushAsync() =>
        (await Journal.FlushAsync(Long)).ShouldBeTrue(Journal.Health.ToString());

    public async Task RestartAsync()
    {
        await Journal.DisposeAsync();
        Start();
    }

    /// <summary>Ends when the journal is in a state; fails the test when that takes too long.</summary>
    public Task UntilAsync(JournalState state) => UntilAsync(() => Journal.Health.State == state, () => Journal.Health.ToString());

    public static async Task UntilAsync(Func<bool> isSo, Func<string> said)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!isSo())
        {
            TimeProvider.System.GetElapsedTime(began).ShouldBeLessThan(Long, said());
            await Task.Delay(10, Cancellation);
        }
    }

    public async Task<string> UnusableReasonAsync()
    {
        await UntilAsync(JournalState.MemoryOnly);
        return Journal.Health.Reason.ShouldNotBeNull();
    }

    public async Task<IReadOnlyList<Trade>> TradesAsync(AccountId account) =>
        await AllAsync(page => Queries.TradesAsync(new TradeFilter(account), page, Cancellation));

    public async Task<IReadOnlyList<RecordedFact>> FactsAsync(AccountId account) =>
        [.. (await AllAsync(page => Queries.JournalAsync(new JournalFilter(account, AfterSequence: 0), page, Cancellation)))
            .Select(row => new RecordedFact(row.Sequence, row.At, row.Ticket, row.Kind, row.Text))];

    public async Task<IReadOnlyList<RecordedStopMove>> StopMovesAsync(AccountId account, Ticket ticket) =>
        [.. (await Queries.StopMovesAsync(account, ticket, Cancellation)).Value.Select(Recorded)];

    public async ValueTask DisposeAsync()
    {
        if (Journal is not null) await Journal.DisposeAsync();
        Drop();
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>What is not in the folder.</summary>
    protected virtual void Drop()
    {
    }

    private static RecordedStopMove Recorded(StopMoveRow row) =>
        new(row.Epoch, row.Number, row.To.ToString(), row.Outcome, row.Retcode, row.LatencyMs, row.ReadBackMs);

    private static async Task<IReadOnlyList<T>> AllAsync<T>(Func<PageRequest, ValueTask<Reading<Page<T>>>> read)
    {
        var all = new List<T>();
        for (var number = 1; ; number++)
        {
            var page = (await read(new PageRequest(number, PageRequest.LargestSize))).Value;
            all.AddRange(page.Items);
            if (all.Count >= page.Total) return all;
        }
    }
}

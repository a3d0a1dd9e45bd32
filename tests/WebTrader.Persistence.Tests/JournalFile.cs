using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using WebTrader.Core.Ports;
using WebTrader.Core.Positions;
using WebTrader.Persistence.Store;
using WebTrader.Persistence.Tables;
using WebTrader.TestKit.Journal;
using Xunit;

namespace WebTrader.Persistence.Tests;

/// <summary>A journal in a folder of its own, which goes with it. Impatient settings; generous limits.</summary>
internal sealed class JournalFile : IJournalBench
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(2);
    private readonly string folder = Directory.CreateTempSubdirectory("journal-").FullName;

    public JournalFile()
    {
        Settings = new JournalSettings
        {
            DatabasePath = System.IO.Path.Combine(folder, "data", "journal.db"),
            BatchWait = TimeSpan.FromMilliseconds(1),
            LockWait = TimeSpan.FromMilliseconds(50),
            FirstRetry = TimeSpan.FromMilliseconds(20),
            LongestRetry = TimeSpan.FromMilliseconds(50),
            KeepFor = TimeSpan.FromDays(3650),
            ReadWait = TimeSpan.FromSeconds(30),
        };
    }

    public JournalSettings Settings { get; set; }

    public TimeProvider Clock { get; set; } = TimeProvider.System;

    public string Path => Settings.DatabasePath;

    public EfJournal Journal { get; private set; } = null!;

    IJournal IJournalBench.Journal => Journal;

    public JournalQueries Queries => Journal.Queries;

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public JournalFile Start()
    {
        Journal = EfJournal.Start(Settings, Clock, NullLogger<EfJournal>.Instance);
        return this;
    }

    public JournalFile Start(JournalStore store)
    {
        Journal = EfJournal.Start(store, Settings, Clock, NullLogger<EfJournal>.Instance);
        return this;
    }

    public async Task FlushAsync() =>
        (await Journal.FlushAsync(Long)).ShouldBeTrue(Journal.Health.ToString());

    public async Task RestartAsync()
    {
        await Journal.DisposeAsync();
        Start();
    }

    /// <summary>Ends when the journal is in a state; fails the test when that takes too long.</summary>
    public async Task UntilAsync(JournalState state)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (Journal.Health.State != state)
        {
            TimeProvider.System.GetElapsedTime(began).ShouldBeLessThan(Long, Journal.Health.ToString());
            await Task.Delay(10, Cancellation);
        }
    }

    /// <summary>A connection as another process would have, to the file as it is now.</summary>
    public SqliteConnection Connect()
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        var connection = new SqliteConnection($"Data Source={Path};Pooling=False");
        connection.Open();
        return connection;
    }

    /// <summary>Another process takes the whole database until the result is disposed.</summary>
    public SqliteConnection LockExclusively()
    {
        var other = Connect();
        Run(other, "BEGIN EXCLUSIVE");
        return other;
    }

    public static object? Run(SqliteConnection on, string sql)
    {
        using var command = on.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    public object? Ask(string sql)
    {
        using var connection = Connect();
        return Run(connection, sql);
    }

    public async Task<IReadOnlyList<Trade>> TradesAsync(AccountId account) =>
        await AllAsync(page => Queries.TradesAsync(account, null, page, Cancellation));

    public async Task<IReadOnlyList<RecordedFact>> FactsAsync(AccountId account) =>
        [.. (await AllAsync(page => Queries.JournalAsync(new JournalFilter(account, AfterSequence: 0), page, Cancellation)))
            .Select(row => new RecordedFact(row.Sequence, row.At, row.Ticket, row.Kind, row.Text))];

    public async Task<IReadOnlyList<RecordedStopMove>> StopMovesAsync(AccountId account, Ticket ticket) =>
        [.. (await Queries.StopMovesAsync(account, ticket, Cancellation)).Value.Select(Recorded)];

    public async ValueTask DisposeAsync()
    {
        if (Journal is not null) await Journal.DisposeAsync();
        Directory.Delete(folder, recursive: true);
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

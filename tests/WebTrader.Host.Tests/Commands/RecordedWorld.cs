using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using WebTrader.Core.Journal;
using WebTrader.Host.Commands.Simulate;
using WebTrader.Host.Commands.Verify;
using WebTrader.Persistence;
using WebTrader.Persistence.Databases;
using WebTrader.Persistence.Chain;

namespace WebTrader.Host.Tests.Commands;

/// <summary>The journal of a world with every fault, in a database, and what somebody could do to copies of it.</summary>
public sealed class RecordedWorld : IAsyncLifetime
{
    private readonly TempFolder folder = new();

    public string Database => folder.Of("webtrader.db");

    public string Folder => folder.Path;

    /// <summary>The head that was published at the end, and another one from the middle.</summary>
    public ChainHead Last { get; private set; } = ChainHead.Genesis;

    public ChainHead Middle { get; private set; } = ChainHead.Genesis;

    public async ValueTask InitializeAsync()
    {
        var entries = new List<JournalEntry>();
        using (var world = new World(new WorldPlan { Seed = 11, Length = TimeSpan.FromMinutes(20), Positions = 30, Faults = FaultProfile.Full }))
        {
            world.Journal.Written += entries.Add;
            world.Run();
        }

        await using var journal = EfJournal.Start(new JournalSettings { Database = DatabaseAddress.OfFile(Database), KeepFor = TimeSpan.FromDays(3650) }, TimeProvider.System, NullLogger<EfJournal>.Instance);
        foreach (var half in entries.Chunk((entries.Count / 2) + 1))
        {
            foreach (var entry in half) journal.Append(entry);
            (await journal.FlushAsync(TimeSpan.FromMinutes(2))).ShouldBeTrue(journal.Health.ToString());
            (Middle, Last) = (Last, journal.Head!);
        }
    }

    public ValueTask DisposeAsync()
    {
        folder.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>A copy on which some SQL was run.</summary>
    public string Tampered(string sql)
    {
        var copy = folder.Of($"{Guid.NewGuid():N}.db");
        File.Copy(Database, copy);
        Run(copy, sql);
        return copy;
    }

    public static void Run(string database, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery().ShouldNotBe(0, "nothing was changed");
    }

    /// <summary>Makes a chain of whatever stands there, as somebody with the program and the file could.</summary>
    public static void ChainAgain(string database)
    {
        var hashes = new List<(long Sequence, string Hash)>();
        using (var source = JournalSource.Open(database))
        {
            var head = ChainHead.Genesis;
            foreach (var row in source.Rows())
            {
                head = new ChainHead(row.Sequence, JournalChain.Next(head.Hash, row));
                hashes.Add((head.Sequence, head.Hash));
            }
        }

        Run(database, "BEGIN; " + string.Concat(hashes.Select(each => string.Create(CultureInfo.InvariantCulture, $"UPDATE Journal SET Hash = '{each.Hash}' WHERE Sequence = {each.Sequence};"))) + " COMMIT;");
    }

    /// <summary>The first entry of a kind after some sequence number, with the beginning of its data.</summary>
    public long FirstOf(string kind, long after = 0)
    {
        using var source = JournalSource.Open(Database);
        return source.Rows().First(row => row.Sequence > after && System.Text.Encoding.UTF8.GetString(row.Kind!) == kind).Sequence;
    }

    public static (int ExitCode, string Said) Verify(string? path, string? head = null, string? export = null)
    {
        using var said = new StringWriter(CultureInfo.InvariantCulture);
        return (VerifyCommand.Run(path, head, null, export, said, said), said.ToString());
    }
}

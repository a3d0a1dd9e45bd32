using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using WebTrader.Core.Positions;

namespace WebTrader.Persistence.Store;

/// <summary>The journal in a SQLite file, with write-ahead log: readers never wait for the writer.</summary>
internal class SqliteStore(string path, TimeSpan lockWait) : JournalStore
{
    private readonly string file = Path.GetFullPath(path);
    private readonly SqliteCopies copies = new(Path.GetFullPath(path));
    private SqliteConnection? keeper;
    private bool sound;

    public override void Open()
    {
        Close();
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        keeper = Connect(SqliteOpenMode.ReadWriteCreate);
        try
        {
            keeper.Open();
            Prepare(keeper);
            if (!sound) Inspect(keeper);
            Layout(keeper);
            sound = true;
        }
        catch
        {
            Close();
            throw;
        }
    }

    /// <summary>
    /// A fresh connection for every batch, so that it writes to the file that now has the name, and not to a deleted one. The connection
    /// that stays open beside it spares a checkpoint each time.
    /// </summary>
    public override WebTraderDbContext ForWriting()
    {
        var connection = Connect(SqliteOpenMode.ReadWrite);
        try
        {
            connection.Open();
            Prepare(connection);
            return new SqliteDbContext(new DbContextOptionsBuilder<SqliteDbContext>().UseSqlite(connection, contextOwnsConnection: true).Options);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>SQLite has one writer at a time, and a transaction of this kind is one from its beginning.</summary>
    public override IDbContextTransaction Begin(WebTraderDbContext db, IEnumerable<AccountId> accounts) => db.Database.BeginTransaction();

    public override WebTraderDbContext ForReading() => new SqliteDbContext(
        new DbContextOptionsBuilder<SqliteDbContext>()
            .UseSqlite(Connect(SqliteOpenMode.ReadWrite), contextOwnsConnection: true)
            .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking).Options);

    public override void Confirm()
    {
        if (!File.Exists(file)) throw new StoreException(SqliteFaults.Missing(file));
    }

    public override void Close()
    {
        keeper?.Dispose();
        keeper = null;
    }

    public override StoreFault? Explain(Exception failure)
    {
        var fault = SqliteFaults.Explain(file, failure);
        if (fault is { LeavesReading: false }) sound = false;
        return fault;
    }

    /// <summary>Settings of one connection.</summary>
    protected virtual void Prepare(SqliteConnection fresh)
    {
        var milliseconds = ((long)lockWait.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);
        Execute(fresh, $"PRAGMA busy_timeout={milliseconds}; PRAGMA synchronous=NORMAL;");
    }

    protected static void Execute(SqliteConnection on, string sql)
    {
        using var command = on.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>Not pooled: a pooled connection would go on reading a file that was deleted long ago.</summary>
    private SqliteConnection Connect(SqliteOpenMode mode) => new(new SqliteConnectionStringBuilder
    {
        DataSource = file,
        Mode = mode,
        Pooling = false,
        DefaultTimeout = Math.Max(1, (int)Math.Ceiling(lockWait.TotalSeconds)),
    }.ToString());

    private void Inspect(SqliteConnection on)
    {
        using var command = on.CreateCommand();
        command.CommandText = "PRAGMA quick_check(1)";
        var verdict = command.ExecuteScalar() as string;
        if (verdict != "ok") throw new StoreException(SqliteFaults.Damaged(file, verdict ?? "no verdict"));
    }

    /// <summary>
    /// Brings the tables to this build's layout, all or nothing, with a copy of what was there. Ends with a write transaction even when nothing is to be done: a database that cannot be written is not open.
    /// </summary>
    private void Layout(SqliteConnection on)
    {
        using var db = new SqliteDbContext(new DbContextOptionsBuilder<SqliteDbContext>().UseSqlite(on).Options);
        var change = SqliteChange.Of(db, file);
        Execute(on, "PRAGMA journal_mode=WAL;");
        while (true)
        {
            var copy = change is not null && HoldsTables(on) ? copies.Take(on, change.First) : null;
            using (var transaction = db.Database.BeginTransaction())
            {
                if (change is null || TryChange(db, change, copy))
                {
                    transaction.Commit();
                    return;
                }
            }

            change = SqliteChange.Of(db, file);
        }
    }

    private bool TryChange(SqliteDbContext db, SqliteChange change, string? copy)
    {
        try
        {
            return change.Apply(db);
        }
        catch (SqliteException fault) when (SqliteFaults.IsOfContent(fault))
        {
            throw new StoreException(SqliteFaults.Unchanged(file, copy, fault.Message), fault);
        }
    }

    /// <summary>Whether there is anything of the journal yet; what others keep in the file is theirs to copy.</summary>
    private static bool HoldsTables(SqliteConnection on)
    {
        using var command = on.CreateCommand();
        command.CommandText = "SELECT count(*) FROM sqlite_master WHERE name IN ('Journal', '__EFMigrationsHistory')";
        return command.ExecuteScalar() is > 0L;
    }
}

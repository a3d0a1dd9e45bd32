using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using WebTrader.Persistence.Store;

namespace WebTrader.Persistence.Control;

/// <summary>
/// In a SQLite file. What is damaged shows when it is read: the whole file is looked through by the journal, and reading it twice would keep people from signing in.
/// </summary>
internal sealed class SqliteControlStore(string path, TimeSpan lockWait, TimeProvider clock) : ControlStore(clock)
{
    private readonly string file = Path.GetFullPath(path);
    private readonly SqliteCopies copies = new(Path.GetFullPath(path));

    private protected override void Open()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        using var db = Connect(SqliteOpenMode.ReadWriteCreate);
        db.Database.ExecuteSqlRaw("PRAGMA journal_mode=WAL;");
        while (SqliteChange.Of(db, file) is { } change)
        {
            if (change.IsUpgrade)
            {
                db.Database.OpenConnection();
                copies.Take((SqliteConnection)db.Database.GetDbConnection(), change.First);
            }

            using var transaction = db.Database.BeginTransaction();
            if (change.Apply(db)) transaction.Commit();
        }

        // One that cannot be written is not open.
        using var proof = db.Database.BeginTransaction();
        proof.Commit();
    }

    private protected override ControlDbContext Connect() => Connect(SqliteOpenMode.ReadWrite);

    private protected override string? Reason(Exception failure)
    {
        for (var cause = failure; cause is not null; cause = cause.InnerException)
        {
            // A request that breaks off is an IOException too, and says nothing about the file.
            if (cause is SqliteException or StoreException) return SqliteFaults.Explain(file, cause)?.Reason;
        }

        return null;
    }

    /// <summary>Not pooled: a pooled connection would go on reading a file that was deleted long ago.</summary>
    private SqliteControlContext Connect(SqliteOpenMode mode)
    {
        var connection = new SqliteConnectionStringBuilder { DataSource = file, Mode = mode, Pooling = false, DefaultTimeout = Math.Max(1, (int)Math.Ceiling(lockWait.TotalSeconds)) };
        return new SqliteControlContext(new DbContextOptionsBuilder<SqliteControlContext>().UseSqlite(connection.ToString(), sqlite => sqlite.MigrationsHistoryTable(ControlDbContext.HistoryTable)).Options);
    }
}

using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using WebTrader.Persistence.Store;

namespace WebTrader.Persistence.Settings;

/// <summary>The table of the settings in the journal's SQLite file. Few calls, far apart: each has a fresh connection, to the file that now has the name.</summary>
internal sealed class SqliteSettingsDatabase(string path, TimeSpan lockWait) : SettingsDatabase
{
    private readonly string file = Path.GetFullPath(path);
    private readonly SqliteCopies copies = new(Path.GetFullPath(path));

    public override SettingsDbContext Open()
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = file,
            Mode = SqliteOpenMode.ReadWrite,
            Pooling = false,
            DefaultTimeout = Math.Max(1, (int)Math.Ceiling(lockWait.TotalSeconds)),
        }.ToString());
        try
        {
            connection.Open();
            // Full: what a change was answered with survives the loss of power.
            Execute(connection, string.Create(CultureInfo.InvariantCulture, $"PRAGMA busy_timeout={(long)lockWait.TotalMilliseconds}; PRAGMA synchronous=FULL;"));
            RefuseUnmade(connection);
            var db = new SqliteSettingsDbContext(new DbContextOptionsBuilder<SqliteSettingsDbContext>()
                .UseSqlite(connection, contextOwnsConnection: true, sqlite => sqlite.MigrationsHistoryTable(SettingsDbContext.HistoryTable))
                .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking).Options);
            Layout(db);
            return db;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public override IDbContextTransaction Begin(SettingsDbContext db) => db.Database.BeginTransaction();

    public override StoreFault? Explain(Exception failure) => SqliteFaults.Explain(file, failure);

    /// <summary>A file that the journal has not laid out yet is left to it.</summary>
    private void RefuseUnmade(SqliteConnection on)
    {
        using var command = on.CreateCommand();
        command.CommandText = "SELECT count(*) FROM sqlite_master WHERE name = '__EFMigrationsHistory'";
        if (command.ExecuteScalar() is 0L) throw new StoreException(new StoreFault(StoreFaultKind.Opening, $"The database {file} is being made."));
    }

    private void Layout(SqliteSettingsDbContext db)
    {
        while (SqliteChange.Of(db, file) is { } change)
        {
            if (change.IsUpgrade) copies.Take((SqliteConnection)db.Database.GetDbConnection(), change.First);
            using var transaction = db.Database.BeginTransaction();
            if (change.Apply(db)) transaction.Commit();
        }
    }

    private static void Execute(SqliteConnection on, string sql)
    {
        using var command = on.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;

namespace WebTrader.Persistence.Store;

/// <summary>The tables of a context in a PostgreSQL database.</summary>
internal static class PostgreSqlLayout
{
    /// <summary>Changing the tables of a long journal takes its time.</summary>
    private static readonly TimeSpan Within = TimeSpan.FromMinutes(30);

    /// <summary>Brings them to this build's layout, all or nothing; of two hosts that start at once one does it.</summary>
    /// <param name="db">On the connection of the locks, which is open.</param>
    /// <param name="historyTable">Where its changes are written down.</param>
    /// <param name="name">Of the database, for people.</param>
    /// <exception cref="StoreException">A newer build was here, or what is there cannot be changed as it should.</exception>
    public static void Bring(DbContext db, string historyTable, JournalLocks locks, string name)
    {
        db.Database.SetCommandTimeout(Within);
        using var transaction = db.Database.BeginTransaction();
        locks.TakeLayout();

        // Asked for by name first: the framework looks by trying, and a failed try ends a transaction here.
        List<string> applied = IsThere(db, historyTable) ? [.. db.Database.GetAppliedMigrations()] : [];
        var known = db.Database.GetMigrations().ToList();
        if (applied.Except(known).LastOrDefault() is { } unknown) throw new StoreException(PostgreSqlFaults.Newer(name, unknown));
        if (known.Except(applied).Any())
        {
            var script = db.GetService<IMigrator>().GenerateScript(applied.LastOrDefault() ?? Migration.InitialDatabase, options: MigrationsSqlGenerationOptions.NoTransactions);
            Run(db, script, name);
        }

        transaction.Commit();
    }

    private static void Run(DbContext db, string script, string name)
    {
        try
        {
            db.Database.ExecuteSqlRaw(script);
        }
        catch (PostgresException fault) when (PostgreSqlFaults.IsOfContent(fault))
        {
            throw new StoreException(PostgreSqlFaults.Unchanged(name, fault.MessageText), fault);
        }
    }

    private static bool IsThere(DbContext db, string table)
    {
        using var command = new NpgsqlCommand("SELECT to_regclass($1)::text", (NpgsqlConnection)db.Database.GetDbConnection()) { Parameters = { new() { Value = $"\"{table}\"" } } };
        return command.ExecuteScalar() is string;
    }
}

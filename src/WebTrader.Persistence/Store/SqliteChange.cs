using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace WebTrader.Persistence.Store;

/// <summary>
/// What brings the tables of a SQLite file to this build's layout. It is put together before the file is locked: everybody else in the process writes to it too, and the first script of a process takes seconds to make.
/// It runs in a transaction of the caller's, because the framework's own migration lock is a row that stays for ever when the process dies. Immutable.
/// </summary>
internal sealed class SqliteChange
{
    private readonly IReadOnlyList<string> before;
    private readonly string script;

    private SqliteChange(IReadOnlyList<string> before, string first, string script) => (this.before, First, this.script) = (before, first, script);

    /// <summary>The first of the migrations.</summary>
    public string First { get; }

    /// <summary>Whether it changes tables that are there, and does not make the first ones.</summary>
    public bool IsUpgrade => before.Count > 0;

    /// <returns>Null when there is nothing to change.</returns>
    /// <exception cref="StoreException">The tables are those of a newer build.</exception>
    public static SqliteChange? Of(DbContext db, string file)
    {
        var applied = db.Database.GetAppliedMigrations().ToList();
        var known = db.Database.GetMigrations().ToList();
        if (applied.Except(known).LastOrDefault() is { } unknown) throw new StoreException(SqliteFaults.Newer(file, unknown));
        if (known.Except(applied).FirstOrDefault() is not { } first) return null;
        return new SqliteChange(applied, first, db.GetService<IMigrator>().GenerateScript(applied.LastOrDefault() ?? Migration.InitialDatabase, options: MigrationsSqlGenerationOptions.NoTransactions));
    }

    /// <summary>Changes them, in the transaction that the context has begun.</summary>
    /// <returns>False, and nothing is changed, where somebody else was faster.</returns>
    /// <exception cref="SqliteException">As it came.</exception>
    public bool Apply(DbContext db)
    {
        if (!db.Database.GetAppliedMigrations().SequenceEqual(before)) return false;
        db.Database.ExecuteSqlRaw(script);
        return true;
    }
}

using Microsoft.Data.Sqlite;
using WebTrader.Persistence.Databases;

namespace WebTrader.Persistence.Tests.Benches;

/// <summary>A journal in a SQLite file.</summary>
public sealed class SqliteBench() : JournalBench(folder => DatabaseAddress.OfFile(System.IO.Path.Combine(folder, "data", "journal.db")))
{
    public string Path => Name;

    public new SqliteBench Start()
    {
        base.Start();
        return this;
    }

    /// <summary>A connection as another process would have, to the file as it is now.</summary>
    public SqliteConnection Connect()
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        var connection = new SqliteConnection($"Data Source={Path};Pooling=False");
        connection.Open();
        return connection;
    }

    public override IDisposable HoldExclusively()
    {
        var other = Connect();
        Run(other, "BEGIN EXCLUSIVE");
        return other;
    }

    /// <summary>A file is there or not; what comes nearest is that another process does not let go of it.</summary>
    public override IDisposable TakeAway() => HoldExclusively();

    public override object? Ask(string sql)
    {
        using var connection = Connect();
        return Run(connection, sql);
    }

    internal override ITroubledStore Troubled() => new SqliteTroubledStore(this);

    private static object? Run(SqliteConnection on, string sql)
    {
        using var command = on.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}

using Npgsql;
using WebTrader.Persistence.Databases;
using WebTrader.Persistence.Store;
using WebTrader.TestKit.Databases;

namespace WebTrader.Persistence.Tests.Benches;

/// <summary>A journal in a database of its own, which goes with it, or with its server where it was handed in.</summary>
/// <param name="connection">An empty database.</param>
public sealed class PostgreSqlBench(string connection) : JournalBench(folder => DatabaseAddress.Parse(connection, folder))
{
    private readonly bool isOurs;

    public PostgreSqlBench()
        : this(PostgreSqlServer.Shared.CreateDatabase()) => isOurs = true;

    public string Connection => connection;

    public string Database => new NpgsqlConnectionStringBuilder(connection).Database!;

    /// <summary>A connection as another process would have.</summary>
    public NpgsqlConnection Connect(string? database = null)
    {
        var words = new NpgsqlConnectionStringBuilder(connection) { Pooling = false };
        if (database is not null) words.Database = database;
        var opened = new NpgsqlConnection(words.ConnectionString);
        opened.Open();
        return opened;
    }

    public override object? Ask(string sql)
    {
        using var other = Connect();
        return Run(other, sql);
    }

    /// <summary>As a host that hangs in the middle of a batch, or in the middle of its start.</summary>
    public override IDisposable HoldExclusively()
    {
        var other = Connect();
        Run(other, "BEGIN");
        var locks = new JournalLocks(other, "public");
        locks.TakeLayout();
        locks.TakeChain();
        return other;
    }

    public override IDisposable TakeAway()
    {
        Administrate($"ALTER DATABASE {Database} WITH ALLOW_CONNECTIONS false");
        EndConnections();
        return new Undo(() => Administrate($"ALTER DATABASE {Database} WITH ALLOW_CONNECTIONS true"));
    }

    /// <summary>As a network or an administrator does.</summary>
    public void EndConnections() => Administrate($"SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = '{Database}'");

    public void Administrate(string sql)
    {
        using var other = Connect("postgres");
        Run(other, sql);
    }

    internal override ITroubledStore Troubled() => new PostgreSqlTroubledStore(this);

    protected override void Drop()
    {
        if (isOurs) PostgreSqlServer.Shared.DropDatabase(connection);
    }

    private static object? Run(NpgsqlConnection on, string sql)
    {
        using var command = new NpgsqlCommand(sql, on);
        return command.ExecuteScalar();
    }

    private sealed class Undo(Action undo) : IDisposable
    {
        public void Dispose() => undo();
    }
}

using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Npgsql;
using WebTrader.Core.Positions;

namespace WebTrader.Persistence.Store;

/// <summary>
/// Who may write: PostgreSQL's advisory locks, which the server takes back when a connection ends, in whatever way. One for each account, held for as
/// long as the connection lives; one for the end of the chain and one for the layout, held by a transaction. Of one schema: two journals in one database do not meet.
/// </summary>
/// <param name="connection">Open; the one that writes.</param>
internal sealed class JournalLocks(NpgsqlConnection connection, string schema)
{
    private readonly HashSet<AccountId> held = [];

    /// <summary>Of the schema that a connection makes its tables in.</summary>
    /// <param name="name">Of the database, for people.</param>
    /// <exception cref="StoreException">It has none.</exception>
    public static JournalLocks Of(NpgsqlConnection connection, string name)
    {
        using var command = new NpgsqlCommand("SELECT current_schema()::text", connection);
        return command.ExecuteScalar() is string schema ? new JournalLocks(connection, schema) : throw new StoreException(PostgreSqlFaults.NoSchema(name));
    }

    /// <summary>Takes an account for this connection, unless it has it.</summary>
    /// <returns>Null when it is ours; otherwise who has it, in words.</returns>
    public string? Claim(AccountId account)
    {
        if (held.Contains(account)) return null;
        var key = Key($"account\n{account.Value}");
        using var command = new NpgsqlCommand("SELECT pg_try_advisory_lock($1)", connection) { Parameters = { new() { Value = key } } };
        if (command.ExecuteScalar() is not true) return Holder(key);
        held.Add(account);
        return null;
    }

    /// <summary>Within a transaction: waits for whoever else appends to the chain, and keeps everybody else waiting until its end.</summary>
    public void TakeChain() => Take("chain");

    /// <summary>Within a transaction: the same for changes of the tables.</summary>
    public void TakeLayout() => Take("layout");

    /// <summary>Within a transaction: the same for changes of the settings.</summary>
    public void TakeSettings() => Take("settings");

    private void Take(string what)
    {
        using var command = new NpgsqlCommand("SELECT pg_advisory_xact_lock($1)", connection) { Parameters = { new() { Value = Key(what) } } };
        command.ExecuteNonQuery();
    }

    private string Holder(long key)
    {
        const string Who = """
            SELECT a.application_name, host(a.client_addr) FROM pg_locks l LEFT JOIN pg_stat_activity a ON a.pid = l.pid
            WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1 AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
              AND ((l.classid::bigint << 32) | l.objid::bigint) = $1
            """;
        using var command = new NpgsqlCommand(Who, connection) { Parameters = { new() { Value = key } } };
        using var found = command.ExecuteReader();
        if (!found.Read() || found.IsDBNull(0) || found.GetString(0) is not { Length: > 0 } name) return "another process";
        return found.IsDBNull(1) ? name : $"{name}, from {found.GetString(1)}";
    }

    private long Key(string what) => BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"WebTrader journal\n{schema}\n{what}")));
}

using System.Data;
using Npgsql;
using WebTrader.Core.Positions;
using WebTrader.Persistence.Databases;
using WebTrader.Persistence.Store;

namespace WebTrader.Persistence.Chain;

/// <summary>The journal in a PostgreSQL database as it stood when it was opened, also while a host goes on writing to it. Only reads.</summary>
internal sealed class PostgreSqlSource : JournalSource
{
    // Each column as bytes: what a text decoder would make the same is told apart.
    private const string All = """
        SELECT "Sequence", convert_to("Account", 'UTF8'), convert_to("At"::text, 'UTF8'), convert_to("Ticket"::text, 'UTF8'), convert_to("Kind", 'UTF8'), convert_to("Text", 'UTF8'), convert_to("Data", 'UTF8'), "Hash"
        FROM "Journal" ORDER BY "Sequence"
        """;

    private readonly NpgsqlConnection connection;
    private readonly NpgsqlTransaction snapshot;

    /// <exception cref="UnreadableJournalException">It cannot be opened, or has no journal.</exception>
    public PostgreSqlSource(PostgreSqlAddress address)
    {
        Name = address.Name;
        connection = address.Connect(isPooled: false);
        try
        {
            connection.Open();
            snapshot = connection.BeginTransaction(IsolationLevel.RepeatableRead);
            using var columns = Command("SET TRANSACTION READ ONLY; SELECT count(*) FROM pg_attribute WHERE attrelid = to_regclass('\"Journal\"') AND attname IN ('Sequence', 'Data', 'Hash')");
            if (columns.ExecuteScalar() is not 3L) throw new UnreadableJournalException($"The {Name} holds no chained journal.");
            using var checkpoints = Command("SELECT \"Sequence\", \"Hash\", \"At\", \"Key\", \"Signature\" FROM \"Checkpoints\" ORDER BY \"Sequence\" DESC LIMIT 1");
            using var found = checkpoints.ExecuteReader();
            if (found.Read()) Checkpoint = new Checkpoint(found.GetInt64(0), found.GetString(1), found.GetInt64(2), found.GetString(3), found.GetString(4));
        }
        catch (Exception fault) when (fault is NpgsqlException or TimeoutException or IOException and not UnreadableJournalException)
        {
            connection.Dispose();
            throw new UnreadableJournalException(PostgreSqlFaults.Explain(Name, fault)?.Reason ?? $"The {Name} cannot be read: {fault.Message}", fault);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public override string Name { get; }

    public override Checkpoint? Checkpoint { get; }

    public override IEnumerable<StoredRow> Rows() => Walk(All, Row);

    public override IReadOnlyList<(AccountId Account, Position Position)> OpenPositions() =>
        [.. Walk("""SELECT "Account", "Reported" FROM "OpenPositions" ORDER BY "Account", "Position" """, static reader => Opened(reader.GetString(0), reader.GetString(1)))];

    public override IEnumerable<StoredMinute> Quotes() => Walk("""SELECT "Account", "Symbol", "Minute", "Data" FROM "Quotes" """,
        static reader => new StoredMinute(reader.GetString(0), reader.GetString(1), reader.GetInt64(2), reader.GetFieldValue<byte[]>(3)));

    private IEnumerable<T> Walk<T>(string sql, Func<NpgsqlDataReader, T> row)
    {
        // Through a cursor: a second walk may begin while the first is under way, and a long journal does not come all at once.
        const int AtOnce = 2_000;
        var cursor = $"walk_{Guid.NewGuid():n}";
        Read(() => Run($"DECLARE {cursor} NO SCROLL CURSOR FOR {sql}"));
        while (Read(() => Fetch(cursor, AtOnce, row)) is { Count: > 0 } rows)
        {
            foreach (var each in rows) yield return each;
        }

        Read(() => Run($"CLOSE {cursor}"));
    }

    public override void Dispose()
    {
        snapshot.Dispose();
        connection.Dispose();
    }

    private NpgsqlCommand Command(string sql) => new(sql, connection, snapshot);

    private int Run(string sql)
    {
        using var command = Command(sql);
        return command.ExecuteNonQuery();
    }

    private List<T> Fetch<T>(string cursor, int most, Func<NpgsqlDataReader, T> row)
    {
        using var command = Command($"FETCH {most} FROM {cursor}");
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read()) rows.Add(row(reader));
        return rows;
    }

    private static StoredRow Row(NpgsqlDataReader reader) => new(
        reader.GetInt64(0), Bytes(reader, 1), Bytes(reader, 2), Bytes(reader, 3), Bytes(reader, 4), Bytes(reader, 5), Bytes(reader, 6), reader.IsDBNull(7) ? null : reader.GetString(7));

    private static byte[]? Bytes(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetFieldValue<byte[]>(column);

    private T Read<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception fault) when (fault is NpgsqlException or TimeoutException or IOException)
        {
            throw new DamagedJournalException(PostgreSqlFaults.Explain(Name, fault)?.Reason ?? $"the {Name} cannot be read: {fault.Message}", fault);
        }
    }
}

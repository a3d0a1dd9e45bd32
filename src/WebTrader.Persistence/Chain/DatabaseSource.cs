using System.Text;
using Microsoft.Data.Sqlite;
using WebTrader.Core.Positions;

namespace WebTrader.Persistence.Chain;

/// <summary>The journal in a SQLite file as it stood when it was opened, also while a host goes on writing to it. Only reads.</summary>
public sealed class DatabaseSource : JournalSource
{
    // Each column as bytes: what SQLite or a text decoder would make the same is told apart.
    private const string All = """
        SELECT Sequence, CAST(Account AS BLOB), CAST(At AS BLOB), CAST(Ticket AS BLOB), CAST(Kind AS BLOB), CAST(Text AS BLOB), CAST(Data AS BLOB), CAST(Hash AS BLOB)
        FROM Journal NOT INDEXED ORDER BY Sequence
        """;

    private static readonly byte[] Magic = "SQLite format 3\0"u8.ToArray();

    private readonly SqliteConnection connection;
    private readonly SqliteTransaction snapshot;

    /// <exception cref="UnreadableJournalException">It cannot be opened, or has no journal.</exception>
    public DatabaseSource(string file)
    {
        Name = Path.GetFullPath(file);
        connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Name, Mode = SqliteOpenMode.ReadOnly, Pooling = false, DefaultTimeout = 10 }.ToString());
        try
        {
            connection.Open();
            snapshot = connection.BeginTransaction(deferred: true);
            using var columns = Command("SELECT count(*) FROM pragma_table_info('Journal') WHERE name IN ('Sequence', 'Data', 'Hash')");
            if (columns.ExecuteScalar() is not 3L) throw new UnreadableJournalException($"{Name} holds no chained journal.");
            using var checkpoints = Command("SELECT Sequence, Hash, At, Key, Signature FROM Checkpoints ORDER BY Sequence DESC LIMIT 1");
            using var found = checkpoints.ExecuteReader();
            if (found.Read()) Checkpoint = new Checkpoint(found.GetInt64(0), found.GetString(1), found.GetInt64(2), found.GetString(3), found.GetString(4));
        }
        catch (SqliteException fault)
        {
            connection.Dispose();
            throw new UnreadableJournalException($"{Name} cannot be read: {fault.Message}", fault);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public override string Name { get; }

    public override Checkpoint? Checkpoint { get; }

    public static bool IsDatabase(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var first = new byte[Magic.Length];
        return stream.ReadAtLeast(first, first.Length, throwOnEndOfStream: false) == first.Length && first.AsSpan().SequenceEqual(Magic);
    }

    public override IEnumerable<StoredRow> Rows()
    {
        using var command = Command(All);
        using var reader = Read(command.ExecuteReader);
        while (Read(reader.Read)) yield return Read(() => Row(reader));
    }

    public override IReadOnlyList<(AccountId Account, Position Position)> OpenPositions()
    {
        using var command = Command("SELECT Account, Reported FROM OpenPositions ORDER BY Account, Position");
        using var reader = Read(command.ExecuteReader);
        List<(AccountId, Position)> open = [];
        while (Read(reader.Read)) open.Add(Opened(reader.GetString(0), reader.GetString(1)));
        return open;
    }

    public override IEnumerable<StoredMinute> Quotes()
    {
        using var command = Command("SELECT Account, Symbol, Minute, Data FROM Quotes");
        using var reader = Read(command.ExecuteReader);
        while (Read(reader.Read)) yield return Read(() => new StoredMinute(reader.GetString(0), reader.GetString(1), reader.GetInt64(2), reader.GetFieldValue<byte[]>(3)));
    }

    public override void Dispose()
    {
        snapshot.Dispose();
        connection.Dispose();
    }

    private SqliteCommand Command(string sql)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = snapshot;
        return command;
    }

    private static StoredRow Row(SqliteDataReader reader) => new(
        reader.GetInt64(0), Bytes(reader, 1), Bytes(reader, 2), Bytes(reader, 3), Bytes(reader, 4), Bytes(reader, 5), Bytes(reader, 6),
        Bytes(reader, 7) is { } hash ? Encoding.UTF8.GetString(hash) : null);

    private static byte[]? Bytes(SqliteDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetFieldValue<byte[]>(column);

    private T Read<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (SqliteException fault)
        {
            throw new DamagedJournalException($"the database {Name} is damaged: {fault.Message}", fault);
        }
    }
}

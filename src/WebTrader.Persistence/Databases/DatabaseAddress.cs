using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using WebTrader.Persistence.Chain;
using WebTrader.Persistence.Control;
using WebTrader.Persistence.Settings;
using WebTrader.Persistence.Store;

namespace WebTrader.Persistence.Databases;

/// <summary>
/// Where tables are kept: the one place that makes a configured provider of a connection string, for every context alike. What it says of itself
/// and of its troubles never holds a password. Immutable, thread-safe.
/// </summary>
public abstract class DatabaseAddress
{
    /// <summary>What a connection string may be, for people.</summary>
    public const string Allowed = "a SQLite file, as in \"Data Source=/path/webtrader.db\", or a PostgreSQL database, as in \"Host=db.example;Database=webtrader;Username=webtrader\"";

    private static readonly string[] FileKeys = ["data source", "datasource", "filename"];
    private static readonly string[] HostKeys = ["host", "server"];

    /// <summary>Which database it is, for people: a file, or a database and its server.</summary>
    public abstract string Name { get; }

    /// <summary>Whether it is a server's, which outlives the data folder: that a folder is new says nothing of it.</summary>
    public abstract bool IsOfServer { get; }

    /// <summary>Where the key lies that signs the journal's checkpoints, a full path.</summary>
    public abstract string KeyFolder { get; }

    /// <summary>A SQLite file; made, with its folder, when it is missing.</summary>
    public static DatabaseAddress OfFile(string path) => new SqliteAddress(Path.GetFullPath(path));

    /// <summary>What a connection string means.</summary>
    /// <param name="connection">Null or empty for the SQLite file of the data folder.</param>
    /// <param name="folder">The data folder: relative files and the key lie there.</param>
    /// <exception cref="FormatException">It is none that is allowed. The message says why, and repeats nothing of it.</exception>
    public static DatabaseAddress Parse(string? connection, string folder)
    {
        if (string.IsNullOrWhiteSpace(connection)) return OfFile(Path.Combine(folder, JournalSource.DatabaseName));
        if (!connection.Contains('=', StringComparison.Ordinal) && Path.IsPathFullyQualified(connection)) return OfFile(connection);
        if (Words(connection) is not { } words) throw new FormatException("it is not made of words as in Host=db.example");
        if (words.Keys.Cast<string>().Any(HostKeys.Contains)) return PostgreSqlAddress.Parse(connection, folder);
        if (words.Keys.Cast<string>().All(FileKeys.Contains) && words.Count == 1) return OfFile(Path.Combine(folder, (string)words.Values.Cast<object>().Single()));
        throw new FormatException("it names neither a file alone (Data Source) nor a server (Host)");
    }

    /// <summary>Whether a connection string carries a password, sound or not.</summary>
    public static bool HoldsPassword(string? connection)
    {
        if (connection is null) return false;
        var names = Words(connection)?.Keys.Cast<string>() ?? connection.Split(';').Select(part => part.Split('=')[0]);
        return names.Select(name => name.Replace(" ", "", StringComparison.Ordinal).Trim().ToLowerInvariant())
            .Any(name => name is "pwd" or "psw" or "pass" || name.EndsWith("password", StringComparison.Ordinal));
    }

    /// <summary>Lets a context use this database; every context has a connection of its own.</summary>
    /// <param name="historyTable">Where its migrations are written down: a context beside the journal's needs another table, because each refuses changes it does not know. Null for the journal's.</param>
    public abstract void Configure(DbContextOptionsBuilder options, string? historyTable = null);

    /// <summary>Users, keys and requests in the same database. Nothing is opened before it is used.</summary>
    /// <param name="lockWait">How long another process may hold the database before an attempt counts as failed.</param>
    public abstract ControlStore OpenControl(TimeSpan lockWait, TimeProvider clock);

    /// <summary>The versions of the settings in the same database. Nothing is opened before it is used.</summary>
    /// <param name="lockWait">How long another process may hold the database before a call fails.</param>
    public abstract EfSettingsStore OpenSettings(TimeSpan lockWait);

    /// <summary>Connections for whoever speaks to it without a context. Not pooled. The caller disposes of it.</summary>
    /// <param name="lockWait">How long another process may hold the database before a call fails.</param>
    public abstract DbDataSource OpenDataSource(TimeSpan lockWait);

    /// <summary>Connections for the scheduler of the jobs, which makes tables of its own: in this database where a server keeps it, and in a file of their own beside a SQLite file, which takes one writer at a time. Not pooled. The caller disposes of it.</summary>
    /// <param name="lockWait">As above.</param>
    public virtual DbDataSource OpenSchedule(TimeSpan lockWait) => OpenDataSource(lockWait);

    /// <summary>The journal that is kept there, for reading.</summary>
    /// <exception cref="UnreadableJournalException">It cannot be opened, or has no journal.</exception>
    public abstract JournalSource OpenSource();

    public override string ToString() => Name;

    internal abstract JournalStore OpenStore(TimeSpan lockWait);

    /// <summary>All our contexts on one connection of <see cref="OpenDataSource"/>, which the caller keeps. The caller disposes of them.</summary>
    internal abstract IReadOnlyList<DbContext> Contexts(DbConnection connection);

    private static DbConnectionStringBuilder? Words(string connection)
    {
        try
        {
            return new DbConnectionStringBuilder { ConnectionString = connection };
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}

using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using WebTrader.Persistence.Chain;
using WebTrader.Persistence.Control;
using WebTrader.Persistence.Settings;
using WebTrader.Persistence.Store;

namespace WebTrader.Persistence.Databases;

/// <summary>A database on a PostgreSQL server. The database must be there; its tables are made.</summary>
internal sealed class PostgreSqlAddress : DatabaseAddress
{
    /// <summary>How long the server may be silent before it counts as away.</summary>
    private const int SilentSeconds = 5;

    private readonly string connection;

    private PostgreSqlAddress(NpgsqlConnectionStringBuilder words, string folder)
    {
        Name = string.Create(CultureInfo.InvariantCulture, $"PostgreSQL database {words.Database} at {words.Host}:{words.Port}");
        KeyFolder = Path.GetFullPath(folder);
        connection = words.ConnectionString;
    }

    public override string Name { get; }

    public override bool IsOfServer => true;

    public override string KeyFolder { get; }

    /// <exception cref="FormatException">It is not sound; the message repeats nothing of it.</exception>
    public static new PostgreSqlAddress Parse(string text, string folder)
    {
        NpgsqlConnectionStringBuilder words;
        try
        {
            words = new NpgsqlConnectionStringBuilder(text);
        }
        catch (Exception fault) when (fault is ArgumentException or FormatException or OverflowException or InvalidCastException or NotSupportedException)
        {
            // Its own words may repeat a value.
            throw new FormatException("it holds a word or a value that PostgreSQL's driver does not know");
        }

        if (string.IsNullOrWhiteSpace(words.Host)) throw new FormatException("it names no server (Host)");
        if (string.IsNullOrWhiteSpace(words.Database)) throw new FormatException("it names no database (Database)");
        words.ApplicationName ??= string.Create(CultureInfo.InvariantCulture, $"WebTrader on {Environment.MachineName}, process {Environment.ProcessId}");
        if (!Says(words, "Timeout")) words.Timeout = SilentSeconds;
        if (!Says(words, "Command Timeout")) words.CommandTimeout = SilentSeconds;
        if (!Says(words, "Keepalive")) words.KeepAlive = 10;
        if (!Says(words, "GSS Encryption Mode")) words.GssEncryptionMode = GssEncryptionMode.Disable;
        // Whatever a connection tells of itself later must not hold the password; and transactions are ours alone.
        words.PersistSecurityInfo = false;
        words.Enlist = false;
        return new PostgreSqlAddress(words, folder);
    }

    public override void Configure(DbContextOptionsBuilder options, string? historyTable = null) =>
        options.UseNpgsql(connection, npgsql => npgsql.MigrationsHistoryTable(historyTable ?? "__EFMigrationsHistory"));

    public override ControlStore OpenControl(TimeSpan lockWait, TimeProvider clock) => new PostgreSqlControlStore(this, lockWait, clock);

    public override EfSettingsStore OpenSettings(TimeSpan lockWait) => new(new PostgreSqlSettingsDatabase(this, lockWait));

    public override DbDataSource OpenDataSource(TimeSpan lockWait) => NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connection) { Pooling = false });

    public override JournalSource OpenSource() => new PostgreSqlSource(this);

    /// <summary>Not open yet. Pooled ones are for readers: what is written is written on the one connection that holds the accounts.</summary>
    public NpgsqlConnection Connect(bool isPooled) => new(new NpgsqlConnectionStringBuilder(connection) { Pooling = isPooled, MaxPoolSize = 16 }.ConnectionString);

    internal override JournalStore OpenStore(TimeSpan lockWait) => new PostgreSqlStore(this, lockWait);

    internal override IReadOnlyList<DbContext> Contexts(DbConnection connection)
    {
        return [new PostgreSqlDbContext(Of<PostgreSqlDbContext>("__EFMigrationsHistory")), new PostgreSqlControlContext(Of<PostgreSqlControlContext>(ControlDbContext.HistoryTable)), new PostgreSqlSettingsDbContext(Of<PostgreSqlSettingsDbContext>(SettingsDbContext.HistoryTable))];

        DbContextOptions<T> Of<T>(string history)
            where T : DbContext => new DbContextOptionsBuilder<T>().UseNpgsql(connection, npgsql => npgsql.MigrationsHistoryTable(history)).Options;
    }

    private static bool Says(NpgsqlConnectionStringBuilder words, string word) => words.ShouldSerialize(word);
}

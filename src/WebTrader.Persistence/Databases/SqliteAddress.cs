using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using WebTrader.Persistence.Chain;
using WebTrader.Persistence.Control;
using WebTrader.Persistence.Settings;
using WebTrader.Persistence.Store;

namespace WebTrader.Persistence.Databases;

/// <param name="file">A full path.</param>
internal sealed class SqliteAddress(string file) : DatabaseAddress
{
    public override string Name => file;

    public override bool IsOfServer => false;

    public override string KeyFolder => Path.GetDirectoryName(file)!;

    /// <summary>Not pooled: a pooled connection would go on reading a file that was deleted long ago.</summary>
    public override void Configure(DbContextOptionsBuilder options, string? historyTable = null) =>
        options.UseSqlite(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString(), sqlite => sqlite.MigrationsHistoryTable(historyTable ?? "__EFMigrationsHistory"));

    public override ControlStore OpenControl(TimeSpan lockWait, TimeProvider clock) => ControlStore.OfSqlite(file, lockWait, clock);

    public override EfSettingsStore OpenSettings(TimeSpan lockWait) => EfSettingsStore.InSqlite(file, lockWait);

    public override DbDataSource OpenDataSource(TimeSpan lockWait) => Source(file, SqliteOpenMode.ReadWrite, lockWait);

    public override DbDataSource OpenSchedule(TimeSpan lockWait) => Source(Path.Combine(KeyFolder, "schedule.db"), SqliteOpenMode.ReadWriteCreate, lockWait);

    public override JournalSource OpenSource() => JournalSource.Open(file);

    internal override JournalStore OpenStore(TimeSpan lockWait) => new SqliteStore(file, lockWait);

    private static DbDataSource Source(string path, SqliteOpenMode mode, TimeSpan lockWait) => SqliteFactory.Instance.CreateDataSource(
        new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false, DefaultTimeout = Math.Max(1, (int)Math.Ceiling(lockWait.TotalSeconds)) }.ToString());

    internal override IReadOnlyList<DbContext> Contexts(DbConnection connection)
    {
        return [new SqliteDbContext(Of<SqliteDbContext>("__EFMigrationsHistory")), new SqliteControlContext(Of<SqliteControlContext>(ControlDbContext.HistoryTable)), new SqliteSettingsDbContext(Of<SqliteSettingsDbContext>(SettingsDbContext.HistoryTable))];

        DbContextOptions<T> Of<T>(string history)
            where T : DbContext => new DbContextOptionsBuilder<T>().UseSqlite(connection, sqlite => sqlite.MigrationsHistoryTable(history)).Options;
    }
}

using Microsoft.EntityFrameworkCore;
using WebTrader.Persistence.Tables;

namespace WebTrader.Persistence.Settings;

/// <summary>
/// The versions of the settings, beside the journal in the same database, with migrations of their own: neither waits for the other's layout. As with the journal every provider has a
/// context below this one. Not thread-safe.
/// </summary>
public abstract class SettingsDbContext(DbContextOptions options) : DbContext(options)
{
    /// <summary>Which migrations were applied is kept apart from the journal's.</summary>
    public const string HistoryTable = "__SettingsMigrations";

    public DbSet<SettingsVersion> Versions => Set<SettingsVersion>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UnixMilliseconds>();

    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<SettingsVersion>(table =>
    {
        table.ToTable("SettingsVersions").HasKey(row => row.Version);
        table.Property(row => row.Version).ValueGeneratedNever();
        table.Ignore(row => row.IsWhole);
    });
}

/// <summary>The context whose migrations are SQLite's.</summary>
public sealed class SqliteSettingsDbContext(DbContextOptions<SqliteSettingsDbContext> options) : SettingsDbContext(options);

/// <summary>The context whose migrations are PostgreSQL's.</summary>
public sealed class PostgreSqlSettingsDbContext(DbContextOptions<PostgreSqlSettingsDbContext> options) : SettingsDbContext(options);

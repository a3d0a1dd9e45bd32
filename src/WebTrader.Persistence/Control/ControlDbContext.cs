using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using WebTrader.Persistence.Tables;

namespace WebTrader.Persistence.Control;

/// <summary>
/// Who may do what: users, keys, and requests that must not take effect twice; what the jobs have done; and what people were told of. In the journal's database, but with a context and a history of changes of its own: a fault
/// in one never stops the other. As with the journal, every provider has a context below this one. Not thread-safe.
/// </summary>
public abstract class ControlDbContext(DbContextOptions options) : IdentityUserContext<UserRow>(options)
{
    /// <summary>Where the changes of these tables are written down.</summary>
    public const string HistoryTable = "ControlHistory";

    public DbSet<ApiKeyRow> ApiKeys => Set<ApiKeyRow>();

    public DbSet<IdempotencyRow> Idempotency => Set<IdempotencyRow>();

    public DbSet<JobRunRow> JobRuns => Set<JobRunRow>();

    public DbSet<JobSwitchRow> JobSwitches => Set<JobSwitchRow>();

    public DbSet<LeaseRow> Leases => Set<LeaseRow>();

    public DbSet<AlertRow> Alerts => Set<AlertRow>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UnixMilliseconds>();
        configurationBuilder.Properties<Role>().HaveConversion<string>();
        configurationBuilder.Properties<IdempotencyState>().HaveConversion<string>();
        configurationBuilder.Properties<JobOutcome>().HaveConversion<string>();
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.Entity<UserRow>().ToTable("Users");
        builder.Entity<IdentityUserClaim<string>>().ToTable("UserClaims");
        builder.Entity<IdentityUserLogin<string>>().ToTable("UserLogins");
        builder.Entity<IdentityUserToken<string>>().ToTable("UserTokens");
        builder.Entity<AlertRow>(table =>
        {
            table.ToTable("Alerts").HasKey(row => row.Number);
            table.Property(row => row.Number).ValueGeneratedNever();
        });
        builder.Entity<ApiKeyRow>(table =>
        {
            table.ToTable("ApiKeys").HasKey(row => row.Id);
            table.HasIndex(row => row.Hash).IsUnique();
        });
        builder.Entity<IdempotencyRow>(table =>
        {
            table.ToTable("Idempotency").HasKey(row => new { row.Caller, row.Key });
            table.HasIndex(row => row.At);
        });
        builder.Entity<JobRunRow>(table =>
        {
            table.ToTable("JobRuns").HasKey(row => row.Id);
            table.HasIndex(row => new { row.Job, row.Id });
        });
        builder.Entity<LeaseRow>(table => table.ToTable("Leases").HasKey(row => row.Account));
        builder.Entity<JobSwitchRow>(table => table.ToTable("JobSwitches").HasKey(row => row.Job));
    }
}

/// <summary>The context whose migrations are SQLite's.</summary>
public sealed class SqliteControlContext(DbContextOptions<SqliteControlContext> options) : ControlDbContext(options);

/// <summary>The context whose migrations are PostgreSQL's.</summary>
public sealed class PostgreSqlControlContext(DbContextOptions<PostgreSqlControlContext> options) : ControlDbContext(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<string>().HaveConversion<PlainText>();
    }
}

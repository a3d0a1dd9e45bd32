using Microsoft.EntityFrameworkCore;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Core.Stops;
using WebTrader.Core.Writing;
using WebTrader.Persistence.Tables;

namespace WebTrader.Persistence;

/// <summary>
/// What WebTrader remembers. Every provider has a context of its own below this one, because migrations belong to a context type;
/// the tables are the same. A change of the tables needs a migration for each provider, made with dotnet-ef from a project outside this
/// repository (its design package is of no use at run time); a test fails while one is missing. Times are unix milliseconds (UTC), decimals exact text, enums their names. Not thread-safe.
/// </summary>
public abstract class WebTraderDbContext(DbContextOptions options) : DbContext(options)
{
    public DbSet<TradeRow> Trades => Set<TradeRow>();

    public DbSet<StopMoveRow> StopMoves => Set<StopMoveRow>();

    public DbSet<JournalRow> Journal => Set<JournalRow>();

    public DbSet<OpenPositionRow> OpenPositions => Set<OpenPositionRow>();

    public DbSet<QuoteMinuteRow> Quotes => Set<QuoteMinuteRow>();

    public DbSet<CheckpointRow> Checkpoints => Set<CheckpointRow>();

    public DbSet<AccountRow> Accounts => Set<AccountRow>();

    /// <summary>The text as this database can keep it: what is hashed is what is stored.</summary>
    public abstract string Storable(string text);

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        var types = configurationBuilder;
        types.Properties<AccountId>().HaveConversion<AccountIdText>();
        types.Properties<PositionId>().HaveConversion<PositionIdNumber>();
        types.Properties<Ticket>().HaveConversion<TicketNumber>();
        types.Properties<Price>().HaveConversion<PriceText>();
        types.Properties<Lots>().HaveConversion<LotsText>();
        types.Properties<Money>().HaveConversion<MoneyText>();
        types.Properties<DateTimeOffset>().HaveConversion<UnixMilliseconds>();
        types.Properties<Side>().HaveConversion<string>();
        types.Properties<RuleName>().HaveConversion<string>();
        types.Properties<CloseReason>().HaveConversion<string>();
        types.Properties<WriteOutcome>().HaveConversion<string>();
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<TradeRow>(table =>
        {
            table.ToTable("Trades").HasKey(row => new { row.Account, row.Position });
            table.HasIndex(row => new { row.Account, row.CloseTime });
            table.HasIndex(row => row.CloseTime);
            table.HasIndex(row => row.Ticket);
        });
        modelBuilder.Entity<StopMoveRow>(table =>
        {
            table.ToTable("StopMoves").HasKey(row => new { row.Account, row.Epoch, row.Number });
            table.HasIndex(row => new { row.Account, row.Ticket });
            table.HasIndex(row => new { row.Account, row.Position });
        });
        modelBuilder.Entity<JournalRow>(table =>
        {
            table.ToTable("Journal").HasKey(row => row.Sequence);
            table.Property(row => row.Sequence).ValueGeneratedNever();
            table.HasIndex(row => new { row.Account, row.Kind, row.At });
            table.HasIndex(row => row.Ticket);
            table.HasIndex(row => row.Kind);
        });
        modelBuilder.Entity<OpenPositionRow>(table => table.ToTable("OpenPositions").HasKey(row => new { row.Account, row.Position }));
        modelBuilder.Entity<CheckpointRow>(table =>
        {
            table.ToTable("Checkpoints").HasKey(row => row.Sequence);
            table.Property(row => row.Sequence).ValueGeneratedNever();
        });
        modelBuilder.Entity<QuoteMinuteRow>(table =>
        {
            table.ToTable("Quotes").HasKey(row => new { row.Account, row.Symbol, row.Minute });
            table.HasIndex(row => row.Minute);
        });
        modelBuilder.Entity<AccountRow>(table => table.ToTable("Accounts").HasKey(row => row.Account));
    }
}

/// <summary>The context whose migrations are SQLite's.</summary>
public sealed class SqliteDbContext(DbContextOptions<SqliteDbContext> options) : WebTraderDbContext(options)
{
    /// <summary>SQLite takes any text.</summary>
    public override string Storable(string text) => text;
}

/// <summary>The context whose migrations are PostgreSQL's.</summary>
public sealed class PostgreSqlDbContext(DbContextOptions<PostgreSqlDbContext> options) : WebTraderDbContext(options)
{
    public override string Storable(string text) => PlainText.Write(text);

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<string>().HaveConversion<PlainText>();
    }
}

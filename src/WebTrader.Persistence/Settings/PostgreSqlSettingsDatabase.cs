using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure;
using WebTrader.Persistence.Databases;
using WebTrader.Persistence.Store;

namespace WebTrader.Persistence.Settings;

/// <summary>The table of the settings in the journal's PostgreSQL database. Few calls, far apart: each has a connection of its own.</summary>
internal sealed class PostgreSqlSettingsDatabase(PostgreSqlAddress address, TimeSpan lockWait) : SettingsDatabase
{
    public override SettingsDbContext Open()
    {
        var connection = address.Connect(isPooled: false);
        try
        {
            connection.Open();
            PostgreSqlStore.Wait(connection, lockWait);
            var db = new PostgreSqlSettingsDbContext(new DbContextOptionsBuilder<PostgreSqlSettingsDbContext>()
                .UseNpgsql(connection, contextOwnsConnection: true, History)
                .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking).Options);
            PostgreSqlLayout.Bring(db, SettingsDbContext.HistoryTable, JournalLocks.Of(connection, address.Name), address.Name);
            return db;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Of two who change at once the second waits, and then sees what the first one did.</summary>
    public override IDbContextTransaction Begin(SettingsDbContext db)
    {
        var transaction = db.Database.BeginTransaction();
        JournalLocks.Of((NpgsqlConnection)db.Database.GetDbConnection(), address.Name).TakeSettings();
        return transaction;
    }

    public override StoreFault? Explain(Exception failure) => PostgreSqlFaults.Explain(address.Name, failure);

    private static void History(NpgsqlDbContextOptionsBuilder npgsql) => npgsql.MigrationsHistoryTable(SettingsDbContext.HistoryTable);
}

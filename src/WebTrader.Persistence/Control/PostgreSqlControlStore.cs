using Microsoft.EntityFrameworkCore;
using Npgsql;
using Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure;
using WebTrader.Persistence.Databases;
using WebTrader.Persistence.Store;

namespace WebTrader.Persistence.Control;

/// <summary>In a PostgreSQL database. Two hosts may use it at once: nothing here belongs to one account.</summary>
internal sealed class PostgreSqlControlStore(PostgreSqlAddress address, TimeSpan lockWait, TimeProvider clock) : ControlStore(clock)
{
    private protected override void Open()
    {
        using var connection = address.Connect(isPooled: false);
        connection.Open();
        PostgreSqlStore.Wait(connection, lockWait);
        using var db = new PostgreSqlControlContext(new DbContextOptionsBuilder<PostgreSqlControlContext>().UseNpgsql(connection, History).Options);
        PostgreSqlLayout.Bring(db, ControlDbContext.HistoryTable, JournalLocks.Of(connection, address.Name), address.Name);
    }

    private protected override ControlDbContext Connect() =>
        new PostgreSqlControlContext(new DbContextOptionsBuilder<PostgreSqlControlContext>().UseNpgsql(address.Connect(isPooled: true), contextOwnsConnection: true, History).Options);

    private protected override string? Reason(Exception failure)
    {
        for (var cause = failure; cause is not null; cause = cause.InnerException)
        {
            // A request that breaks off is an IOException too, and says nothing about the server.
            if (cause is NpgsqlException or StoreException) return PostgreSqlFaults.Explain(address.Name, cause)?.Reason;
        }

        return null;
    }

    private static void History(NpgsqlDbContextOptionsBuilder npgsql) => npgsql.MigrationsHistoryTable(ControlDbContext.HistoryTable);
}

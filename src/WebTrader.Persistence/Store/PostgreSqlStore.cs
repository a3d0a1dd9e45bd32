using System.Data;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using WebTrader.Core.Positions;
using WebTrader.Persistence.Databases;

namespace WebTrader.Persistence.Store;

/// <summary>
/// The journal in a PostgreSQL database. All is written on one connection, which holds the accounts it writes for: who has lost the connection has
/// lost the right to write, and nothing of a batch under way is left.
/// </summary>
internal class PostgreSqlStore(PostgreSqlAddress address, TimeSpan lockWait) : JournalStore
{
    private NpgsqlConnection? writing;
    private JournalLocks? locks;

    public override void Open()
    {
        Close();
        writing = address.Connect(isPooled: false);
        try
        {
            writing.Open();
            Prepare(writing);
            RefuseUnfit(writing);
            locks = JournalLocks.Of(writing, address.Name);
            using var db = Context(writing);
            PostgreSqlLayout.Bring(db, HistoryRepository.DefaultTableName, locks, address.Name);
        }
        catch
        {
            Close();
            throw;
        }
    }

    public override WebTraderDbContext ForWriting()
    {
        if (writing is not { State: ConnectionState.Open }) throw new StoreException(PostgreSqlFaults.Away(address.Name, "the connection was lost"));
        return Context(writing);
    }

    public override IDbContextTransaction Begin(WebTraderDbContext db, IEnumerable<AccountId> accounts)
    {
        var transaction = db.Database.BeginTransaction();
        try
        {
            foreach (var account in accounts)
            {
                if (locks!.Claim(account) is { } holder) throw new StoreException(PostgreSqlFaults.Held(address.Name, account, holder));
            }

            locks!.TakeChain();
            return transaction;
        }
        catch
        {
            transaction.Dispose();
            throw;
        }
    }

    public override WebTraderDbContext ForReading() => new PostgreSqlDbContext(
        new DbContextOptionsBuilder<PostgreSqlDbContext>()
            .UseNpgsql(address.Connect(isPooled: true), contextOwnsConnection: true)
            .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking).Options);

    /// <summary>What the server has committed stays.</summary>
    public override void Confirm()
    {
    }

    public override void Close()
    {
        writing?.Dispose();
        writing = null;
        locks = null;

        // Readers must not go on with connections that ended when the writer's did.
        using var pooled = address.Connect(isPooled: true);
        NpgsqlConnection.ClearPool(pooled);
    }

    public override StoreFault? Explain(Exception failure) => PostgreSqlFaults.Explain(address.Name, failure);

    /// <summary>
    /// Settings of the connection that writes. The server tells a dead machine by its own keepalives, so that the accounts of a host that lost its power
    /// are free after half a minute and not after hours.
    /// </summary>
    protected virtual void Prepare(NpgsqlConnection fresh)
    {
        Wait(fresh, lockWait);
        Execute(fresh, "SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 4; SET statement_timeout = 0;");
    }

    /// <summary>How long a statement of a connection waits for what another one holds.</summary>
    public static void Wait(NpgsqlConnection fresh, TimeSpan longest) => Execute(fresh, $"SET lock_timeout = {((long)longest.TotalMilliseconds).ToString(CultureInfo.InvariantCulture)}");

    protected static void Execute(NpgsqlConnection on, string sql)
    {
        using var command = new NpgsqlCommand(sql, on);
        command.ExecuteNonQuery();
    }

    private static string? Ask(NpgsqlConnection on, string sql)
    {
        using var command = new NpgsqlCommand(sql, on);
        return command.ExecuteScalar() as string;
    }

    private static PostgreSqlDbContext Context(NpgsqlConnection on) => new(new DbContextOptionsBuilder<PostgreSqlDbContext>().UseNpgsql(on).Options);

    private void RefuseUnfit(NpgsqlConnection on)
    {
        if (Ask(on, "SHOW server_encoding") is { } encoding and not "UTF8") throw new StoreException(PostgreSqlFaults.Encoded(address.Name, encoding));
        if (Ask(on, "SHOW transaction_read_only") == "on") throw new StoreException(PostgreSqlFaults.ReadOnly(address.Name));
    }
}

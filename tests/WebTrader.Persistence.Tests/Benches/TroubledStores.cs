using Microsoft.Data.Sqlite;
using Npgsql;
using WebTrader.Persistence.Databases;
using WebTrader.Persistence.Store;

namespace WebTrader.Persistence.Tests.Benches;

/// <summary>A database in trouble: its own answers to a full disk or to being read-only; or an unforeseen failure; or no answer.</summary>
internal interface ITroubledStore : IDisposable
{
    JournalStore Store { get; }

    /// <summary>Thrown by every new connection; null for none.</summary>
    Exception? Unforeseen { get; set; }

    /// <summary>While it is not set, opening hangs.</summary>
    ManualResetEventSlim Answers { get; }

    /// <summary>The next commit succeeds, and nobody hears of it.</summary>
    void LoseNextAnswer();

    void FillDisk();

    void MakeReadOnly();

    /// <summary>Ends either.</summary>
    void Heal();
}

/// <summary>SQLite's answers by its own settings, run on every new connection.</summary>
internal sealed class SqliteTroubledStore(SqliteBench bench) : SqliteStore(bench.Path, bench.Settings.LockWait), ITroubledStore
{
    private volatile string? trouble;
    private volatile Exception? unforeseen;
    private volatile bool losesAnswer;

    public JournalStore Store => this;

    public Exception? Unforeseen
    {
        get => unforeseen;
        set => unforeseen = value;
    }

    public ManualResetEventSlim Answers { get; } = new(initialState: true);

    public void LoseNextAnswer() => losesAnswer = true;

    public override void Confirm()
    {
        base.Confirm();
        if (!losesAnswer) return;
        losesAnswer = false;
        throw new StoreException(new StoreFault(StoreFaultKind.Locked, "the answer was lost"));
    }

    public void FillDisk() => trouble = "PRAGMA max_page_count=1";

    public void MakeReadOnly() => trouble = "PRAGMA query_only=1";

    public void Heal() => trouble = null;

    public void Dispose() => Answers.Dispose();

    protected override void Prepare(SqliteConnection fresh)
    {
        Answers.Wait();
        base.Prepare(fresh);
        if (unforeseen is { } thrown) throw thrown;
        if (trouble is { } now) Execute(fresh, now);
    }
}

/// <summary>PostgreSQL's answers: a trigger that says what the server says of a full disk, and the server's own default for transactions.</summary>
internal sealed class PostgreSqlTroubledStore(PostgreSqlBench bench) : PostgreSqlStore((PostgreSqlAddress)bench.Settings.Database, bench.Settings.LockWait), ITroubledStore
{
    private volatile Exception? unforeseen;
    private volatile bool losesAnswer;

    public JournalStore Store => this;

    public Exception? Unforeseen
    {
        get => unforeseen;
        set => unforeseen = value;
    }

    public ManualResetEventSlim Answers { get; } = new(initialState: true);

    public void LoseNextAnswer() => losesAnswer = true;

    public override void Confirm()
    {
        base.Confirm();
        if (!losesAnswer) return;
        losesAnswer = false;
        throw new StoreException(new StoreFault(StoreFaultKind.Locked, "the answer was lost"));
    }

    public void FillDisk() => bench.Ask("""
        CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'could not extend file "base/1/2": No space left on device' USING ERRCODE = '53100'; END $$;
        CREATE TRIGGER full_disk BEFORE INSERT ON "Journal" EXECUTE FUNCTION full_disk()
        """);

    public void MakeReadOnly()
    {
        bench.Administrate($"ALTER DATABASE {bench.Database} SET default_transaction_read_only = on");
        bench.EndConnections();
    }

    public void Heal()
    {
        bench.Administrate($"ALTER DATABASE {bench.Database} RESET default_transaction_read_only");
        bench.Ask("DROP FUNCTION IF EXISTS full_disk() CASCADE");
    }

    public void Dispose() => Answers.Dispose();

    protected override void Prepare(NpgsqlConnection fresh)
    {
        Answers.Wait();
        base.Prepare(fresh);
        if (unforeseen is { } thrown) throw thrown;
    }
}

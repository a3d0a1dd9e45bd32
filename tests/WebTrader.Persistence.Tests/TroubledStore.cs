using Microsoft.Data.Sqlite;
using WebTrader.Persistence.Store;

namespace WebTrader.Persistence.Tests;

/// <summary>A database in trouble: SQLite's own answers to a full disk or a read-only file, by its own settings; or an unforeseen failure; or no answer.</summary>
internal sealed class TroubledStore(JournalFile file) : SqliteStore(file.Path, file.Settings.LockWait), IDisposable
{
    /// <summary>Run on every new connection, as in <c>PRAGMA query_only=1</c>.</summary>
    public volatile string? Trouble;

    public volatile Exception? Unforeseen;

    /// <summary>While it is not set, opening hangs.</summary>
    public ManualResetEventSlim Answers { get; } = new(initialState: true);

    public void Dispose() => Answers.Dispose();

    protected override void Prepare(SqliteConnection fresh)
    {
        Answers.Wait();
        base.Prepare(fresh);
        if (Unforeseen is { } unforeseen) throw unforeseen;
        if (Trouble is { } trouble) Execute(fresh, trouble);
    }
}

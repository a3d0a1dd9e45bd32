using WebTrader.Host.Sessions;

namespace WebTrader.Host.Metrics;

/// <summary>Asks the sessions for their figures; one that does not answer within 2 s holds up nobody longer. Thread-safe.</summary>
internal sealed class MeasureReader(AccountSessions sessions, TimeProvider clock)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private IReadOnlyList<AccountMeasures>? recent;
    private long readAt;

    /// <summary>In the order of the accounts.</summary>
    public async Task<IReadOnlyList<AccountMeasures>> ReadAsync(CancellationToken cancellation) =>
        await Task.WhenAll(sessions.All.Select(runner => ReadAsync(runner, cancellation)));

    /// <summary>
    /// Figures at most a second old: instruments are read one by one, and all of one round share a reading. Blocks, for whoever collects on a
    /// thread of its own; never on a session's.
    /// </summary>
    public IReadOnlyList<AccountMeasures> Recent()
    {
        lock (gate)
        {
            if (recent is not null && clock.GetElapsedTime(readAt) < Fresh) return recent;
            recent = Task.Run(() => ReadAsync(CancellationToken.None)).GetAwaiter().GetResult();
            readAt = clock.GetTimestamp();
            return recent;
        }
    }

    private static async Task<AccountMeasures> ReadAsync(AccountRunner runner, CancellationToken cancellation)
    {
        try
        {
            return new AccountMeasures(runner.Account.Id.Value, await runner.AskAsync(SessionMeasures.Of, cancellation));
        }
        catch (SessionUnavailableException)
        {
            return new AccountMeasures(runner.Account.Id.Value, null);
        }
    }
}

using Microsoft.EntityFrameworkCore;

namespace WebTrader.Persistence.Control;

/// <summary>
/// Remembers which requests were made under which key, and how each was answered, beyond the life of the process. Every call has a connection of its own. Thread-safe.
/// </summary>
public sealed class RequestKeys(ControlStore store)
{
    /// <summary>How long an answer is kept.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(7);

    /// <summary>Takes a request up, on disk before this returns; an earlier one under the same key is answered instead, and then nothing has changed.</summary>
    /// <returns>Null when the request is new.</returns>
    /// <exception cref="ControlAwayException">It cannot be written down.</exception>
    public Task<IdempotencyRow?> BeginAsync(IdempotencyRow row) => store.UseAsync(async db =>
    {
        if (await FindAsync(db, row.Caller, row.Key) is { } earlier) return earlier;
        db.Idempotency.Add(row);
        try
        {
            await db.SaveChangesAsync();
            return null;
        }
        catch (DbUpdateException)
        {
            // Another process was quicker, or the store is away: which of them, the next look tells.
            db.ChangeTracker.Clear();
            if (await FindAsync(db, row.Caller, row.Key) is { } quicker) return quicker;
            throw;
        }
    });

    /// <summary>How a request was answered, or that nobody knows whether it took effect.</summary>
    /// <exception cref="ControlAwayException">It cannot be written down: after a restart the request counts as one whose effect is not known.</exception>
    public Task EndAsync(string caller, string key, IdempotencyState state, int? status, string? body, string? location = null, string? tag = null) => store.UseAsync(async db =>
        await db.Idempotency.Where(row => row.Caller == caller && row.Key == key)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.State, state).SetProperty(row => row.Status, status).SetProperty(row => row.Body, body).SetProperty(row => row.Location, location).SetProperty(row => row.Tag, tag)));

    /// <summary>A request that changed nothing may be made anew under the same key. One that was answered meanwhile is kept.</summary>
    /// <exception cref="ControlAwayException">It cannot be written down.</exception>
    public Task ForgetAsync(string caller, string key) => store.UseAsync(async db => await db.Idempotency.Where(row => row.Caller == caller && row.Key == key && row.State == IdempotencyState.Begun).ExecuteDeleteAsync());

    /// <summary>Forgets what was answered before a moment (UTC). Doing so twice does no harm.</summary>
    /// <returns>How many.</returns>
    /// <exception cref="ControlAwayException">The store cannot be used.</exception>
    public Task<int> PruneAsync(DateTimeOffset before) => store.UseAsync(async db => await db.Idempotency.Where(row => row.At < before && row.State == IdempotencyState.Done).ExecuteDeleteAsync());

    private static Task<IdempotencyRow?> FindAsync(ControlDbContext db, string caller, string key) =>
        db.Idempotency.AsNoTracking().FirstOrDefaultAsync(row => row.Caller == caller && row.Key == key);
}

using Microsoft.EntityFrameworkCore;

namespace WebTrader.Persistence.Control;

/// <summary>Remembers alerts beyond the life of the process. Every call has a connection of its own. Thread-safe.</summary>
public sealed class KeptAlerts(ControlStore store)
{
    /// <summary>All of them, by number.</summary>
    /// <exception cref="ControlAwayException">The store cannot be used.</exception>
    public Task<List<AlertRow>> ReadAsync() => store.UseAsync(db => db.Alerts.AsNoTracking().OrderBy(row => row.Number).ToListAsync());

    /// <summary>All or nothing.</summary>
    /// <param name="changed">New ones, and others as they are now.</param>
    /// <param name="gone">The numbers of those that are forgotten; doing so twice does no harm.</param>
    /// <exception cref="ControlAwayException">It cannot be written down.</exception>
    public Task SaveAsync(IReadOnlyCollection<AlertRow> changed, IReadOnlyCollection<long> gone) => store.UseAsync(async db =>
    {
        foreach (var row in changed)
        {
            if (await db.Alerts.FindAsync(row.Number) is { } known) db.Entry(known).CurrentValues.SetValues(row);
            else db.Alerts.Add(row);
        }

        db.Alerts.RemoveRange(await db.Alerts.Where(row => gone.Contains(row.Number)).ToListAsync());
        return await db.SaveChangesAsync();
    });
}

using Microsoft.EntityFrameworkCore;
using WebTrader.Core.Ports;
using WebTrader.Core.Positions;
using WebTrader.Core.Safety;

namespace WebTrader.Persistence.Control;

/// <summary>
/// Leases in the database that all hosts share. Each taking and renewing is one conditional change of one row, so that of two who ask at once one is told no. It goes by the clocks of the hosts: they may differ by less than a lease
/// holds. Every call has a connection of its own. Thread-safe.
/// </summary>
public sealed class EfLeaseStore(ControlStore store, TimeProvider clock) : ILeaseStore
{
    private long order;

    public ValueTask<Reading<LeaseAnswer>> AcquireAsync(AccountId account, string holder, TimeSpan life, CancellationToken cancellation) => TryAsync(async db =>
    {
        var now = clock.GetUtcNow();
        var id = account.Value;
        var taken = await db.Leases.Where(row => row.Account == id && (row.Holder == holder || row.Until <= now))
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Holder, holder).SetProperty(row => row.Epoch, row => row.Epoch + 1).SetProperty(row => row.Until, now + life), cancellation);
        if (taken == 0 && !await db.Leases.AnyAsync(row => row.Account == id, cancellation)) await MakeAsync(db, new LeaseRow { Account = id, Holder = holder, Epoch = 1, Until = now + life }, cancellation);
        return await LookAsync(db, account, holder, cancellation);
    }, cancellation);

    public ValueTask<Reading<LeaseAnswer>> RenewAsync(Lease lease, TimeSpan life, CancellationToken cancellation) => TryAsync(async db =>
    {
        var (id, until) = (lease.Account.Value, clock.GetUtcNow() + life);
        await db.Leases.Where(row => row.Account == id && row.Holder == lease.Holder && row.Epoch == lease.Epoch).ExecuteUpdateAsync(set => set.SetProperty(row => row.Until, until), cancellation);
        var answer = await LookAsync(db, lease.Account, lease.Holder, cancellation);
        return answer with { IsMine = answer.IsMine && answer.Lease.Epoch == lease.Epoch };
    }, cancellation);

    public ValueTask<Reading<bool>> ReleaseAsync(Lease lease, CancellationToken cancellation) => TryAsync(async db =>
    {
        var (id, over) = (lease.Account.Value, DateTimeOffset.UnixEpoch);
        return await db.Leases.Where(row => row.Account == id && row.Holder == lease.Holder && row.Epoch == lease.Epoch && row.Until > over)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Until, over), cancellation) > 0;
    }, cancellation);

    private static async Task MakeAsync(ControlDbContext db, LeaseRow first, CancellationToken cancellation)
    {
        db.Leases.Add(first);
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException) when (IsThere(db, first.Account))
        {
            // Somebody else was quicker, and has it.
        }
    }

    private static bool IsThere(ControlDbContext db, string account)
    {
        db.ChangeTracker.Clear();
        return db.Leases.Any(row => row.Account == account);
    }

    private static async Task<LeaseAnswer> LookAsync(ControlDbContext db, AccountId account, string holder, CancellationToken cancellation)
    {
        var row = await db.Leases.AsNoTracking().SingleAsync(row => row.Account == account.Value, cancellation);
        return new LeaseAnswer(row.Holder == holder, new Lease(account, row.Holder, row.Epoch, row.Until));
    }

    private async ValueTask<Reading<T>> TryAsync<T>(Func<ControlDbContext, Task<T>> use, CancellationToken cancellation)
    {
        var began = new ReadingMark(Interlocked.Increment(ref order), clock.GetTimestamp());
        try
        {
            return Reading<T>.Of(await store.UseAsync(use).WaitAsync(cancellation), began);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // Whatever it is: it says nothing about who has the account.
            return Reading<T>.Failed(fault.Message, began);
        }
    }
}

using System.Globalization;
using Microsoft.Extensions.Logging;
using WebTrader.Core.Ports;
using WebTrader.Core.Positions;
using WebTrader.Core.Safety;

namespace WebTrader.Host.Sessions;

/// <summary>Another host drives the account.</summary>
public sealed class DrivenElsewhereException(string message) : Exception(message);

/// <summary>
/// Holds the right to drive one account for as long as its session runs, so that two hosts on one database do not both write to it. Where the database is away nobody can be asked: whoever drives goes on, and whoever was told that
/// another drives goes on waiting. One life after the other; not for two callers at once.
/// </summary>
internal sealed class LeaseKeeper(AccountId account, ILeaseStore leases, string holder, TimeProvider clock, ILogger logger)
{
    /// <summary>How long a host that has died keeps others waiting.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan RenewEvery = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private Lease? mine;
    private Task<Reading<LeaseAnswer>>? asking;
    private bool isElsewhere;
    private bool isUnknown;

    /// <summary>Before a session begins; waits up to 2 s for the database.</summary>
    /// <param name="mayBeginAtOnce">Whether it was driven from here before: then nobody waits unless another one is known to have it.</param>
    /// <returns>The epoch of the lease; 0 where nobody could tell in time, and then <see cref="WatchAsync"/> does.</returns>
    /// <exception cref="DrivenElsewhereException">Another host has it, or had it when that could last be told.</exception>
    public async Task<long> BeginAsync(bool mayBeginAtOnce, CancellationToken cancellation)
    {
        mine = null;
        asking = leases.AcquireAsync(account, holder, Life, cancellation).AsTask();
        if (mayBeginAtOnce && !isElsewhere) return 0;
        if (await Task.WhenAny(asking, Task.Delay(Patience, clock, cancellation)) == asking) Take(await asking);
        cancellation.ThrowIfCancellationRequested();
        if (isElsewhere && mine is null) throw new DrivenElsewhereException($"Whether another host still drives account {account} cannot be told, and this one waits.");
        return mine?.Epoch ?? 0;
    }

    /// <summary>Renews it until told to end.</summary>
    /// <exception cref="DrivenElsewhereException">Another host has it by now: the session must end.</exception>
    public async Task WatchAsync(CancellationToken cancellation)
    {
        try
        {
            while (true)
            {
                if (asking is { } asked)
                {
                    Take(await asked.WaitAsync(cancellation));
                    asking = null;
                }

                await Task.Delay(RenewEvery, clock, cancellation);
                asking = mine is { } held ? leases.RenewAsync(held, Life, cancellation).AsTask() : leases.AcquireAsync(account, holder, Life, cancellation).AsTask();
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The session ends.
        }
    }

    /// <summary>At the end of the host, so that another one need not wait for it.</summary>
    public async Task ReleaseAsync()
    {
        if (mine is not { } held) return;
        mine = null;
        var releasing = leases.ReleaseAsync(held, CancellationToken.None).AsTask();
        if (await Task.WhenAny(releasing, Task.Delay(Patience, clock)) != releasing || !(await releasing).Succeeded)
            logger.LogWarning("The lease of account {Account} could not be given back: another host waits for {Seconds} s before it takes the account", account, (int)Life.TotalSeconds);
    }

    private void Take(Reading<LeaseAnswer> told)
    {
        if (!told.TryGet(out var answer))
        {
            if (!isUnknown) logger.LogWarning("Whether another host drives account {Account} cannot be told: {Reason}. {What}", account, told.Failure, isElsewhere ? "This one goes on waiting" : "Protection goes on");
            isUnknown = true;
            return;
        }

        isUnknown = false;
        isElsewhere = !answer.IsMine;
        mine = answer.IsMine ? answer.Lease : null;
        if (isElsewhere)
            throw new DrivenElsewhereException(string.Create(CultureInfo.InvariantCulture, $"Account {account} is driven by another host, {answer.Lease.Holder}, until {answer.Lease.Until.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z unless that goes on; this one waits."));
    }
}

using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using WebTrader.Persistence.Control;

namespace WebTrader.Host.Security.SignIn;

/// <summary>
/// Keeps what is known of users and keys fresh, and the local command's key young. While the database is away it tries on; nobody waits for it.
/// </summary>
internal sealed class ControlKeeper(KnownCallers known, LocalKey local, ControlStore store, TimeProvider clock, ILogger<ControlKeeper> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(10), Soon = TimeSpan.FromSeconds(1), NoteEvery = TimeSpan.FromMinutes(1), CopiesWithin = TimeSpan.FromSeconds(2);

    private readonly TaskCompletionSource first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile string? away;

    /// <summary>Ends when the users were read for the first time.</summary>
    public Task FirstReading => first.Task;

    /// <summary>Why users and keys cannot be read at this moment; null while they can.</summary>
    public string? Away => away;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        known.Recall();
        Renew();
        await base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await known.Copying.WaitAsync(CopiesWithin, clock, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        local.Remove();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var noted = clock.GetTimestamp(); !stoppingToken.IsCancellationRequested;)
        {
            var isDue = clock.GetElapsedTime(noted) >= NoteEvery;
            if (isDue) noted = clock.GetTimestamp();
            await LookAsync(isDue, stoppingToken);
            Renew();
            await Task.Delay(away is null ? Every : Soon, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task LookAsync(bool noteUses, CancellationToken cancellation)
    {
        try
        {
            await known.RefreshAsync(cancellation);
            if (noteUses) await known.NoteUsesAsync(cancellation);
            first.TrySetResult();
            if (away is not null) logger.LogInformation("Users and keys can be read again");
            away = null;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The host ends.
        }
        catch (Exception fault)
        {
            var reason = store.Explain(fault)?.Message;
            if (reason is null) logger.LogError(fault, "Users and keys cannot be read: {Reason}", fault.Message);
            else if (reason != away) logger.LogWarning("Users and keys cannot be read: {Reason} Protection goes on, and whoever has signed in stays signed in.", reason);
            away = reason ?? fault.Message;
        }
    }

    private void Renew()
    {
        try
        {
            local.Renew();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            logger.LogWarning("The key for commands on this machine cannot be written: {Reason}", fault.Message);
        }
    }
}

using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using WebTrader.Persistence;
using WebTrader.Persistence.Chain;

namespace WebTrader.Host.Jobs;

/// <summary>
/// Writes to the log how far the journal goes, every few minutes and at the end: what is taken from the end of the journal later shows by it, because
/// the log is kept elsewhere.
/// </summary>
internal sealed class HeadLog(EfJournal journal, TimeProvider clock, ILogger<HeadLog> logger) : IHostedService, IDisposable
{
    public static readonly TimeSpan Every = TimeSpan.FromMinutes(5);

    private readonly Lock gate = new();
    private ITimer? timer;
    private ChainHead? told;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        timer = clock.CreateTimer(_ => Tell(), null, Every, Every);
        return Task.CompletedTask;
    }

    /// <summary>After the sessions: what they wrote down last is in it.</summary>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        timer?.Dispose();
        Tell();
        return Task.CompletedTask;
    }

    public void Dispose() => timer?.Dispose();

    private void Tell()
    {
        lock (gate)
        {
            if (journal.Head is not { } head || head == told) return;
            told = head;
            logger.LogInformation("The journal goes to {Head}", head);
        }
    }
}

using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using WebTrader.Core.Ports;
using WebTrader.Host.Data;
using WebTrader.Host.Emergency;
using WebTrader.Host.Jobs.Running;
using WebTrader.Host.Settings;
using WebTrader.Persistence;

namespace WebTrader.Host.Sessions;

/// <summary>The sessions of all configured accounts, side by side, for as long as the host runs. Thread-safe.</summary>
public sealed class AccountSessions : IHostedService, IDisposable
{
    private static readonly TimeSpan FlushWithin = TimeSpan.FromSeconds(3);

    private readonly EfJournal journal;
    private readonly ILogger logger;

    public AccountSessions(HostSettings settings, DataFolder data, OpenDesk openDesk, EmergencyBook emergency, EfJournal journal, ILeaseStore leases, TimeProvider clock, ILogger<AccountSessions> logger)
    {
        this.journal = journal;
        this.logger = logger;
        var holder = HolderOf(data, logger);
        All = [.. settings.Accounts.Select(account => new AccountRunner(account, settings.EngineOf(account), data.OfAccount(account.Id), openDesk, emergency, journal, new LeaseKeeper(account.Id, leases, holder, clock, logger), clock, logger))];
    }

    /// <summary>In the order of the settings.</summary>
    public IReadOnlyList<AccountRunner> All { get; }

    /// <summary>Null takes the first; otherwise by its id, or null when there is no such account.</summary>
    public AccountRunner? Find(string? account) =>
        account is null ? All[0] : All.FirstOrDefault(runner => string.Equals(runner.Account.Id.Value, account, StringComparison.Ordinal));

    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var runner in All) runner.Start();
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAll(All.Select(runner => runner.StopAsync()));
        if (!await journal.FlushAsync(FlushWithin)) logger.LogError("The journal could not be written to its end: {Waiting} entries are lost. {Reason}", journal.Health.Waiting, journal.Health.Reason);
    }

    public void Dispose()
    {
        foreach (var runner in All) runner.Dispose();
    }

    /// <summary>The data folder, which has one host at a time: a container that is made anew on it is the same one, although its machine has another name.</summary>
    private static string HolderOf(DataFolder data, ILogger logger)
    {
        try
        {
            return $"{Product.Name} {data.Identity()}";
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            logger.LogWarning(fault, "The identity of the data folder cannot be kept: after a crash under another machine's name the accounts wait for their leases to run out");
            return new JobHost(data).Name;
        }
    }
}

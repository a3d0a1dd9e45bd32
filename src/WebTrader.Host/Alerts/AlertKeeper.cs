using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using WebTrader.Persistence.Control;

namespace WebTrader.Host.Alerts;

/// <summary>Keeps alerts beyond this process: reads those of the run before once the database can be read, and writes down what has changed within a second. While the database is away they are kept in memory; nobody waits for it.</summary>
internal sealed class AlertKeeper(AlertBook book, KeptAlerts kept, TimeProvider clock, ILogger<AlertKeeper> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    private Dictionary<long, Alert>? saved;
    private string? away;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await LookAsync();
            await Task.Delay(Every, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>What came last is written down too, also by a host that is stopped before it has begun to look.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await LookAsync();
    }

    private async Task LookAsync()
    {
        try
        {
            if (saved is null) await BeginAsync();
            await SaveAsync(saved!);
            away = null;
        }
        catch (Exception fault)
        {
            if (fault is not ControlAwayException) logger.LogError(fault, "The alerts cannot be kept, and are in memory alone: {Reason}", fault.Message);
            else if (fault.Message != away) logger.LogWarning("The alerts cannot be kept, and are in memory alone: {Reason}", fault.Message);
            away = fault.Message;
        }
    }

    private async Task BeginAsync()
    {
        var earlier = (await kept.ReadAsync()).ConvertAll(Read);
        book.Begin(earlier, clock.GetUtcNow());
        saved = earlier.ToDictionary(alert => alert.Number);
    }

    private async Task SaveAsync(Dictionary<long, Alert> known)
    {
        var now = book.All.ToDictionary(alert => alert.Number);
        var changed = now.Values.Where(alert => !known.TryGetValue(alert.Number, out var before) || IsNews(before, alert)).ToList();
        var gone = known.Keys.Where(number => !now.ContainsKey(number)).ToList();
        if (changed.Count == 0 && gone.Count == 0) return;
        await kept.SaveAsync(changed.ConvertAll(Row), gone);
        saved = now;
    }

    /// <summary>Words that change with every look, an age among them, are not worth a write of their own.</summary>
    private static bool IsNews(Alert before, Alert now) => before != now with { Text = before.Text };

    private static AlertRow Row(Alert alert) => new()
    {
        Number = alert.Number,
        Account = alert.Account,
        Condition = alert.Condition,
        Level = alert.Level.ToString(),
        Text = alert.Text,
        Since = alert.Since,
        EndedAt = alert.EndedAt,
        AcknowledgedBy = alert.AcknowledgedBy,
        AcknowledgedAt = alert.AcknowledgedAt,
        SilencedUntil = alert.SilencedUntil,
        Escalations = alert.Escalations,
        ToldAt = alert.ToldAt,
    };

    private static Alert Read(AlertRow row) => new()
    {
        Number = row.Number,
        Account = row.Account,
        Condition = row.Condition,
        // A later build may know more of them.
        Level = Enum.TryParse<AlertLevel>(row.Level, out var level) ? level : AlertLevel.Red,
        Text = row.Text,
        Since = row.Since,
        EndedAt = row.EndedAt,
        AcknowledgedBy = row.AcknowledgedBy,
        AcknowledgedAt = row.AcknowledgedAt,
        SilencedUntil = row.SilencedUntil,
        Escalations = row.Escalations,
        ToldAt = row.ToldAt,
    };
}

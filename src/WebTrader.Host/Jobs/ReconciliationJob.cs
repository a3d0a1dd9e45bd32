using System.Globalization;
using WebTrader.Core.Journal;
using WebTrader.Core.Positions;
using WebTrader.Engine;
using WebTrader.Engine.Monitoring;
using WebTrader.Host.Jobs.Running;
using WebTrader.Host.Sessions;
using WebTrader.Persistence;

namespace WebTrader.Host.Jobs;

/// <summary>
/// Holds the trades of this day and the last one against the broker's deals. What differs is an alarm of the account, which the journal tells of, until it differs no more.
/// </summary>
internal sealed class ReconciliationJob(JobSettings settings, AccountSessions sessions, EfJournal journal, TimeProvider clock) : IJobWork
{
    public const string Alarm = "reconciliation";

    private const int Named = 5;

    /// <summary>What ended a moment ago may not be recorded yet.</summary>
    private static readonly TimeSpan Settled = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Written = TimeSpan.FromSeconds(5);

    public string Name => "reconciliation";

    public string About => "Compares the trades of this day and the last one with the broker's deals.";

    public JobPlan Plan => new(settings.Reconciliation.Schedule, settings.Zone);

    public async Task<JobResult> RunAsync(JobOrder order, CancellationToken cancellation)
    {
        List<string> said = [];
        var isFailed = false;
        foreach (var runner in sessions.All)
        {
            order.Tell($"{runner.Account.Id}: comparing");
            try
            {
                said.Add(await CompareAsync(runner, order.Now, cancellation));
            }
            catch (Exception away) when (away is SessionUnavailableException or TimeoutException or IOException)
            {
                isFailed = true;
                said.Add($"{runner.Account.Id}: {away.Message.TrimEnd('.')}");
            }
        }

        var text = string.Join("; ", said) + ".";
        return isFailed ? JobResult.Failed(text) : JobResult.Done(text);
    }

    private async Task<string> CompareAsync(AccountRunner runner, DateTimeOffset now, CancellationToken cancellation)
    {
        var day = runner.Account.Limits.Day;
        var (from, until) = (day.BeganAt(day.BeganAt(now).AddTicks(-1)), now - Settled);
        await runner.AskAsync(session =>
        {
            session.Monitor.LookForDeals();
            return true;
        }, cancellation);
        var (count, differences) = await LookAsync(runner, from, until, cancellation);
        if (differences.Count > 0)
        {
            // The full sweep that was asked for may have found it meanwhile.
            await Task.Delay(LookAgain, clock, cancellation);
            (count, differences) = await LookAsync(runner, from, until, cancellation);
        }

        await runner.AskAsync(session => Tell(session, differences), cancellation);
        return differences.Count == 0 ? string.Create(CultureInfo.InvariantCulture, $"{runner.Account.Id}: {count} trades agree with the broker") : $"{runner.Account.Id}: {Say(differences)}";
    }

    private async Task<(int Count, IReadOnlyList<string> Differences)> LookAsync(AccountRunner runner, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellation)
    {
        if (!await journal.FlushAsync(Written)) throw new IOException($"what was recorded is not written yet: {journal.Health.Reason}");
        var stored = await journal.Queries.StretchAsync(runner.Account.Id, from, until, cancellation);
        if (!stored.TryGet(out var stretch)) throw new IOException(stored.Failure);
        var positions = stretch.Trades.Select(trade => trade.Position).ToList();
        var asked = await runner.DoAsync(session => session.Reconciler.EndedSinceAsync(from, positions, cancellation).AsTask());
        if (!asked.TryGet(out var ended)) throw new IOException($"the broker's deals cannot be read: {asked.Failure}");
        var known = positions.ToHashSet();
        return (stretch.Trades.Count, Reconciler.Differences(stretch.Trades, ended.Where(trade => known.Contains(trade.Position) || (trade.CloseTime >= from && trade.CloseTime < until))));
    }

    private static bool Tell(AccountSession session, IReadOnlyList<string> differences)
    {
        if (differences.Count == 0) session.Alarms.Clear(Alarm);
        else session.Alarms.Raise(Alarm, AlarmSeverity.Amber, $"The record and the broker's deals differ: {Say(differences)}");
        return true;
    }

    private static string Say(IReadOnlyList<string> differences) => differences.Count <= Named ? string.Join("; ", differences)
        : string.Create(CultureInfo.InvariantCulture, $"{string.Join("; ", differences.Take(Named))}; and {differences.Count - Named} more");
}

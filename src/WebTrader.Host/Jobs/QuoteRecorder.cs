using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using WebTrader.Host.Sessions;
using WebTrader.Persistence;
using WebTrader.Persistence.Quotes;

namespace WebTrader.Host.Jobs;

/// <summary>
/// Keeps one quote a symbol and second of every account. It asks for the newest ones from beside the sessions: the way of a quote to its stop does
/// not pass here.
/// </summary>
internal sealed class QuoteRecorder(AccountSessions sessions, EfJournal journal, TimeProvider clock, ILogger<QuoteRecorder> logger) : BackgroundService
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    // One loop each: an account that does not answer holds up only itself.
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(sessions.All.Select(runner => KeepAsync(runner, stoppingToken)));

    private async Task KeepAsync(AccountRunner runner, CancellationToken stopping)
    {
        var collector = new QuoteCollector();
        using var pace = new PeriodicTimer(Pace, clock);
        try
        {
            while (await pace.WaitForNextTickAsync(stopping)) await LookAsync(runner, collector, stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The host stops; what has been collected is kept.
        }

        foreach (var rest in collector.Drain()) journal.KeepQuotes(rest);
    }

    private async Task LookAsync(AccountRunner runner, QuoteCollector collector, CancellationToken stopping)
    {
        try
        {
            var quotes = await runner.AskAsync(session => session.Intake.Symbols.Where(symbol => symbol.Latest is not null).Select(symbol => symbol.Latest!.Value).ToArray(), stopping);
            foreach (var quote in quotes)
            {
                if (collector.Add(runner.Account.Id, quote) is { } ended) journal.KeepQuotes(ended);
            }
        }
        catch (SessionUnavailableException away)
        {
            logger.LogDebug("No quotes of account {Account} are kept just now: {Reason}", runner.Account.Id, away.Message);
        }
        catch (Exception fault) when (!stopping.IsCancellationRequested)
        {
            logger.LogError(fault, "The quotes of account {Account} could not be kept once, and are asked for again: {Reason}", runner.Account.Id, fault.Message);
        }
    }
}

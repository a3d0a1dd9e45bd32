using WebTrader.Core.Journal;
using WebTrader.Engine.Views;
using WebTrader.Host.Sessions;
using WebTrader.Persistence;

namespace WebTrader.Host.Emergency;

/// <summary>Rehearses a flatten of an account, one at a time: it is arithmetic, and is not to keep those busy who protect. What it shows stands in the journal. Thread-safe.</summary>
internal sealed class EmergencyDrills(EfJournal journal, TimeProvider clock) : IDisposable
{
    private const int LeftKept = 100;

    private readonly SemaphoreSlim turn = new(1, 1);

    /// <param name="by">Who wants it.</param>
    /// <param name="latency">Round trip of a call; null for what half of the calls took lately.</param>
    /// <param name="inFlight">How many trades may be under way at once; null for as many as there may be.</param>
    /// <returns>Null while another drill is under way.</returns>
    /// <exception cref="SessionUnavailableException">The session of the account cannot be asked.</exception>
    public async Task<EmergencyDrilled?> RunAsync(AccountRunner runner, string by, TimeSpan? latency, int? inFlight, CancellationToken cancellation)
    {
        if (!await turn.WaitAsync(TimeSpan.Zero, cancellation)) return null;
        try
        {
            var atOnce = inFlight ?? (runner.Account.Terminal is null ? runner.Account.TradesInFlight : 1);
            var plan = await runner.AskAsync(session => DrillPlan.Of(session, latency ?? Usual(session.View.Health()), atOnce, clock.GetUtcNow()), cancellation);
            var result = await Task.Run(() => EmergencyDrill.Run(plan), CancellationToken.None);
            var drilled = new EmergencyDrilled(runner.Account.Id, clock.GetUtcNow(), by, result.Positions, plan.Latency, atOnce, result.Took, [.. result.Left.Take(LeftKept)]);
            journal.Append(drilled);
            return drilled;
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();

    /// <summary>What half of the calls to the broker took lately, and a plausible time before the first.</summary>
    private static TimeSpan Usual(HealthView health) => TimeSpan.FromMilliseconds((double)(health.Broker.CallP50Ms ?? 80m));
}

using WebTrader.Core.Safety.Emergency;
using WebTrader.Host.Security;
using WebTrader.Host.Sessions;

namespace WebTrader.Host.Emergency;

/// <summary>What emergency stops would do, on every account that they concern. Thread-safe.</summary>
internal sealed class EmergencyPreviews(AccountSessions sessions, TimeProvider clock)
{
    /// <summary>The words that previews give for agreeing to them.</summary>
    public EmergencyAgreements Agreements { get; } = new(clock);

    /// <summary>Of every account that it concerns, in the order of the settings.</summary>
    public async Task<IReadOnlyList<EmergencyPreview>> LookAsync(EmergencyAction action, EmergencyScope scope) =>
        await Task.WhenAll(sessions.All.Where(runner => scope.Concerns(runner.Account.Id)).Select(runner => LookAsync(runner, action, scope)));

    private static async Task<EmergencyPreview> LookAsync(AccountRunner runner, EmergencyAction action, EmergencyScope scope)
    {
        try
        {
            return await runner.DoAsync(async session => EmergencyPreview.Of(await session.Emergency.PreviewAsync(action, scope), session));
        }
        catch (Exception away) when (away is SessionUnavailableException or TimeoutException)
        {
            return EmergencyPreview.Away(runner.Account.Id, runner.Account.Currency, away.Message);
        }
    }
}

/// <summary>The word that a preview gives for agreeing to it: for one caller, once, for a minute, and from memory alone. Thread-safe.</summary>
internal sealed class EmergencyAgreements(TimeProvider clock)
{
    public static readonly TimeSpan Life = TimeSpan.FromSeconds(60);

    private const int Kept = 1_000;

    private readonly Lock gate = new();
    private readonly Dictionary<string, Agreement> given = new(StringComparer.Ordinal);

    /// <returns>The word, and until when it is good, UTC.</returns>
    public (string Nonce, DateTimeOffset Until) Give(string caller, EmergencyAction action, EmergencyScope scope, IReadOnlyList<EmergencyPreview> shown)
    {
        var (nonce, now) = (Secrets.Make(), clock.GetTimestamp());
        lock (gate)
        {
            foreach (var old in given.Where(pair => IsOver(pair.Value)).Select(pair => pair.Key).ToList()) given.Remove(old);
            if (given.Count >= Kept) given.Remove(given.MinBy(pair => pair.Value.At).Key);
            given[nonce] = new Agreement(caller, action, scope, shown, now);
        }

        return (nonce, clock.GetUtcNow() + Life);
    }

    /// <summary>What was shown with a word, which is used up by this; null where it was not given for just this, was used, or is older than a minute.</summary>
    public IReadOnlyList<EmergencyPreview>? Take(string nonce, string caller, EmergencyAction action, EmergencyScope scope)
    {
        lock (gate)
        {
            if (!given.TryGetValue(nonce, out var agreed) || agreed.Caller != caller || agreed.Action != action || agreed.Scope != scope) return null;
            given.Remove(nonce);
            return IsOver(agreed) ? null : agreed.Shown;
        }
    }

    private bool IsOver(Agreement agreed) => clock.GetElapsedTime(agreed.At) >= Life;

    private sealed record Agreement(string Caller, EmergencyAction Action, EmergencyScope Scope, IReadOnlyList<EmergencyPreview> Shown, long At);
}

using System.Text.Json;

namespace WebTrader.Host.Tests;

/// <summary>One host for all tests that only look at it.</summary>
public sealed class RunningHost : IAsyncLifetime
{
    private readonly TempFolder folder = new();

    public LiveHost Host { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Host = await LiveHost.StartAsync(folder);
        await Host.ReadyAsync();
        await Host.PositionsAsync(8);
        await Eventually.TrueAsync(
            async () => (await Host.GetAsync("/api/v1/accounts")).GetProperty("items")[0].GetProperty("balance").ValueKind == JsonValueKind.String, "the balance has been read");
        await Eventually.TrueAsync(EveryPositionIsWrittenDown, "the journal has an entry for every position");
    }

    /// <summary>The database opens behind the sessions, in its own time.</summary>
    private async Task<bool> EveryPositionIsWrittenDown()
    {
        var (status, journal) = await Host.TryAsync("/api/v1/journal?kind=positionSeen");
        if (status != 200) return false;
        var seen = journal.GetProperty("items").EnumerateArray().Select(fact => fact.GetProperty("ticket").GetString()).ToHashSet();
        return (await Host.GetAsync("/api/v1/positions")).GetProperty("items").EnumerateArray().All(row => seen.Contains(row.GetProperty("ticket").GetString()));
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        folder.Dispose();
    }
}

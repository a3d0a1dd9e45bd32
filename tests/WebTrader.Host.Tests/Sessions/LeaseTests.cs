using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using WebTrader.Host.Data;
using WebTrader.Persistence.Control;

namespace WebTrader.Host.Tests.Sessions;

/// <summary>Of two hosts on one database one drives an account, and the other says who does and waits.</summary>
public sealed class LeaseTests : IDisposable
{
    private const string Elsewhere = "WebTrader on another machine";

    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_host_waits_while_another_drives_the_account_and_takes_it_when_that_one_has_ended()
    {
        long first;
        await using (var host = await LiveHost.StartAsync(folder, Desks.Quiet))
        {
            await host.ReadyAsync();
            await Eventually.TrueAsync(async () => await RowAsync(host) is { } row && row.Until > DateTimeOffset.UtcNow, "it has the lease");
            first = (await RowAsync(host))!.Epoch;
        }

        await using var again = await LiveHost.StartAsync(folder, Desks.Quiet);
        await again.ReadyAsync();
        await Eventually.TrueAsync(async () => await RowAsync(again) is { } row && row.Epoch > first && row.Until > DateTimeOffset.UtcNow, "the same host takes it anew at once, with a larger epoch");

        // As if this one had slept for too long and another one had taken over.
        var epoch = await ChangeAsync(again, Elsewhere, DateTimeOffset.UtcNow.AddMinutes(10));
        await Eventually.TrueAsync(async () => (await AccountAsync(again)).GetProperty("reason").GetString() is { } reason && reason.Contains($"Account demo is driven by another host, {Elsewhere}, until ", StringComparison.Ordinal), "it says who drives the account");
        (await AccountAsync(again)).GetProperty("state").GetString().ShouldBe("failed");
        (await again.SendAsync(HttpMethod.Post, "/api/v1/orders", """{ "symbol": "EURUSD", "side": "long", "lots": 0.01 }""", "one")).Status.ShouldBe(503, "it sends nothing");

        await ChangeAsync(again, Elsewhere, DateTimeOffset.UnixEpoch);
        await Eventually.TrueAsync(async () => (await AccountAsync(again)).GetProperty("state").GetString() == "running", "it drives the account again");
        (await RowAsync(again))!.Epoch.ShouldBeGreaterThanOrEqualTo(epoch + 2, "it was given back, and taken anew");
    }

    [Fact]
    public void A_data_folder_is_the_same_host_wherever_it_is_mounted_and_another_folder_is_another()
    {
        string first, moved = folder.Of("moved");
        using (var data = DataFolder.Open(folder.Of("data"), TimeProvider.System)) first = data.Identity();
        Directory.Move(folder.Of("data"), moved);
        using (var again = DataFolder.Open(moved, TimeProvider.System)) again.Identity().ShouldBe(first);
        using var other = DataFolder.Open(folder.Of("other"), TimeProvider.System);
        other.Identity().ShouldNotBe(first);
    }

    private static Task<LeaseRow?> RowAsync(LiveHost host) => host.Services.GetRequiredService<ControlStore>().UseAsync(db => db.Leases.AsNoTracking().SingleOrDefaultAsync(row => row.Account == "demo"));

    private static async Task<long> ChangeAsync(LiveHost host, string holder, DateTimeOffset until)
    {
        await host.Services.GetRequiredService<ControlStore>().UseAsync(db => db.Leases.ExecuteUpdateAsync(set => set.SetProperty(row => row.Holder, holder).SetProperty(row => row.Until, until).SetProperty(row => row.Epoch, row => row.Epoch + 1)));
        return (await RowAsync(host))!.Epoch;
    }

    private static async Task<System.Text.Json.JsonElement> AccountAsync(LiveHost host) => (await host.GetAsync("/api/v1/accounts")).GetProperty("items")[0];
}

using System.Text.Json;
using Shouldly;
using WebTrader.Core.Positions;
using WebTrader.Host.Tests.Security.SignIn;
using WebTrader.Host.Tests.Sessions;

namespace WebTrader.Host.Tests.Live;

/// <summary>What the page is told of the terminal and of what is armed.</summary>
public sealed class TerminalHealthTests
{
    [Fact]
    public async Task The_strip_of_the_page_is_told_of_experts_ticks_trading_and_arming()
    {
        using var folder = new TempFolder();
        await using var bench = await TerminalBench.StartAsync();
        await bench.QuoteAsync(1.10000m);
        await bench.OpenAsync(Side.Long, 0.01m);
        await using var host = await bench.HostAsync(folder);
        await host.PositionsAsync(1);
        // What a terminal shows is for signed-in people.
        using var anna = await Browsing.SetUpAsync(host);

        await Eventually.TrueAsync(async () =>
        {
            await bench.QuoteAsync(1.10001m);
            return await HealthAsync(host, anna) is var now && Terminal(now).GetProperty("reported").GetInt32() == 1;
        }, "its ticks come by event");
        var health = await HealthAsync(host, anna);
        Terminal(health).GetProperty("experts").GetInt32().ShouldBe(2);
        Terminal(health).GetProperty("symbols").GetInt32().ShouldBe(1);
        Terminal(health).GetProperty("whyNot").ValueKind.ShouldBe(JsonValueKind.Null);
        Terminal(health).GetProperty("whyNoTrades").ValueKind.ShouldBe(JsonValueKind.Null);
        health.GetProperty("arming").GetProperty("all").GetBoolean().ShouldBeTrue();

        await bench.Terminal.AskAsync(broker => broker.AutoTrading = false);
        await Eventually.TrueAsync(async () => Terminal(await HealthAsync(host, anna)).GetProperty("whyNoTrades").GetString() == "AutoTrading is switched off in the terminal", "it is told that nothing can be traded");

        await bench.KillAsync();
        await Eventually.TrueAsync(async () => Terminal(await HealthAsync(host, anna)) is var gone && gone.GetProperty("experts").GetInt32() == 0 && gone.GetProperty("whyNot").ValueKind == JsonValueKind.String, "it is told that the terminal is gone");
    }

    [Fact]
    public async Task An_account_without_a_terminal_has_none_to_tell_of()
    {
        using var folder = new TempFolder();
        await using var host = await LiveHost.StartAsync(folder, Desks.Quiet);
        await host.ReadyAsync();
        (await HealthAsync(host)).GetProperty("terminal").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    private static JsonElement Terminal(JsonElement health) => health.GetProperty("terminal");

    private static async Task<JsonElement> HealthAsync(LiveHost host, Browsing? who = null)
    {
        using var browser = await HubConnection.OpenAsync(host.Address, cookies: who?.Cookies);
        await browser.WatchAsync();
        return (await browser.HearAsync()).Content.GetProperty("health");
    }
}

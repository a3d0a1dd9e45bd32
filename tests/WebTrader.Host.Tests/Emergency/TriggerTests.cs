using System.Diagnostics;
using System.Globalization;
using Shouldly;
using WebTrader.Core.Positions;
using WebTrader.Core.Safety;
using WebTrader.Core.Safety.Emergency;
using WebTrader.Host.Emergency;
using WebTrader.Host.Tests.Security.SignIn;
using WebTrader.Host.Tests.Sessions;
using static WebTrader.Host.Tests.Emergency.EmergencyPressing;

namespace WebTrader.Host.Tests.Emergency;

public sealed class TriggerTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_file_presses_what_it_says_while_a_session_hangs_and_goes_out_of_the_way()
    {
        using var desks = new Desks.Stuck("stuck");
        await using var host = await LiveHost.StartAsync(folder, desks.Open, "good", "stuck");
        await host.ReadyAsync();
        desks.Stick();
        await Eventually.TrueAsync(async () => (await host.TryAsync("/health/ready")).Status == 503, "one session hangs");

        folder.Of("STOP", "halt");
        await Eventually.TrueAsync(async () => (await host.StopsAsync()).Count == 1, "it is pressed");
        var stop = (await host.StopsAsync())[0];
        stop.GetProperty("by").GetString().ShouldBe("file STOP");
        stop.GetProperty("accounts")[0].GetProperty("state").GetString().ShouldBe("inForce");
        stop.GetProperty("accounts")[1].GetProperty("away").GetString()!.ShouldContain("stuck");
        await Eventually.TrueAsync(() => Task.FromResult(Directory.GetFiles(folder.Path, "STOP.taken-*").Length == 1 && !File.Exists(Path.Combine(folder.Path, "STOP"))), "it is taken up");

        desks.GoOn();
        await Eventually.TrueAsync(async () => (await host.StopAsync(stop.GetProperty("id").GetString()!)).GetProperty("accounts")[1].GetProperty("state").ToString() == "inForce", "the other takes it up when it answers");
        (await host.FactsAsync("emergencyStopped", 2)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_file_that_is_there_before_the_host_starts_presses_too()
    {
        folder.Of("HALT-NOW", "");
        await using var host = await LiveHost.StartAsync(folder, settings => settings with
        {
            Emergency = new EmergencySettings { FileName = "HALT-NOW", FileDoes = new EmergencyCommand(EmergencyAction.Freeze, new EmergencyScope(new AccountId("demo"))) },
        }, Desks.Quiet);

        await Eventually.TrueAsync(async () => (await host.StopsAsync()) is [var stop] && stop.GetProperty("says").GetString() == "Freeze account demo", "it is pressed");
    }

    [Fact]
    public async Task A_signal_presses_and_the_process_goes_on()
    {
        if (OperatingSystem.IsWindows()) return;
        using var host = HostProcess.Serve(folder);
        using var http = await host.ReadyAsync();
        using (var kill = Process.Start("kill", ["-USR1", host.Id.ToString(CultureInfo.InvariantCulture)])) await kill.WaitForExitAsync(TestContext.Current.CancellationToken);

        await Eventually.TrueAsync(async () => (await HostProcess.ItemsAsync(http, Stops)) is [var stop] && stop.GetProperty("by").GetString() == "signal SIGUSR1" && stop.GetProperty("says").GetString() == "Flatten everything", "it is pressed");
    }

    [Fact]
    public async Task Without_a_heartbeat_the_dead_mans_switch_presses_once_and_with_one_it_does_not()
    {
        var deadMan = new DeadManSettings(TimeSpan.FromSeconds(3), new EmergencyCommand(EmergencyAction.HaltEntries, EmergencyScope.Everything));
        await using var host = await LiveHost.StartAsync(folder, settings => settings with { Emergency = new EmergencySettings { DeadMan = deadMan, MinimumHold = TimeSpan.Zero } }, Desks.Quiet);
        using var anna = await Browsing.SetUpAsync(host);

        await Eventually.TrueAsync(async () => (await host.StopsAsync()) is [var stop] && stop.GetProperty("by").GetString() == "the dead man's switch", "nobody is there");
        (await anna.SendAsync(HttpMethod.Post, $"{Stops}/{(await host.StopsAsync())[0].GetProperty("id").GetString()}/release", new { why = "back again" })).Status.ShouldBe(200);
        await Task.Delay(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken);
        (await host.StopsAsync()).Count.ShouldBe(1, "once, until somebody has been there");
        (await anna.SendAsync(HttpMethod.Post, Stops + "/heartbeat")).Status.ShouldBe(204);
        await Eventually.TrueAsync(async () => (await host.StopsAsync()).Count == 2, "and gone again");
    }

    [Fact]
    public async Task A_limit_that_flattens_presses_once_for_its_account_and_not_again_after_the_release()
    {
        var limits = AccountLimits.None with { MaxDailyLoss = new Limit(0.01m, LimitAction.Flatten) };
        await using var host = await LiveHost.StartAsync(folder, settings => settings with
        {
            Emergency = new EmergencySettings { MinimumHold = TimeSpan.Zero },
            Accounts = [settings.Accounts[0] with { Limits = limits }, settings.Accounts[0] with { Id = new AccountId("other") }],
        });
        using var anna = await Browsing.SetUpAsync(host);

        await Eventually.TrueAsync(async () => (await host.StopsAsync()).Count > 0, "a position opens with the spread against it");
        var stop = (await host.StopsAsync()).ShouldHaveSingleItem();
        stop.GetProperty("by").GetString().ShouldBe("limit MaxDailyLoss");
        stop.GetProperty("says").GetString().ShouldBe("Flatten account demo");
        await Eventually.TrueAsync(async () => (await host.StopAsync(stop.GetProperty("id").GetString()!)).GetProperty("state").GetString() == "proved", "it is flat");

        var (status, body) = await anna.SendAsync(HttpMethod.Post, $"{Stops}/{stop.GetProperty("id").GetString()}/release", new { why = "the loss is known" });
        status.ShouldBe(200, body.ToString());
        await Eventually.TrueAsync(async () => (await host.GetAsync("/api/v1/positions?account=demo")).GetProperty("items").GetArrayLength() > 1, "the demo trader goes on");
        (await host.StopsAsync()).ShouldHaveSingleItem("the day's loss is still beyond the limit, and it has been acted on");
    }
}

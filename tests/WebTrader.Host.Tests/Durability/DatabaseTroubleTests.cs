using System.Globalization;
using System.Text.Json;
using Shouldly;
using WebTrader.Host.Tests.Sessions;

namespace WebTrader.Host.Tests.Durability;

/// <summary>A host under load whose database cannot be written for a while: for a minute with WEBTRADER_FULL=true.</summary>
[Collection(nameof(Commands.Alone))]
public sealed class DatabaseTroubleTests(ITestOutputHelper output)
{
    private static readonly bool IsFull = Environment.GetEnvironmentVariable("WEBTRADER_FULL") == "true";

    private static readonly TimeSpan Before = TimeSpan.FromSeconds(IsFull ? 20 : 4);
    private static readonly TimeSpan Lasts = TimeSpan.FromSeconds(IsFull ? 60 : 8);

    /// <summary>One in the gate, all with WEBTRADER_FULL=true.</summary>
    public static TheoryData<string> Kinds => IsFull ? ["locked", "read-only", "full"] : ["locked"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Protection_goes_on_nothing_is_lost_and_the_alarm_comes_and_goes(string kind)
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("Rights and limits of files are Linux's here.");
        using var data = new TempFolder();
        await using var bench = await TerminalBench.StartAsync();
        var witness = await BrokerWitness.WatchAsync(bench);
        var requests = new Requests(7);
        using var host = bench.Serve(data, HostProcess.StartLimited);
        using var http = await host.ReadyAsync();
        using var resting = new CancellationTokenSource();
        var moving = new Market(bench, 7, 40).RunAsync(resting.Token);
        var asking = requests.RunAsync(http);
        await Eventually.TrueAsync(() => Task.FromResult(requests.MaxRisk > 2m), "the database is open", 120);
        await WatchAsync(witness, "before", Before);

        using (Trouble.Begin(kind, Path.Combine(data.Path, "webtrader.db"), host))
        {
            await Eventually.TrueAsync(async () => await AlarmAsync(http) is not null, "the alarm shows");
            output.WriteLine($"{kind}: {await AlarmAsync(http)}");
            var (stops, opened) = await WatchAsync(witness, "meanwhile", Lasts);
            stops.ShouldBeGreaterThan(0, "stops go on");
            opened.ShouldBeGreaterThan(0, "what is opened gets its stop");
            (await AlarmAsync(http)).ShouldNotBeNull("it holds for as long as the trouble");
            output.WriteLine($"{kind}: {await AlarmAsync(http)}");
        }

        await Eventually.TrueAsync(async () => await AlarmAsync(http) is null, "the alarm is over");
        requests.IsOver = true;
        await asking;
        await requests.AskAgainAsync(http);
        await resting.CancelAsync();
        await moving;
        (await http.GetStringAsync(new Uri("/metrics", UriKind.Relative), TestContext.Current.CancellationToken)).Split('\n').Single(line => line.StartsWith("webtrader_journal_dropped_total", StringComparison.Ordinal)).ShouldEndWith(" 0");
        await new Promises(data, witness, requests).HoldAsync(http);
    }

    /// <summary>How many stops were moved, and how many positions got their first one.</summary>
    private async Task<(int Stops, int Opened)> WatchAsync(BrokerWitness witness, string when, TimeSpan time)
    {
        var (stops, known) = (witness.Changes.Count, witness.NakedFor.Count);
        await Task.Delay(time, TestContext.Current.CancellationToken);
        var naked = witness.NakedFor.Skip(known).Order().ToList();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{when}, {time.TotalSeconds:0} s: {witness.Changes.Count - stops} stops, {naked.Count} positions without one for {(naked.Count == 0 ? 0 : naked[naked.Count / 2].TotalMilliseconds):0} ms in the middle and {(naked.Count == 0 ? 0 : naked[^1].TotalMilliseconds):0} ms at most"));
        return (witness.Changes.Count - stops, naked.Count);
    }

    /// <summary>The words of the alarm that the journal cannot be written; null while there is none.</summary>
    private static async Task<string?> AlarmAsync(HttpClient http) =>
        (await HostProcess.ItemsAsync(http, "/api/v1/alerts")).Where(alert => alert.GetProperty("condition").GetString() == "journal" && alert.GetProperty("endedAt").ValueKind == JsonValueKind.Null)
            .Select(alert => alert.GetProperty("text").GetString()).FirstOrDefault();
}

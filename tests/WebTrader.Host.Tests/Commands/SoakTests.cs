using System.Globalization;
using Shouldly;

namespace WebTrader.Host.Tests.Commands;

/// <summary>Runs with no other test beside it: it says what a host does that is left alone.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;

[Collection(nameof(Alone))]
public sealed class SoakTests
{
    private static readonly bool IsFull = Environment.GetEnvironmentVariable("WEBTRADER_FULL") == "true";

    private static readonly TimeSpan Duration = IsFull ? TimeSpan.FromMinutes(10) : TimeSpan.FromSeconds(20);

    /// <summary>One second is the promise. A machine that builds and tests other things meanwhile gets more, so that a pass or a fail says something of us.</summary>
    private static readonly long LongestNakedMs = IsFull ? 1_000 : 5_000;

    [Fact]
    public async Task Left_alone_it_raises_no_alarm_and_every_position_has_its_stop_within_a_second()
    {
        using var folder = new TempFolder();
        using var host = HostProcess.Serve(folder);
        using var http = await host.ReadyAsync();
        var nakedFor = new Dictionary<string, long>(StringComparer.Ordinal);

        var until = TimeProvider.System.GetTimestamp() + (Duration.Ticks * TimeProvider.System.TimestampFrequency / TimeSpan.TicksPerSecond);
        while (TimeProvider.System.GetTimestamp() < until)
        {
            foreach (var row in await HostProcess.ItemsAsync(http, "/api/v1/positions"))
            {
                var ticket = row.GetProperty("ticket").GetString()!;
                if (nakedFor.TryGetValue(ticket, out var known) && known >= 0) continue;
                nakedFor[ticket] = row.GetProperty("state").GetString() == "naked" ? -1 : await NakedAsync(http, ticket);
            }

            await Task.Delay(500, TestContext.Current.CancellationToken);
        }

        var alarms = await HostProcess.ItemsAsync(http, "/api/v1/journal?kind=alarmRaised");
        alarms.ShouldBeEmpty();
        nakedFor.Count.ShouldBeGreaterThan(7);
        nakedFor.Values.Max().ShouldBeLessThan(LongestNakedMs, string.Join(", ", nakedFor.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key}: {pair.Value} ms"))));
    }

    /// <summary>How long the broker showed the position without a stop, by its own certificate.</summary>
    private static async Task<long> NakedAsync(HttpClient http, string ticket)
    {
        using var answer = await http.GetAsync(new Uri($"/api/v1/positions/{ticket}", UriKind.Relative), TestContext.Current.CancellationToken);
        if (!answer.IsSuccessStatusCode) return 0;
        using var document = System.Text.Json.JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return document.RootElement.GetProperty("nakedMs").GetInt64();
    }
}

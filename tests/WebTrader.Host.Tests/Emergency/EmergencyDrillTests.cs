using System.Text.Json;
using Shouldly;
using WebTrader.Brokers.Simulator;
using WebTrader.Core.Market;
using WebTrader.Core.Ports;
using WebTrader.Core.Positions;
using WebTrader.Engine;
using WebTrader.Host.Emergency;
using static WebTrader.Host.Tests.Emergency.EmergencyPressing;

namespace WebTrader.Host.Tests.Emergency;

public sealed class EmergencyDrillTests : IDisposable
{
    private static readonly DateTimeOffset At = new(2026, 1, 6, 12, 0, 0, TimeSpan.Zero);

    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void It_takes_the_rounds_that_the_latency_and_the_calls_at_once_make()
    {
        var serial = EmergencyDrill.Run(Plan(20, inFlight: 1));
        var wide = EmergencyDrill.Run(Plan(20, inFlight: 10));

        serial.Left.ShouldBeEmpty();
        serial.Positions.ShouldBe(20);
        // One reading, twenty closes one after the other, two readings of proof; in virtual time, so to the millisecond on every machine.
        serial.Took!.Value.TotalMilliseconds.ShouldBeInRange(20 * 80, 1.1 * (1 + 20 + 2) * 80);
        wide.Took!.Value.TotalMilliseconds.ShouldBeInRange(2 * 80, 1.1 * (1 + 2 + 2) * 80);
        EmergencyDrill.Run(Plan(20, inFlight: 10)).Took.ShouldBe(wide.Took, "the same account gives the same drill");
    }

    [Fact]
    public void Without_positions_it_is_flat_by_two_readings() => EmergencyDrill.Run(Plan(0, inFlight: 1)).Took.ShouldNotBeNull();

    [Fact]
    public void What_could_not_be_closed_would_remain_and_it_says_why()
    {
        var plan = Plan(3, inFlight: 4);
        var closed = plan.Positions[1] with { Position = plan.Positions[1].Position with { Symbol = "XAUUSD" }, Spec = SymbolSpecs.XauUsd.Spec, IsTraded = false };
        var unknown = plan.Positions[2] with { Position = plan.Positions[2].Position with { Symbol = "UNKNOWN" }, Spec = null };

        var result = EmergencyDrill.Run(plan with { Positions = [plan.Positions[0], closed, unknown] });

        result.Took.ShouldBeNull();
        result.Positions.ShouldBe(3);
        result.Left.Count.ShouldBe(2);
        result.Left.ShouldContain(line => line.Contains("UNKNOWN", StringComparison.Ordinal) && line.Contains("specification", StringComparison.Ordinal));
        result.Left.ShouldContain(line => line.Contains("XAUUSD", StringComparison.Ordinal) && line.Contains("the market is closed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Over_REST_it_touches_nothing_and_is_kept()
    {
        await using var host = await LiveHost.StartAsync(folder);
        await host.ReadyAsync();
        await host.PositionsAsync(3);

        var (status, drill, _) = await host.SendAsync(HttpMethod.Post, Stops + "/drill", """{ "account": "demo", "latency": "80ms", "inFlight": 8 }""");

        status.ShouldBe(200, drill.ToString());
        drill.GetProperty("positions").GetInt32().ShouldBeGreaterThanOrEqualTo(3);
        drill.GetProperty("inFlight").GetInt32().ShouldBe(8);
        (await host.StopsAsync()).ShouldBeEmpty();
        (await host.GetAsync("/api/v1/positions")).GetProperty("items").GetArrayLength().ShouldBeGreaterThan(0, "nothing was closed");
        JsonElement kept = default;
        await Eventually.TrueAsync(async () => (kept = (await host.TryAsync(Stops + "/drills")).Body).TryGetProperty("items", out var items) && items.GetArrayLength() == 1, "it is kept");
        kept.GetProperty("items")[0].GetProperty("data").GetProperty("by").GetString().ShouldBe("local");
        (await host.SendAsync(HttpMethod.Post, Stops + "/drill", """{ "account": "demo", "latency": "11s", "inFlight": 0 }""")).Body.GetProperty("detail").GetString()!
            .ShouldSatisfyAllConditions(says => says.ShouldContain("latency is \"11s\""), says => says.ShouldContain("inFlight is 0, allowed is a whole number from 1 to 64"));
    }

    private static DrillPlan Plan(int positions, int inFlight) => new(
        new BrokerAccount(new AccountId("demo"), "Demo", "simulator", false, "1", "Simulator", "USD"), new Money(10_000m), new EngineOptions(),
        [.. Enumerable.Range(0, positions).Select(number => new DrillPosition(Position(number), SymbolSpecs.EurUsd.Spec, new Price(1.10000m), new Price(1.10010m), true))],
        TimeSpan.FromMilliseconds(80), inFlight, At);

    private static Position Position(int number) => new()
    {
        Ticket = new Ticket(100_001 + number),
        Id = new PositionId(100_001 + number),
        Symbol = "EURUSD",
        Side = number % 2 == 0 ? Side.Long : Side.Short,
        Lots = new Lots(0.10m),
        OpenPrice = new Price(1.10000m),
        OpenTime = At.AddMinutes(-5),
        StopLoss = new Price(number % 2 == 0 ? 1.09000m : 1.11000m),
    };
}

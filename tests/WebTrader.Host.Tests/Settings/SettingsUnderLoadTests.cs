using System.Collections.Concurrent;
using System.Text.Json;
using Shouldly;
using WebTrader.Brokers.Simulator;
using WebTrader.Core.Market;
using WebTrader.Core.Ports;
using WebTrader.Core.Positions;
using WebTrader.Core.Stops;
using WebTrader.Host.Sessions;
using WebTrader.Host.Settings;

namespace WebTrader.Host.Tests.Settings;

/// <summary>A host with two hundred positions in a live market, whose settings are changed over REST.</summary>
public sealed class SettingsUnderLoadTests
{
    private const int Positions = 200;

    private static readonly string[] Symbols = ["EURUSD", "GBPUSD", "NZDUSD", "EURGBP"];

    [Fact]
    public async Task Each_position_has_the_stop_that_was_shown_before_and_none_is_loosened_or_left_out()
    {
        using var folder = new TempFolder();
        var crowd = new Crowd();
        // So wide that the market itself moves no stop: what moves one is the change.
        var wide = new StopPlan { MaxRisk = new Money(100m), SweetSpotFrom = new Money(50m), SweetSpotTo = new Money(60m), TrailingStep = new Money(70m) };
        await using var host = await LiveHost.StartAsync(folder, settings => settings with { Engine = settings.Engine with { Plan = wide } }, crowd.Open);
        await host.ReadyAsync();
        await Eventually.TrueAsync(async () => (await RowsAsync(host)).Count(row => row.GetProperty("stop").ValueKind == JsonValueKind.String) == Positions, "every position has its stop", 120);
        await Eventually.TrueAsync(async () => (await host.TryAsync("/api/v1/settings/history")).Status == 200, "the database is open");

        foreach (var maxRisk in (decimal[])[90m, 80m, 85m])
        {
            var quotes = crowd.Quotes;
            var (document, tag, version) = await host.SettingsAsync();
            document["Stops"]!["MaxRisk"] = maxRisk;
            var shown = (await host.PutAsync(document, tag, dryRun: true)).Body.GetProperty("preview").GetProperty("lines").EnumerateArray().ToList();
            var (status, outcome) = await host.PutAsync(document, tag);
            (status, outcome.GetProperty("late").GetArrayLength()).ShouldBe((200, 0), outcome.ToString());
            outcome.GetProperty("version").GetInt64().ShouldBe(version + 1);

            var rows = await RowsAsync(host);
            rows.Count.ShouldBe(Positions);
            rows.ShouldAllBe(row => Amount(row, "maxRisk") == maxRisk, "it holds for all in one step");
            shown.Count.ShouldBe(Positions);
            var after = shown.ToDictionary(line => line.GetProperty("ticket").GetString()!, line => Amount(line.GetProperty("after"), "stop"));
            await Eventually.TrueAsync(async () => (await RowsAsync(host)).All(row => Amount(row, "stop") == after[row.GetProperty("ticket").GetString()!]), $"with {maxRisk} every stop is where it was shown to go", 120);
            await Eventually.TrueAsync(async () => (await RowsAsync(host)).All(row => row.GetProperty("state").GetString() == "protected"), "every stop is confirmed");
            await Eventually.TrueAsync(() => Task.FromResult(crowd.Quotes > quotes), "prices go on meanwhile");
        }

        crowd.Loosened.ShouldBeEmpty();
        (await host.GetAsync("/api/v1/workers")).GetProperty("worker").GetProperty("state").GetString().ShouldBe("running");
    }

    private static async Task<List<JsonElement>> RowsAsync(LiveHost host) => [.. (await host.GetAsync("/api/v1/positions")).GetProperty("items").EnumerateArray()];

    private static decimal Amount(JsonElement of, string field) => decimal.Parse(of.GetProperty(field).GetString()!, System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>A market that moves, in which somebody has opened many positions; watched from the broker's side.</summary>
    private sealed class Crowd
    {
        private readonly Dictionary<Ticket, Price?> stops = [];

        public ConcurrentQueue<string> Loosened { get; } = [];

        public int Quotes { get; private set; }

        public IBrokerDesk Open(AccountSettings account, string folder, TimeProvider clock) => new Desk(this, account, clock);

        private void Watch(SimulatedBroker broker)
        {
            foreach (var position in broker.Positions)
            {
                if (stops.GetValueOrDefault(position.Ticket) is { } before && (position.StopLoss is not { } now || position.Side.IsTighter(before, now))) Loosened.Enqueue($"{position.Ticket}: {before} to {position.StopLoss}");
                stops[position.Ticket] = position.StopLoss;
            }
        }

        private sealed class Desk : IBrokerDesk
        {
            private readonly DemoBroker demo;

            public Desk(Crowd crowd, AccountSettings account, TimeProvider clock)
            {
                demo = DemoBroker.Open(new DemoBrokerOptions { WithTrader = false, Broker = new SimulatedBrokerOptions { Symbols = SymbolSpecs.BuiltIn, StartingBalance = 1_000_000m } }, clock);
                demo.Broker.Traded += () => crowd.Watch(demo.Broker);
                demo.Broker.Quoted += _ => crowd.Quotes++;
                Gateway = new SimulatedGateway(demo.Broker, new BrokerAccount(account.Id, account.Name, "simulator", false, "1", "Simulator", "USD"), new SimulatedGatewayOptions { TradesInFlight = 8, TradeLatency = TimeSpan.FromMilliseconds(20) }, clock);
            }

            public IBrokerGateway Gateway { get; }

            public async Task RunAsync(CancellationToken cancellation)
            {
                var driving = demo.Driver.RunAsync(cancellation);
                while (Symbols.Any(symbol => demo.Broker.QuoteOf(symbol) is null)) await Task.Delay(20, cancellation);
                for (var i = 0; i < Positions; i++) demo.Broker.Open(new OrderRequest(Symbols[i % Symbols.Length], i % 2 == 0 ? Side.Long : Side.Short, new Lots(0.05m)));
                await driving;
            }

            public ValueTask DisposeAsync()
            {
                demo.Dispose();
                return ValueTask.CompletedTask;
            }
        }
    }
}

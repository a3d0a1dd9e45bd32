using System.Diagnostics.Metrics;
using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using Shouldly;
using WebTrader.Brokers.Simulator;
using WebTrader.Core.Market;
using WebTrader.Core.Ports;
using WebTrader.Core.Positions;
using WebTrader.Core.Stops;
using WebTrader.Core.Writing;
using WebTrader.Engine;
using WebTrader.Host.Sessions;
using WebTrader.Host.Settings;
using WebTrader.Host.Tests.Commands;
using Xunit;

namespace WebTrader.Host.Tests.Live;

/// <summary>What twenty open pages cost the worker, and what a page costs that never reads.</summary>
[Collection(nameof(Alone))]
public sealed class HubLoadTests(ITestOutputHelper output)
{
    private const string Account = "crowded";
    private const int Positions = 200;
    private const int Pages = 20;

    private static readonly string[] Symbols = ["EURUSD", "GBPUSD", "NZDUSD", "EURGBP"];
    private static readonly bool Full = Environment.GetEnvironmentVariable("WEBTRADER_FULL") == "true";

    /// <summary>Stretches without and with pages follow each other, so that what else the machine does falls on both.</summary>
    private static readonly int Rounds = Full ? 12 : 3;

    private static readonly TimeSpan Stretch = TimeSpan.FromSeconds(Full ? 10 : 2), Settles = TimeSpan.FromSeconds(1);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Twenty_pages_at_once_are_told_everything_and_one_that_never_reads_is_not_waited_for()
    {
        using var ages = new Ages();
        using var folder = new TempFolder();
        // Every quote moves some stops: the worker, the writer and the feed all have their hands full.
        var busy = new EngineOptions
        {
            Plan = new StopPlan { MaxRisk = new Money(40.00m), SweetSpotFrom = new Money(0.20m), SweetSpotTo = new Money(0.50m), TrailingStep = new Money(0.50m) },
        };
        await using var host = await LiveHost.StartAsync(folder, settings => settings with { Engine = busy, Accounts = [.. settings.Accounts.Select(static account => account with { Messages = new MessageLimits { PerDay = 1_000_000, PerMinute = 10_000 } })] }, static (account, _, clock) => new Desk(account, clock), Account);
        await host.PositionsAsync(Positions);
        await Task.Delay(TimeSpan.FromSeconds(5), Cancellation);

        List<double> alone = [], watched = [];
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var round = 0; round < Rounds; round++)
        {
            alone.AddRange(await ages.OfAsync(Stretch));
            await using var pages = await Audience.OpenAsync(host.Address, Pages);
            using var deaf = await HubConnection.OpenAsync(host.Address);
            await deaf.WatchAsync();
            await Task.Delay(Settles, Cancellation);
            watched.AddRange(await ages.OfAsync(Stretch));
            pages.Heard.ShouldAllBe(messages => messages > 3, "beyond the greeting, the answer and the snapshot each page is told of changes");
        }

        alone.ShouldNotBeEmpty("some quotes mattered to somebody");
        watched.ShouldNotBeEmpty();
        var (p99, p99Watched) = (Percentile(alone, 99), Percentile(watched, 99));
        var grown = GC.GetTotalMemory(forceFullCollection: true) - before;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{Positions} positions, {Rounds} x {Stretch.TotalSeconds:0} s each: evaluation age without pages p50 {Percentile(alone, 50):0.00}, p99 {p99:0.00} ms of {alone.Count}; with {Pages} pages p50 {Percentile(watched, 50):0.00}, p99 {p99Watched:0.00} ms of {watched.Count}; p99 ratio {p99Watched / p99:0.000}; memory grown {grown / 1e6:0.0} MB"));
        grown.ShouldBeLessThan(60_000_000, "what a page does not read is not kept for it");
        (await host.GetAsync("/api/v1/positions")).GetProperty("items").EnumerateArray().ShouldAllBe(row => row.GetProperty("stop").ValueKind == System.Text.Json.JsonValueKind.String);
    }

    private static double Percentile(List<double> values, int percent) => values.Order().ElementAt((int)Math.Ceiling(values.Count * percent / 100.0) - 1);

    /// <summary>Every evaluation age, exactly, from the meter of the engine; milliseconds.</summary>
    private sealed class Ages : IDisposable
    {
        private readonly Lock gate = new();
        private readonly MeterListener listener;
        private List<double> heard = [];

        public Ages()
        {
            listener = new MeterListener
            {
                InstrumentPublished = static (instrument, self) =>
                {
                    if (instrument is { Meter.Name: EngineMeterName, Name: "webtrader.evaluation.delay" }) self.EnableMeasurementEvents(instrument);
                },
            };
            listener.SetMeasurementEventCallback<double>((_, seconds, tags, _) =>
            {
                foreach (var tag in tags)
                {
                    if (tag is not { Key: "account", Value: Account }) continue;
                    lock (gate) heard.Add(seconds * 1_000);
                }
            });
            listener.Start();
        }

        private const string EngineMeterName = "WebTrader";

        public async Task<IReadOnlyList<double>> OfAsync(TimeSpan stretch)
        {
            lock (gate) heard = [];
            await Task.Delay(stretch, Cancellation);
            lock (gate) return heard;
        }

        public void Dispose() => listener.Dispose();
    }

    /// <summary>Pages that read what comes, count the messages and look at nothing, so that they cost the machine little themselves.</summary>
    private sealed class Audience : IAsyncDisposable
    {
        private const byte End = 0x1e;

        private readonly List<ClientWebSocket> sockets = [];
        private readonly CancellationTokenSource over = new();
        private readonly List<Task> reading = [];
        private readonly int[] heard;

        private Audience(int count) => heard = new int[count];

        public IReadOnlyList<int> Heard => heard;

        public static async Task<Audience> OpenAsync(Uri host, int count)
        {
            var audience = new Audience(count);
            for (var page = 0; page < count; page++)
            {
                var socket = new ClientWebSocket();
                audience.sockets.Add(socket);
                await socket.ConnectAsync(new UriBuilder(host) { Scheme = "ws", Path = "/hubs/live" }.Uri, Cancellation);
                foreach (var message in (string[])["""{"protocol":"json","version":1}""", """{"type":1,"invocationId":"1","target":"Watch","arguments":[null]}"""])
                    await socket.SendAsync(Encoding.UTF8.GetBytes(message + (char)End), WebSocketMessageType.Text, true, Cancellation);
                audience.reading.Add(audience.ReadAsync(page, socket));
            }

            return audience;
        }

        public async ValueTask DisposeAsync()
        {
            await over.CancelAsync();
            await Task.WhenAll(reading);
            foreach (var socket in sockets) socket.Dispose();
            over.Dispose();
        }

        private async Task ReadAsync(int page, ClientWebSocket socket)
        {
            var buffer = new byte[64 * 1024];
            try
            {
                while (true)
                {
                    var part = await socket.ReceiveAsync(buffer.AsMemory(), over.Token);
                    if (part.MessageType == WebSocketMessageType.Close) return;
                    heard[page] += buffer.AsSpan(0, part.Count).Count(End);
                }
            }
            catch (Exception ended) when (ended is OperationCanceledException or WebSocketException && over.IsCancellationRequested)
            {
                // The stretch is over.
            }
        }
    }

    /// <summary>Two hundred positions that all go their way, a hundred quotes a second.</summary>
    private sealed class Desk : IBrokerDesk
    {
        private static readonly TimeSpan EveryQuote = TimeSpan.FromMilliseconds(10);

        private readonly DemoBroker demo;
        private readonly TimeProvider clock;

        public Desk(AccountSettings account, TimeProvider clock)
        {
            this.clock = clock;
            demo = DemoBroker.Open(new DemoBrokerOptions { WithTrader = false, Broker = new SimulatedBrokerOptions { Symbols = SymbolSpecs.BuiltIn, StartingBalance = 1_000_000m } }, clock);
            Gateway = new SimulatedGateway(demo.Broker, new BrokerAccount(account.Id, account.Name, "simulator", false, "1", "Simulator", "USD"), new SimulatedGatewayOptions { TradesInFlight = 8, TradeLatency = TimeSpan.FromMilliseconds(5) }, clock);
        }

        public IBrokerGateway Gateway { get; }

        public async Task RunAsync(CancellationToken cancellation)
        {
            var bids = Symbols.ToDictionary(symbol => symbol, _ => 1.20000m);
            foreach (var symbol in Symbols) Feed(symbol, bids);
            for (var i = 0; i < Positions; i++) demo.Broker.Open(new OrderRequest(Symbols[i % Symbols.Length], Side.Long, new Lots(0.05m)));
            for (var number = 0; !cancellation.IsCancellationRequested; number++)
            {
                var symbol = Symbols[number % Symbols.Length];
                bids[symbol] += 0.00002m;
                Feed(symbol, bids);
                await Task.Delay(EveryQuote, clock, cancellation);
            }
        }

        public ValueTask DisposeAsync()
        {
            demo.Dispose();
            return ValueTask.CompletedTask;
        }

        private void Feed(string symbol, Dictionary<string, decimal> bids) => demo.Broker.Feed(symbol, new Price(bids[symbol]), new Price(bids[symbol] + 0.00005m), clock.GetUtcNow());
    }
}

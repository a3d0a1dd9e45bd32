using Shouldly;
using WebTrader.Brokers.MtApi5.Client;
using WebTrader.Brokers.MtApi5.Terminal;
using WebTrader.Brokers.Simulator;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Engine;
using WebTrader.Engine.Running;
using WebTrader.Host.Sessions;
using WebTrader.Host.Settings;
using WebTrader.TestKit.Engine;

namespace WebTrader.Host.Tests.Sessions;

/// <summary>A session at a terminal with two experts, put together as for a real account, on a clock that moves when told.</summary>
public sealed class OwedStopTests : IDisposable
{
    private readonly SessionScheduler scheduler = new();
    private readonly VirtualTime time;
    private readonly SimulatedBroker broker;
    private readonly FaultPlan faults = new(1);
    private readonly List<Price> stops = [];
    private readonly RecordingJournal journal = new();
    private VirtualTerminal? terminal;
    private AccountSession session = null!;

    public OwedStopTests()
    {
        time = new VirtualTime(scheduler, TradingDesk.Noon);
        broker = new SimulatedBroker(new SimulatedBrokerOptions { Symbols = SymbolSpecs.BuiltIn, StopOutLevel = 0 }, time);
        broker.Traded += () =>
        {
            if (broker.Positions is [{ StopLoss: { } stop }] && (stops.Count == 0 || stops[^1] != stop)) stops.Add(stop);
        };
    }

    [Theory]
    [InlineData(45)]
    [InlineData(100)]
    [InlineData(400)]
    public void A_stop_that_hangs_at_one_expert_is_not_overtaken_by_a_tighter_one_through_the_other(int hangs)
    {
        Starts();
        Quotes(1.10000m);
        broker.Open(new OrderRequest("EURUSD", Side.Long, new Lots(0.01m), null, null));
        Passes(5);
        var first = stops.ShouldHaveSingleItem("it has its first stop");

        faults.Next(new Fault.Hang(TimeSpan.FromSeconds(hangs)), GatewayCall.SetStop);
        Quotes(1.10050m);
        for (var second = 5; second < hangs - 1; second++)
        {
            Quotes(1.10060m + (second % 7 * 0.00010m));
            stops.Count.ShouldBe(1, $"after {second} s the first one still hangs, and may land over any that is sent meanwhile");
        }

        session.Book.Open.ShouldHaveSingleItem().AmbiguousSince.ShouldNotBeNull();
        for (var second = 0; second < 90; second++) Quotes(1.10130m + (second * 0.00001m));

        stops.Count.ShouldBeGreaterThanOrEqualTo(3, "the late one has landed, and a tighter one has followed");
        stops.Select(stop => stop.Value).ShouldBeInOrder();
        stops[^1].Value.ShouldBeGreaterThan(1.10050m);
        session.Book.Open.Single().AmbiguousSince.ShouldBeNull();
        first.Value.ShouldBeLessThan(1.10000m);
    }

    [Theory]
    [InlineData(40)]
    [InlineData(150)]
    public void A_stop_that_hangs_since_an_earlier_run_was_killed_is_not_overtaken_either(int hangs)
    {
        var killed = Starts();
        Quotes(1.10000m);
        broker.Open(new OrderRequest("EURUSD", Side.Long, new Lots(0.01m), null, null));
        Passes(5);
        faults.Next(new Fault.Hang(TimeSpan.FromSeconds(hangs)), GatewayCall.SetStop);
        Quotes(1.10050m);
        killed.Kill();

        Starts();
        for (var second = 6; second < hangs - 1; second++)
        {
            Quotes(1.10060m + (second % 7 * 0.00010m));
            stops.Count.ShouldBe(1, $"after {second} s the one of the killed run still hangs");
        }

        for (var second = 0; second < 90; second++) Quotes(1.10130m + (second * 0.00001m));
        stops.Count.ShouldBeGreaterThanOrEqualTo(3, "the late one has landed, and a tighter one has followed");
        stops.Select(stop => stop.Value).ShouldBeInOrder();
    }

    public void Dispose() => scheduler.Dispose();

    /// <summary>A session at the terminal, which outlives it.</summary>
    private Killable Starts()
    {
        var options = new TerminalOptions { Charts = ["EURUSD", "EURUSD"] };
        if (terminal is null)
        {
            terminal = new VirtualTerminal(broker, options, time, scheduler, faults) { RoundTrip = TimeSpan.FromMilliseconds(2) };
            terminal.Start();
        }

        var settings = new TerminalSettings { Endpoint = new TerminalEndpoint("127.0.0.1", TerminalEndpoint.UsualPort), Login = options.Login, Server = options.Server };
        var account = new AccountSettings { Id = new AccountId("desk"), Name = "Desk", Currency = broker.Currency };
        var killable = new Killable(terminal, journal.NewLine());
        Does(async () =>
        {
            session = await AccountSession.ComposeAsync(Mt5Desk.Connect(account, settings, time, killable), time, killable.Journal, DeskSettings.Talkative, scheduler);
            await session.StartAsync(CancellationToken.None);
        });
        Passes(5);
        return killable;
    }

    /// <summary>A quote, and the second after it.</summary>
    private void Quotes(decimal bid)
    {
        Does(() =>
        {
            broker.Feed("EURUSD", new Price(bid), new Price(bid + 0.00010m), time.GetUtcNow());
            return Task.CompletedTask;
        });
        Passes(1);
    }

    private void Passes(int seconds) => time.Advance(TimeSpan.FromSeconds(seconds));

    private void Does(Func<Task> act)
    {
        var doing = scheduler.StartAsync(act);
        scheduler.RunUntilIdle();
        if (doing.Exception is { } fault) throw fault.InnerException!;
    }

    /// <summary>The lines of one process, to the terminal and to its journal, which end with it.</summary>
    private sealed class Killable(IMt5Dialer inner, RecordingJournal.Line journal) : IMt5Dialer
    {
        private IMt5Wire? wire;
        private bool isKilled;

        public RecordingJournal.Line Journal => journal;

        public void Kill()
        {
            isKilled = true;
            journal.Cut();
            wire?.Dispose();
        }

        public async ValueTask<IMt5Wire> DialAsync(CancellationToken cancellation)
        {
            if (isKilled) throw new Mt5WireException("the process is gone");
            return wire = await inner.DialAsync(cancellation);
        }
    }
}

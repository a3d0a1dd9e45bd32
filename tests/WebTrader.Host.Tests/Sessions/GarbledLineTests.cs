using System.Buffers;
using Shouldly;
using WebTrader.Brokers.MtApi5.Client;
using WebTrader.Brokers.MtApi5.Terminal;
using WebTrader.Brokers.Simulator;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Engine;
using WebTrader.Engine.Book;
using WebTrader.Engine.Running;
using WebTrader.Host.Sessions;
using WebTrader.Host.Settings;
using WebTrader.TestKit.Engine;

namespace WebTrader.Host.Tests.Sessions;

/// <summary>A session at a terminal of whose messages every twelfth arrives cut short, with something in it, as noise, or behind its own beginning.</summary>
public sealed class GarbledLineTests : IDisposable
{
    private const int Messages = 10_000;

    private readonly SessionScheduler scheduler = new();
    private readonly List<Exception> faults = [];

    /// <param name="digits">Whether digits become others too. A message with another price in it is a message like any other: then only the session's life is at stake.</param>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Ten_thousand_garbled_messages_end_no_session_and_loosen_no_stop(bool digits)
    {
        scheduler.OnFault = faults.Add;
        var time = new VirtualTime(scheduler, TradingDesk.Noon);
        var broker = new SimulatedBroker(new SimulatedBrokerOptions { Symbols = SymbolSpecs.BuiltIn, StopOutLevel = 0 }, time);
        var stops = new Dictionary<Ticket, List<Price>>();
        broker.Traded += () => Note(broker, stops);
        var line = Line(broker, time, digits);
        var session = Starts(line, broker, time);
        var random = new SplitMix(20260106);
        var bid = 1.10000m;

        line.IsGarbling = true;
        while (line.Garbled < Messages)
        {
            bid += random.Between(-4, 5) * 0.00001m;
            Quotes(broker, time, bid);
            if (broker.Positions.Count < 3) OnScheduler(() => broker.Open(new OrderRequest("EURUSD", random.PerMille(500) ? Side.Long : Side.Short, new Lots(0.01m), null, null)));
        }

        line.IsGarbling = false;
        for (var second = 0; second < 100; second++) Quotes(broker, time, bid + (second % 2 * 0.00001m));

        faults.ShouldBeEmpty();
        session.WorkerRole.State.ShouldBe(RoleState.Running);
        session.MonitorRole.State.ShouldBe(RoleState.Running);
        stops.Count.ShouldBeGreaterThan(3);
        foreach (var (ticket, history) in digits ? [] : stops) history.Select(stop => stop.Value).ShouldBeInOrder(broker.DealsOf(new PositionId(ticket.Value))[0].Side == Side.Long ? SortDirection.Ascending : SortDirection.Descending, $"{ticket}");
        session.Book.Open.Count.ShouldBe(broker.Positions.Count);
        session.Book.Open.ShouldAllBe(tracked => tracked.State == ProtectionState.Protected);
    }

    public void Dispose() => scheduler.Dispose();

    private GarblingDialer Line(SimulatedBroker broker, VirtualTime time, bool digits)
    {
        var terminal = new VirtualTerminal(broker, new TerminalOptions { Charts = ["EURUSD", "EURUSD"] }, time, scheduler) { RoundTrip = TimeSpan.FromMilliseconds(2) };
        terminal.Switches.Ticks = true;
        terminal.Start();
        return new GarblingDialer(terminal, digits);
    }

    private AccountSession Starts(GarblingDialer line, SimulatedBroker broker, VirtualTime time)
    {
        AccountSession? session = null;
        var options = new TerminalOptions();
        var settings = new TerminalSettings { Endpoint = new TerminalEndpoint("127.0.0.1", TerminalEndpoint.UsualPort), Login = options.Login, Server = options.Server };
        var account = new AccountSettings { Id = new AccountId("desk"), Name = "Desk", Currency = broker.Currency };
        scheduler.StartAsync(async () =>
        {
            session = await AccountSession.ComposeAsync(Mt5Desk.Connect(account, settings, time, line), time, new RecordingJournal().NewLine(), DeskSettings.Talkative, scheduler);
            await session.StartAsync(CancellationToken.None);
        });
        time.Advance(TimeSpan.FromSeconds(5));
        return session!;
    }

    private void Quotes(SimulatedBroker broker, VirtualTime time, decimal bid)
    {
        OnScheduler(() => broker.Feed("EURUSD", new Price(bid), new Price(bid + 0.00010m), time.GetUtcNow()));
        time.Advance(TimeSpan.FromSeconds(1));
    }

    private void OnScheduler(Action act)
    {
        scheduler.Post(_ => act(), null);
        scheduler.RunUntilIdle();
    }

    private static void Note(SimulatedBroker broker, Dictionary<Ticket, List<Price>> stops)
    {
        foreach (var position in broker.Positions)
        {
            if (position.StopLoss is not { } stop) continue;
            if (!stops.TryGetValue(position.Ticket, out var history)) stops[position.Ticket] = history = [];
            if (history.Count == 0 || history[^1] != stop) history.Add(stop);
        }
    }

    /// <summary>Lines whose messages to the client are garbled while it is told to.</summary>
    private sealed class GarblingDialer(IMt5Dialer inner, bool digits) : IMt5Dialer
    {
        private SplitMix random = new(7);

        public bool IsGarbling { get; set; }

        public int Garbled { get; private set; }

        public async ValueTask<IMt5Wire> DialAsync(CancellationToken cancellation) => new Wire(this, await inner.DialAsync(cancellation));

        private byte[] Garble(ReadOnlySpan<byte> message)
        {
            Garbled++;
            var at = random.Below(message.Length);
            switch (random.Below(digits ? 8 : 4))
            {
                case 0:
                    return message[..at].ToArray();
                case 1:
                    return [.. message[..at], (byte)"{}[]\":,\\;x \u0001"[random.Below(12)], .. message[at..]];
                case 2:
                    var noise = new byte[random.Below(300)];
                    for (var place = 0; place < noise.Length; place++) noise[place] = (byte)random.Below(256);
                    return noise;
                case 3:
                    return [.. message[..at], .. message];
                default:
                    var others = message.ToArray();
                    for (var place = at; place < others.Length; place++)
                    {
                        if (others[place] is >= (byte)'0' and <= (byte)'9') others[place] = (byte)('0' + random.Below(10));
                    }

                    return others;
            }
        }

        private sealed class Wire(GarblingDialer dialer, IMt5Wire wire) : IMt5Wire
        {
            public ValueTask SendAsync(ReadOnlyMemory<byte> message) => wire.SendAsync(message);

            public async ValueTask<bool> ReceiveAsync(ArrayBufferWriter<byte> to)
            {
                var isThere = await wire.ReceiveAsync(to);
                if (!isThere || !dialer.IsGarbling || !dialer.random.PerMille(80)) return isThere;
                var garbled = dialer.Garble(to.WrittenSpan);
                to.ResetWrittenCount();
                to.Write(garbled);
                return true;
            }

            public ValueTask CloseAsync(CancellationToken cancellation) => wire.CloseAsync(cancellation);

            public void Dispose() => wire.Dispose();
        }
    }
}

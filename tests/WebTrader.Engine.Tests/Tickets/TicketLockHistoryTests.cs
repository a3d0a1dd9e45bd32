using Shouldly;
using WebTrader.Brokers.Simulator;
using WebTrader.Core.Journal;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Core.Writing;
using WebTrader.Engine.Tickets;
using WebTrader.TestKit.Engine;
using Xunit;

namespace WebTrader.Engine.Tests.Tickets;

/// <summary>
/// Everybody who writes to positions at once, through the same locks and a broker that hangs, answers late and acts late: the whole history is recorded
/// and judged. One seed, one history.
/// </summary>
public sealed class TicketLockHistoryTests
{
    private static readonly bool IsFull = Environment.GetEnvironmentVariable("WEBTRADER_FULL") == "true";

    private static readonly TimeSpan Length = TimeSpan.FromMinutes(IsFull ? 30 : 5);

    public static TheoryData<ulong> Seeds => [.. Enumerable.Range(1, IsFull ? 12 : 3).Select(seed => (ulong)seed)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_history_of_many_writers_long_pauses_hangs_and_late_effects_keeps_exclusion_and_order_and_loosens_no_stop(ulong seed)
    {
        using var room = new Room(seed);
        room.Goes();

        room.History.Problem().ShouldBeNull($"seed {seed}");
        room.History.CountOf<Fact.Confirmed>().ShouldBeGreaterThan(50);
        room.History.CountOf(LockEventKind.Revoked).ShouldBeGreaterThan(3);
        room.History.CountOf(LockEventKind.Refused).ShouldBeGreaterThan(0);
        room.Desk.Broker.Positions.ShouldAllBe(position => position.StopLoss != null);
        room.Desk.Session.Locks.View().ShouldBeEmpty("no ticket is locked for ever");
        room.Desk.Session.View.Locks().Unsettled.ShouldBeEmpty();
        TestContext.Current.TestOutputHelper!.WriteLine(string.Join(", ", Enum.GetValues<LockEventKind>().Select(kind => $"{kind} {room.History.CountOf(kind)}")));
    }

    [Theory]
    [InlineData("ticket 1: holding 2 began while holding 1 lasted", LockEventKind.Acquired, 1, LockEventKind.Acquired, 2)]
    [InlineData("ticket 1: holding 4 came after holding 5", LockEventKind.Acquired, 5, LockEventKind.Released, 5, LockEventKind.Acquired, 4)]
    [InlineData("ticket 1: holding 1 sent a call while holding 2 lasted", LockEventKind.Acquired, 1, LockEventKind.Revoked, 1, LockEventKind.Acquired, 2, LockEventKind.Departed, 1)]
    [InlineData("ticket 1: holding 1 ended without lasting", LockEventKind.Acquired, 1, LockEventKind.Revoked, 1, LockEventKind.Released, 1)]
    [InlineData(null, LockEventKind.Acquired, 1, LockEventKind.Departed, 1, LockEventKind.Returned, 1, LockEventKind.Released, 1, LockEventKind.Acquired, 2)]
    public void The_judge_finds_each_breach_at_a_lock(string? problem, params object[] events)
    {
        var history = new LockHistory();
        foreach (var pair in events.Chunk(2)) history.Add(new Fact.AtLock(new Ticket(1), (LockEventKind)pair[0], (int)pair[1]));
        history.Problem().ShouldBe(problem);
    }

    [Fact]
    public void The_judge_finds_a_loosened_stop_and_lets_people_do_as_they_like()
    {
        var (ticket, tight, loose) = (new Ticket(1), new Price(1.10m), new Price(1.09m));
        var byHand = new LockHistory();
        byHand.Add(new Fact.Confirmed(ticket, Side.Long, tight));
        byHand.Add(new Fact.Moved(ticket, Side.Long, tight, null, ByHand: true));
        byHand.Add(new Fact.Confirmed(ticket, Side.Long, loose));
        byHand.Problem().ShouldBeNull();

        byHand.Add(new Fact.Confirmed(ticket, Side.Long, tight));
        byHand.Add(new Fact.Confirmed(ticket, Side.Long, loose));
        byHand.Problem().ShouldBe("ticket 1: a stop at 1.09 was confirmed after a tighter one at 1.10");

        var late = new LockHistory();
        late.Add(new Fact.Moved(ticket, Side.Short, loose, tight, ByHand: false));
        late.Problem().ShouldBe("ticket 1: the stop was loosened through us from 1.09 to 1.10");

        foreach (var isConfirmed in new[] { false, true })
        {
            var bare = new LockHistory();
            bare.Add(new Fact.SentBare(ticket, loose));
            if (isConfirmed) bare.Add(new Fact.Confirmed(ticket, Side.Long, tight));
            bare.Add(new Fact.Moved(ticket, Side.Long, tight, loose, ByHand: false));
            bare.Problem().ShouldBe(isConfirmed ? "ticket 1: the stop was loosened through us from 1.10 to 1.09" : null);
        }
    }

    /// <summary>A desk with many hands.</summary>
    private sealed class Room : IDisposable
    {
        private const int Positions = 6;
        private readonly Dictionary<Ticket, Position> known = [];
        private readonly Dictionary<Ticket, IReadOnlyList<LockEvent>> seen = [];
        private SplitMix random;
        private decimal bid = 1.10000m;
        private int journalled;
        private bool byHand;

        public Room(ulong seed)
        {
            random = new SplitMix(seed);
            var gateway = new SimulatedGatewayOptions { TradeLatency = TimeSpan.FromMilliseconds(30), ReadLatency = TimeSpan.FromMilliseconds(3), TradesInFlight = 3 };
            Desk = new TradingDesk(new DeskSettings { Gateway = gateway, Engine = DeskSettings.Talkative }).Starts();
            Desk.Broker.Traded += Watch;
            foreach (var fault in new Fault[]
                     {
                         new Fault.Hang(TimeSpan.FromSeconds(1)), new Fault.Hang(TimeSpan.FromSeconds(5)), new Fault.Hang(TimeSpan.FromSeconds(20)), new Fault.ActLate(TimeSpan.FromSeconds(2)),
                         new Fault.ActLate(TimeSpan.FromSeconds(15)), new Fault.LoseAnswer(), new Fault.LoseRequest(), new Fault.PretendDone(), new Fault.Reject(TradeRetcode.Requote),
                     })
            {
                foreach (var call in new[] { GatewayCall.SetStop, GatewayCall.Close }) Desk.Faults.Add(new FaultCase(fault) { Call = call, PerMille = 12, Until = TradingDesk.Noon + Length });
            }

            Desk.Quote(bid);
        }

        public TradingDesk Desk { get; }

        public LockHistory History { get; } = new();

        public void Goes()
        {
            for (var until = TradingDesk.Noon + Length; Desk.Now < until;)
            {
                Acts();
                Desk.Quote(bid += 0.00001m * (random.Below(31) - 15));
                for (var step = 0; step < 20; step++, Collect()) Desk.PassesMilliseconds(5);
            }

            for (var step = 0; step < 100; step++, Collect()) Desk.Idles(TimeSpan.FromSeconds(1));
        }

        public void Dispose() => Desk.Dispose();

        private void Acts()
        {
            if (Desk.Broker.Positions.Count < Positions) Desk.OpensByHand(random.Below(2) == 0 ? Side.Long : Side.Short, 0.02m);
            if (Desk.Broker.Positions.Count == 0) return;
            var position = Desk.Broker.Positions[random.Below(Desk.Broker.Positions.Count)];
            switch (random.Below(60))
            {
                case 0 when position.StopLoss is not null:
                    ByHand(() => Desk.SetsByHand(position.Ticket, null));
                    break;
                case 1:
                    ByHand(() => Desk.ClosesByHand(position.Ticket));
                    break;
                case 2 when position.StopLoss is { } stop:
                    Asks(() => Desk.Session.Executor.SetStopAsync(position.Ticket, position.Side.Offset(stop, 0.00002m), "operator", default));
                    break;
                case 3:
                    Asks(() => Desk.Session.Executor.SetTakeProfitAsync(position.Ticket, position.Side.Offset(new Price(bid), 0.00100m + (0.00001m * random.Below(50))), "operator", default));
                    break;
                case 4 when position.Lots.Value > 0.01m:
                    Asks(() => Desk.Session.Executor.CloseAsync(position.Ticket, new Lots(0.01m), "operator", default));
                    break;
                case 5 or 6:
                    Desk.Begins(() => SleepsAsync(position.Ticket, TimeSpan.FromMilliseconds(random.Below(6_000))));
                    break;
            }
        }

        /// <summary>Takes the ticket, sleeps, and sends what it decided before.</summary>
        private async Task SleepsAsync(Ticket ticket, TimeSpan pause)
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(random.Below(2_000)), Desk.Clock);
            var wait = Desk.Session.Locks.AcquireAsync(new LockRequest(ticket, LockRoom.Caller("a sleeper"), "a long pause"), patience.Token);
            try
            {
                using var held = (await wait).Held;
                if (held.Token == default || Desk.Session.Book.Find(ticket) is not { Calls.Count: 0, Position: { StopLoss: { } stop } position } tracked) return;
                await Task.Delay(pause, Desk.Clock);
                await Desk.Session.Calls.SetStopAsync(held, tracked, new StopWrite(held.Token, ticket, position.Id, position.Symbol, stop, position.TakeProfit), Desk.Session.Calls.NextNumber(), rule: null, MessagePurpose.Protection);
            }
            catch (OperationCanceledException)
            {
                // It was told to wait no longer.
            }
        }

        private void Asks(Func<Task<WriteResult>> ask) => Desk.Begins(ask);

        private void ByHand(Action act)
        {
            Collect();
            byHand = true;
            act();
            byHand = false;
        }

        private void Watch()
        {
            foreach (var position in Desk.Broker.Positions)
            {
                if (known.TryGetValue(position.Ticket, out var before) && before.StopLoss != position.StopLoss)
                    History.Add(new Fact.Moved(position.Ticket, position.Side, before.StopLoss, position.StopLoss, byHand));
                known[position.Ticket] = position;
            }
        }

        /// <summary>What the locks and the journal say that is new.</summary>
        private void Collect()
        {
            for (; journalled < Desk.Journal.Entries.Count; journalled++)
            {
                if (Desk.Journal.Entries[journalled] is StopIntended { From: null, Write: var write }) History.Add(new Fact.SentBare(write.Ticket, write.Stop));
                else if (Desk.Journal.Entries[journalled] is StopSettled { ReadBack: not null, Intent: var intent }) History.Add(new Fact.Confirmed(intent.Write.Ticket, intent.Side, intent.Write.Stop));
            }

            foreach (var ticket in known.Keys)
            {
                if (Desk.Session.Locks.TimelineOf(ticket) is not { } timeline)
                {
                    // Nobody holds it, and its entry is gone.
                    if (!Desk.IsOpen(ticket) && seen.Remove(ticket)) known.Remove(ticket);
                    continue;
                }

                var before = seen.GetValueOrDefault(ticket, []);
                var shift = Enumerable.Range(0, before.Count + 1).First(gone => before.Skip(gone).SequenceEqual(timeline.Events.Take(before.Count - gone)));
                foreach (var one in timeline.Events.Skip(before.Count - shift)) History.Add(new Fact.AtLock(ticket, one.Kind, one.Holding));
                seen[ticket] = timeline.Events;
            }
        }
    }
}

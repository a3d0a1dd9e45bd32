using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using WebTrader.Engine.Running;
using WebTrader.Engine.Tickets;
using WebTrader.TestKit.Core;
using Xunit;

namespace WebTrader.Engine.Tests.Tickets;

/// <summary>Random histories of one ticket against the rules of the line as one would write them on a sheet of paper.</summary>
public sealed class TicketLockPropertyTests
{
    private enum Act
    {
        Arrives,
        Releases,
        Departs,
        Returns,
        Passes,
        Cancels,
    }

    private static readonly Gen<(Act Act, LockPriority Priority, int Number)[]> Histories =
        (from act in Gen.Frequency((5, Gen.Constant(Act.Arrives)), (4, Gen.Constant(Act.Releases)), (1, Gen.Constant(Act.Departs)), (1, Gen.Constant(Act.Returns)), (3, Gen.Constant(Act.Passes)), (1, Gen.Constant(Act.Cancels)))
         from priority in Gen.Elements(Enum.GetValues<LockPriority>())
         from number in Gen.Choose(1, 9)
         select (act, priority, number)).ArrayOf(40);

    [Fact]
    public void Whoever_holds_the_ticket_is_who_the_rules_of_the_line_say_at_every_step() => Checking.ForAll(Histories, history =>
    {
        using var room = new LockRoom(new LockOptions { Wait = TimeSpan.FromSeconds(60), ProfitWait = TimeSpan.FromSeconds(60), RevokeAfter = TimeSpan.FromSeconds(600) });
        using var paper = new Paper(room);
        foreach (var step in history) paper.Does(step.Act, step.Priority, step.Number);
        paper.Empties();
        room.Locks.EntryCount.ShouldBe(0);
        room.Locks.Summary().NotObtained.ShouldBe(0, "nobody waited long enough");
    }, tests: 400);

    [Fact]
    public void A_histogram_is_right_to_the_width_of_a_bucket_and_never_above_the_largest() => Checking.ForAll(Gen.Choose(0, 2_000_000_000).Select(ticks => (long)ticks).ArrayOf().Where(all => all.Length > 0), all =>
    {
        var histogram = new DurationHistogram();
        foreach (var ticks in all) histogram.Add(TimeSpan.FromTicks(ticks));
        var sorted = all.Order().ToList();
        var snapshot = histogram.Snapshot();
        snapshot.Count.ShouldBe(all.Length);
        snapshot.Max.Ticks.ShouldBe(sorted[^1]);
        foreach (var percent in new[] { 1.0, 50, 95, 99, 100 })
        {
            var exact = sorted[(int)Math.Ceiling(all.Length * percent / 100) - 1];
            var told = snapshot.Percentile(percent)!.Value.Ticks;
            told.ShouldBeLessThanOrEqualTo(sorted[^1]);
            told.ShouldBeInRange((long)(exact * 0.74) - 20, (long)(exact * 1.26) + 20);
        }
    });

    /// <summary>The line on a sheet of paper: a list, and the rule who goes next.</summary>
    private sealed class Paper(LockRoom room) : IDisposable
    {
        private readonly List<Waiting> line = [];
        private readonly CancellationTokenSource nobody = new();
        private Waiting? holder;
        private HeldTicket held;
        private bool isAtBroker;
        private int came;

        private DateTimeOffset Now => room.Time.GetUtcNow();

        public void Does(Act act, LockPriority priority, int number)
        {
            switch (act)
            {
                case Act.Arrives:
                    Arrives(priority);
                    break;
                case Act.Releases when holder is not null:
                    Releases();
                    break;
                case Act.Departs when holder is not null && !isAtBroker:
                    held.Depart(TimeSpan.FromSeconds(600)).ShouldBeNull();
                    isAtBroker = true;
                    break;
                case Act.Returns when holder is not null && isAtBroker:
                    Returns();
                    break;
                case Act.Passes:
                    room.Passes(number / 10.0);
                    break;
                case Act.Cancels when line.Count > 0:
                    Cancels(line[number % line.Count]);
                    break;
            }

            Check();
        }

        public void Empties()
        {
            while (holder is not null)
            {
                Releases();
                Check();
            }

            line.ShouldBeEmpty();
        }

        public void Dispose()
        {
            nobody.Dispose();
            foreach (var waiting in line) waiting.Cancel.Dispose();
        }

        private void Arrives(LockPriority priority)
        {
            var cancel = new CancellationTokenSource();
            var name = $"{priority} {++came}";
            var wait = room.Locks.AcquireAsync(LockRoom.Wish(name, priority), cancel.Token).AsTask();
            line.Add(new Waiting(name, priority, came, wait, cancel));
            // An emergency takes the ticket from whoever is not at the broker and no emergency itself.
            if (holder is { Priority: not LockPriority.Emergency } && !isAtBroker && priority == LockPriority.Emergency) holder = null;
            if (holder is null) Serve();
        }

        private void Returns()
        {
            // What an emergency has waited for is over.
            var isWanted = holder is { Priority: not LockPriority.Emergency } && line.Exists(waiting => waiting.Priority == LockPriority.Emergency);
            held.Return().ShouldBe(!isWanted);
            isAtBroker = false;
            if (!isWanted) return;
            room.Settles();
            holder = null;
            Serve();
        }

        private void Releases()
        {
            room.Releases(held);
            holder = null;
            isAtBroker = false;
            Serve();
        }

        private void Cancels(Waiting waiting)
        {
            waiting.Cancel.Cancel();
            waiting.Wait.IsCanceled.ShouldBeTrue();
            line.Remove(waiting);
            waiting.Cancel.Dispose();
        }

        private void Serve()
        {
            if (line.Count == 0) return;
            var heads = line.GroupBy(waiting => waiting.Priority).Select(lane => lane.MinBy(waiting => waiting.Came)!).OrderBy(waiting => waiting.Priority);
            var patient = heads.Where(waiting => waiting.OvertakenSince is { } since && Now - since >= TimeSpan.FromSeconds(1)).MinBy(waiting => waiting.OvertakenSince);
            var next = patient ?? line.OrderBy(waiting => waiting.Priority).ThenBy(waiting => waiting.Came).First();
            line.Remove(next);
            foreach (var passed in line.Where(waiting => waiting.Priority > next.Priority && waiting.Came < next.Came)) passed.OvertakenSince ??= Now;
            holder = next;
            held = LockRoom.Held(next.Wait);
            next.Cancel.Dispose();
        }

        private void Check()
        {
            room.Holder.ShouldBe(holder?.Name);
            line.ShouldAllBe(waiting => !waiting.Wait.IsCompleted);
        }

        private sealed record Waiting(string Name, LockPriority Priority, int Came, Task<LockOutcome> Wait, CancellationTokenSource Cancel)
        {
            public DateTimeOffset? OvertakenSince { get; set; }
        }
    }
}

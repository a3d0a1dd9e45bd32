using System.Diagnostics.Metrics;
using Shouldly;
using WebTrader.Engine.Tickets;
using Xunit;

namespace WebTrader.Engine.Tests.Tickets;

public sealed class LockMeterTests
{
    private readonly TicketLocks locks = new(1, TimeProvider.System, new LockOptions(), "metered");

    [Fact]
    public void While_nobody_listens_an_uncontended_lock_allocates_nothing()
    {
        locks.Keep(LockRoom.Seven);
        var wish = LockRoom.Wish("one");
        Take(wish, 1_000);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Take(wish, 1_000);

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    [Fact]
    public void Whoever_listens_hears_each_wait_and_each_holding_in_seconds_with_the_account()
    {
        var heard = new List<(string Name, double Seconds)>();
        using var listener = new MeterListener { InstrumentPublished = (instrument, self) => Listen(instrument, self) };
        listener.SetMeasurementEventCallback<double>((instrument, seconds, tags, _) =>
        {
            if (tags.Length == 1 && tags[0] is { Key: "account", Value: "metered" }) heard.Add((instrument.Name, seconds));
        });
        listener.Start();

        Take(LockRoom.Wish("one"), 3);

        heard.Count(one => one.Name == "webtrader.lock.wait").ShouldBe(3);
        heard.Count(one => one.Name == "webtrader.lock.hold").ShouldBe(3);
        heard.ShouldAllBe(one => one.Seconds >= 0 && one.Seconds < 10);
    }

    [Fact]
    public void A_listener_that_fails_leaves_the_ticket_obtainable_and_counted()
    {
        using var listener = new MeterListener { InstrumentPublished = (instrument, self) => Listen(instrument, self) };
        listener.SetMeasurementEventCallback<double>((_, _, tags, _) =>
        {
            if (tags.Length == 1 && tags[0] is { Value: "metered" }) throw new InvalidOperationException("This listener always fails.");
        });
        listener.Start();

        Take(LockRoom.Wish("one"), 2);

        locks.Summary().Acquisitions.ShouldBe(2);
        locks.Summary().Holds.Count.ShouldBe(2);
        locks.View().ShouldBeEmpty();
    }

    private static void Listen(Instrument instrument, MeterListener listener)
    {
        if (instrument is { Meter.Name: "WebTrader", Name: "webtrader.lock.wait" or "webtrader.lock.hold" }) listener.EnableMeasurementEvents(instrument);
    }

    private void Take(LockRequest wish, int times)
    {
        for (var i = 0; i < times; i++)
        {
            var outcome = locks.TryAcquire(wish);
            if (!outcome.IsObtained) throw new InvalidOperationException("The ticket is free and was not obtained.");
            outcome.Held.Dispose();
        }
    }
}

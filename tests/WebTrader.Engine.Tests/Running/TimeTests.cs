using Shouldly;
using WebTrader.Engine.Running;
using WebTrader.TestKit.Engine;
using Xunit;

namespace WebTrader.Engine.Tests.Running;

public sealed class TimeTests : IDisposable
{
    private readonly SessionScheduler scheduler = new();
    private readonly VirtualTime time;
    private readonly List<string> told = [];

    public TimeTests() => time = new VirtualTime(scheduler, TradingDesk.Noon);

    private void Begins(Func<Task> work)
    {
        _ = scheduler.StartAsync(work);
        scheduler.RunUntilIdle();
    }

    private async Task TellAfter(int milliseconds, string what)
    {
        await Task.Delay(TimeSpan.FromMilliseconds(milliseconds), time, TestContext.Current.CancellationToken);
        told.Add($"{what} at {(time.GetUtcNow() - TradingDesk.Noon).TotalMilliseconds}");
    }

    [Fact]
    public void Timers_fire_at_their_moments_and_those_of_one_moment_in_the_order_they_were_set()
    {
        Begins(() => TellAfter(20, "b"));
        Begins(() => TellAfter(10, "a"));
        Begins(() => TellAfter(20, "c"));
        time.NextTimer.ShouldBe(TradingDesk.Noon.AddMilliseconds(10));
        time.Advance(TimeSpan.FromMilliseconds(19));
        told.ShouldBe(["a at 10"]);
        time.Advance(TimeSpan.FromMilliseconds(100));
        told.ShouldBe(["a at 10", "b at 20", "c at 20"]);
        time.NextTimer.ShouldBeNull();
        time.GetUtcNow().ShouldBe(TradingDesk.Noon.AddMilliseconds(119));
        scheduler.ForeignPosts.ShouldBe(0);
    }

    [Fact]
    public void A_periodic_timer_goes_on_until_it_is_disposed()
    {
        var fired = 0;
        var timer = time.CreateTimer(_ => fired++, null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));
        time.Advance(TimeSpan.FromSeconds(6));
        fired.ShouldBe(3);
        timer.Change(TimeSpan.FromSeconds(10), Timeout.InfiniteTimeSpan);
        time.Advance(TimeSpan.FromSeconds(9));
        fired.ShouldBe(3);
        time.Advance(TimeSpan.FromSeconds(30));
        fired.ShouldBe(4);
        timer.Dispose();
        time.Advance(TimeSpan.FromSeconds(30));
        fired.ShouldBe(4);
    }

    [Fact]
    public void A_moment_in_the_past_does_not_turn_time_back()
    {
        time.Advance(TimeSpan.FromSeconds(5));
        time.AdvanceTo(TradingDesk.Noon);
        time.GetUtcNow().ShouldBe(TradingDesk.Noon.AddSeconds(5));
    }

    [Fact]
    public void A_signal_wakes_at_once_and_two_before_the_wait_wake_once()
    {
        using var signal = new WakeSignal(time);
        Begins(Loop);
        time.Advance(TimeSpan.FromSeconds(1));
        told.ShouldBe(["False"]);
        signal.Set();
        scheduler.RunUntilIdle();
        told.ShouldBe(["False", "True"]);
        signal.Set();
        signal.Set();
        signal.IsSet.ShouldBeTrue();
        scheduler.RunUntilIdle();
        told.Count.ShouldBe(4, "one by the signal to the waiting loop, one by the signal after it");
        time.Advance(TimeSpan.FromMilliseconds(999));
        told.Count.ShouldBe(4, "an earlier timer does not end a later wait");

        async Task Loop()
        {
            for (var i = 0; i < 10; i++) told.Add((await signal.WaitAsync(TimeSpan.FromSeconds(1))).ToString());
        }
    }

    [Fact]
    public void Two_waiters_are_a_mistake()
    {
        using var signal = new WakeSignal(time);
        var first = signal.WaitAsync(TimeSpan.FromSeconds(1)).AsTask();
        Should.Throw<InvalidOperationException>(() => signal.WaitAsync(TimeSpan.FromSeconds(1)).AsTask().GetAwaiter().GetResult());
        first.IsCompleted.ShouldBeFalse();
    }

    /// <summary>The timer of a real clock fires on another thread than the one that signals.</summary>
    [Fact]
    public async Task A_signal_and_the_timer_of_a_real_clock_at_the_same_moment_end_a_wait_once()
    {
        using var clock = new HandTimer();
        using var signal = new WakeSignal(clock);
        using var together = new Barrier(2);
        const int Rounds = 20_000;
        var firing = Task.Factory.StartNew(
            () =>
            {
                for (var i = 0; i < Rounds; i++)
                {
                    if (!together.SignalAndWait(TimeSpan.FromSeconds(10))) return;
                    clock.Fires();
                    if (!together.SignalAndWait(TimeSpan.FromSeconds(10))) return;
                }
            },
            TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        for (var i = 0; i < Rounds; i++)
        {
            // What the last round left over is taken first, so that both meet a wait.
            while (signal.IsSet) (await signal.WaitAsync(TimeSpan.Zero)).ShouldBeTrue();
            var wait = signal.WaitAsync(TimeSpan.Zero).AsTask();
            together.SignalAndWait(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken).ShouldBeTrue();
            signal.Set();
            together.SignalAndWait(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken).ShouldBeTrue();
            wait.IsCompleted.ShouldBeTrue();
        }

        await firing;
    }

    [Fact]
    public void What_a_fault_left_over_runs_before_what_was_posted_since()
    {
        scheduler.Post(_ => throw new InvalidOperationException("first"), null);
        scheduler.Post(_ => told.Add("second"), null);
        Should.Throw<InvalidOperationException>(scheduler.RunUntilIdle);
        scheduler.Post(_ => told.Add("third"), null);
        scheduler.RunUntilIdle();
        told.ShouldBe(["second", "third"]);
    }

    [Fact]
    public void A_post_after_the_end_is_quietly_left_undone()
    {
        using var live = new SessionScheduler();
        live.StartThread("short");
        live.Dispose();
        live.Post(_ => told.Add("too late"), null);
        live.Dispose();
        told.ShouldBeEmpty();
    }

    [Fact]
    public async Task Work_from_elsewhere_runs_on_the_schedulers_thread_and_its_awaits_come_back_there()
    {
        using var live = new SessionScheduler();
        live.StartThread("session");
        List<string?> names = [];
        await live.StartAsync(async () =>
        {
            names.Add(Thread.CurrentThread.Name);
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
            names.Add(Thread.CurrentThread.Name);
        });
        names.ShouldBe(["session", "session"]);
        (await live.AskAsync(() => live.IsCurrent)).ShouldBeTrue();
    }

    [Fact]
    public async Task What_goes_wrong_in_asked_work_goes_to_the_asker()
    {
        var asked = scheduler.AskAsync<int>(() => throw new InvalidOperationException("no"));
        scheduler.RunUntilIdle();
        (await Should.ThrowAsync<InvalidOperationException>(asked)).Message.ShouldBe("no");
    }

    public void Dispose() => scheduler.Dispose();

    /// <summary>A clock with one timer that fires when told, on whatever thread tells it.</summary>
    private sealed class HandTimer : TimeProvider, ITimer
    {
        private Action fires = () => { };

        public void Fires() => fires();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            fires = () => callback(state);
            return this;
        }

        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose() => fires = () => { };

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}

using Shouldly;
using WebTrader.Core.Ports;
using WebTrader.Persistence.Tests.Benches;
using Xunit;
using static WebTrader.TestKit.Journal.JournalSamples;

namespace WebTrader.Persistence.Tests.Contracts;

public abstract class HealthContract(JournalBench bench) : IAsyncDisposable
{
    public async ValueTask DisposeAsync()
    {
        await bench.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Entries_that_wait_for_more_than_five_seconds_mean_that_the_journal_is_behind()
    {
        var clock = new MovedClock();
        bench.Clock = clock;
        using var disk = bench.Troubled();
        disk.Answers.Reset();
        bench.Start(disk).Journal.Append(Alarm(1));
        bench.Journal.Health.ShouldBe(new JournalHealth(JournalState.Ok, 1, 0, null));
        clock.Ahead = TimeSpan.FromHours(1);
        var health = bench.Journal.Health;
        disk.Answers.Set();
        health.State.ShouldBe(JournalState.Behind);
        health.Reason.ShouldNotBeNull().ShouldContain("being opened");
        await bench.FlushAsync();
        bench.Journal.Health.ShouldBe(new JournalHealth(JournalState.Ok, 0, 0, null));
    }

    [Fact]
    public async Task Starting_returns_while_the_disk_does_not_answer()
    {
        using var disk = bench.Troubled();
        disk.Answers.Reset();
        bench.Start(disk).Journal.Append(Alarm(1));
        disk.Answers.Set();
        await bench.FlushAsync();
    }

    [Fact]
    public async Task A_flush_that_takes_too_long_says_so()
    {
        using var other = bench.HoldExclusively();
        bench.Start().Journal.Append(Alarm(1));
        (await bench.Journal.FlushAsync(TimeSpan.FromMilliseconds(300))).ShouldBeFalse();
    }

    [Fact]
    public async Task Appending_after_the_end_is_counted_and_harmless()
    {
        bench.Start();
        await bench.Journal.DisposeAsync();
        bench.Journal.Append(Alarm(1));
        bench.Journal.Health.Dropped.ShouldBe(1);
    }

    /// <summary>The real clock, moved ahead; timers keep to the real one.</summary>
    private sealed class MovedClock : TimeProvider
    {
        public TimeSpan Ahead { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => System.GetElapsedTime(0).Ticks + Ahead.Ticks;
    }
}

using Shouldly;
using WebTrader.Core.Ports;
using Xunit;
using static WebTrader.TestKit.Journal.JournalSamples;

namespace WebTrader.Persistence.Tests;

public sealed class HealthTests : IAsyncDisposable
{
    private readonly JournalFile file = new();

    public ValueTask DisposeAsync() => file.DisposeAsync();

    [Fact]
    public async Task Entries_that_wait_for_more_than_five_seconds_mean_that_the_journal_is_behind()
    {
        var clock = new MovedClock();
        file.Clock = clock;
        using var disk = new TroubledStore(file);
        disk.Answers.Reset();
        file.Start(disk).Journal.Append(Alarm(1));
        file.Journal.Health.ShouldBe(new JournalHealth(JournalState.Ok, 1, 0, null));
        clock.Ahead = TimeSpan.FromHours(1);
        var health = file.Journal.Health;
        disk.Answers.Set();
        health.State.ShouldBe(JournalState.Behind);
        health.Reason.ShouldNotBeNull().ShouldContain("being opened");
        await file.FlushAsync();
        file.Journal.Health.ShouldBe(new JournalHealth(JournalState.Ok, 0, 0, null));
    }

    [Fact]
    public async Task Starting_returns_while_the_disk_does_not_answer()
    {
        using var disk = new TroubledStore(file);
        disk.Answers.Reset();
        file.Start(disk).Journal.Append(Alarm(1));
        disk.Answers.Set();
        await file.FlushAsync();
    }

    [Fact]
    public async Task A_flush_that_takes_too_long_says_so()
    {
        using var other = file.LockExclusively();
        file.Start().Journal.Append(Alarm(1));
        (await file.Journal.FlushAsync(TimeSpan.FromMilliseconds(300))).ShouldBeFalse();
    }

    [Fact]
    public async Task Appending_after_the_end_is_counted_and_harmless()
    {
        file.Start();
        await file.Journal.DisposeAsync();
        file.Journal.Append(Alarm(1));
        file.Journal.Health.Dropped.ShouldBe(1);
    }

    /// <summary>The real clock, moved ahead; timers keep to the real one.</summary>
    private sealed class MovedClock : TimeProvider
    {
        public TimeSpan Ahead { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => System.GetElapsedTime(0).Ticks + Ahead.Ticks;
    }
}

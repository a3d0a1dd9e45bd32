using Shouldly;
using WebTrader.Core.Journal;
using WebTrader.Core.Market;
using WebTrader.Core.Ports;
using WebTrader.Core.Positions;
using WebTrader.Persistence.Backlog;
using WebTrader.Persistence.Tests.Benches;
using Xunit;
using static WebTrader.TestKit.Journal.JournalSamples;

namespace WebTrader.Persistence.Tests;

public sealed class BacklogTests
{
    private readonly WaitingEntries waiting = new(10, 5, TimeProvider.System);

    private List<string> TakeAll()
    {
        var taken = waiting.Take(1000);
        waiting.Settle([]);
        return [.. taken.Select(Name)];
    }

    private static string Name(WaitingItem item) => item switch
    {
        WaitingProgress kept => $"progress {kept.Position.Id} {kept.Progress.PeakTicks}",
        WaitingEntry { Entry: AlarmRaised raised } => raised.Alarm.Text,
        WaitingEntry { Entry: StopIntended intent } => $"intent {intent.Number}",
        WaitingEntry { Entry: PositionClosed closed } => $"trade {closed.Trade.Position}",
        _ => item.ToString(),
    };

    [Fact]
    public void When_it_is_full_the_oldest_passing_entry_goes_first()
    {
        for (var number = 0; number < 6; number++) waiting.Add(Alarm(number));
        for (var number = 0; number < 3; number++) waiting.Add(Intent(number));
        for (var id = 0; id < 3; id++) waiting.Add(Closed(Trade(id)));
        TakeAll().ShouldBe(["number 2", "number 3", "number 4", "number 5", "intent 0", "intent 1", "intent 2", "trade 0", "trade 1", "trade 2"]);
        waiting.Look().Dropped.ShouldBe(2);
    }

    [Fact]
    public void Stop_writes_go_only_when_nothing_passing_is_left_and_trades_last_of_all()
    {
        waiting.Add(Closed(Trade(0)));
        for (var number = 0; number < 30; number++) waiting.Add(Intent(number));
        for (var number = 0; number < 5; number++) waiting.Add(Alarm(number));
        for (var id = 1; id < 5; id++) waiting.Add(Closed(Trade(id)));
        TakeAll().ShouldBe(["trade 0", "intent 25", "intent 26", "intent 27", "intent 28", "intent 29", "trade 1", "trade 2", "trade 3", "trade 4"]);
    }

    [Fact]
    public void What_could_not_be_written_goes_back_to_the_front()
    {
        for (var number = 0; number < 4; number++) waiting.Add(Alarm(number));
        var batch = waiting.Take(3);
        waiting.Add(Intent(9));
        waiting.Settle(batch.Skip(1));
        waiting.Take(1).Select(Name).ShouldBe(["number 1"]);
        waiting.Settle([]);
        TakeAll().ShouldBe(["number 2", "number 3", "intent 9"]);
    }

    [Fact]
    public void What_is_under_way_counts_as_waiting_and_against_the_bound()
    {
        for (var number = 0; number < 8; number++) waiting.Add(Alarm(number));
        var batch = waiting.Take(5);
        for (var number = 8; number < 20; number++) waiting.Add(Alarm(number));
        waiting.Look().Waiting.ShouldBe(10);
        waiting.Settle(batch);
        waiting.Look().Waiting.ShouldBe(10);
        waiting.Look().Dropped.ShouldBe(10);
    }

    [Fact]
    public void Progress_keeps_only_the_latest_of_each_position()
    {
        for (var peak = 1; peak <= 100; peak++)
        {
            waiting.Add(Demo, Position(1), Progress(peak));
            waiting.Add(Demo, Position(2), Progress(-peak));
        }

        waiting.Look().Waiting.ShouldBe(2);
        TakeAll().ShouldBe(["progress 1 100", "progress 2 -100"]);
    }

    [Fact]
    public void An_older_progress_that_could_not_be_written_does_not_replace_a_newer_one()
    {
        waiting.Add(Demo, Position(), Progress(1));
        var batch = waiting.Take(10);
        waiting.Add(Demo, Position(), Progress(2));
        waiting.Settle(batch);
        TakeAll().ShouldBe(["progress 1 2"]);
    }

    [Fact]
    public void The_progress_of_a_position_that_closed_is_not_written_any_more()
    {
        waiting.Add(Demo, Position(1), Progress(1));
        waiting.Add(Closed(Trade(1)));
        TakeAll().ShouldBe(["trade 1"]);
    }

    [Fact]
    public void Progress_is_written_in_its_place_among_the_entries()
    {
        waiting.Add(Alarm(0));
        waiting.Add(Demo, Position(), Progress(1));
        waiting.Add(Alarm(1));
        waiting.Take(1).Select(Name).ShouldBe(["number 0", "progress 1 1"]);
    }

    [Fact]
    public void After_the_end_what_is_appended_is_counted_as_dropped()
    {
        waiting.Close();
        waiting.Add(Alarm(0));
        waiting.Add(Demo, Position(), Progress(1));
        waiting.Look().ShouldBe((0, 2, TimeSpan.Zero));
    }

    [Fact]
    public async Task A_flush_waits_for_what_was_there_and_not_for_what_comes_later()
    {
        waiting.Add(Alarm(0));
        var batch = waiting.Take(10);
        var written = waiting.WhenWritten();
        waiting.Add(Alarm(1));
        written.IsCompleted.ShouldBeFalse();
        waiting.Settle(batch);
        written.IsCompleted.ShouldBeFalse();
        waiting.Take(1);
        waiting.Settle([]);
        await written.WaitAsync(TimeSpan.FromMinutes(1), JournalBench.Cancellation);
    }

    [Fact]
    public async Task A_hundred_thousand_entries_wait_for_a_locked_database_and_the_trades_among_them_survive()
    {
        await using var file = new SqliteBench();
        file.Settings = file.Settings with { BatchSize = 10_000 };
        using (file.HoldExclusively())
        {
            file.Start();
            for (var number = 0; number < 150_000; number++)
            {
                if (number % 5000 == 0) file.Journal.Append(Closed(Trade(number + 1)));
                file.Journal.Append(Alarm(number));
            }

            await file.UntilAsync(JournalState.MemoryOnly);
            file.Journal.Health.Waiting.ShouldBe(100_000);
            file.Journal.Health.Dropped.ShouldBe(50_030);
        }

        await file.FlushAsync();
        (await file.TradesAsync(Demo)).Count.ShouldBe(30);
        file.Ask("SELECT count(*) FROM Journal").ShouldBe(100_000L);
        file.Ask("SELECT Text FROM Journal ORDER BY Sequence DESC LIMIT 1").ShouldBe("Amber alarm: number 149999");
    }
}

using System.Globalization;
using Shouldly;
using WebTrader.Core.Journal;
using WebTrader.Core.Market;
using WebTrader.Core.Ports;
using WebTrader.Core.Positions;
using WebTrader.Core.Stops;
using WebTrader.Core.Writing;
using Xunit;
using static WebTrader.TestKit.Journal.JournalSamples;

namespace WebTrader.TestKit.Journal;

/// <summary>What every journal promises, whatever it is kept in. A test class of each implementation derives from it.</summary>
public abstract class JournalContract : IAsyncLifetime
{
    private IJournalBench bench = null!;

    protected abstract Task<IJournalBench> StartAsync();

    public async ValueTask InitializeAsync() => bench = await StartAsync();

    public async ValueTask DisposeAsync()
    {
        await bench.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private async Task<AccountMemory> Recall(AccountId account) =>
        (await bench.Journal.RecallAsync(account, TestContext.Current.CancellationToken)).Value;

    private async Task Append(params JournalEntry[] entries)
    {
        foreach (var entry in entries) bench.Journal.Append(entry);
        await bench.FlushAsync();
    }

    [Fact]
    public async Task Facts_are_kept_in_the_order_in_which_they_were_appended()
    {
        await Append([.. Enumerable.Range(0, 1234).Select(Alarm)]);
        var facts = await bench.FactsAsync(Demo);
        facts.Select(fact => fact.Text).ShouldBe(Enumerable.Range(0, 1234).Select(number => "Amber alarm: number " + number.ToString(CultureInfo.InvariantCulture)));
        facts.Select(fact => fact.Sequence).ShouldBeInOrder(SortDirection.Ascending);
    }

    [Fact]
    public async Task A_fact_has_its_time_its_ticket_its_kind_and_a_sentence()
    {
        await Append(Seen(Position()));
        var fact = (await bench.FactsAsync(Demo)).ShouldHaveSingleItem();
        fact.ShouldBe(fact with { At = Noon, Ticket = new Ticket(1001), Kind = "positionSeen", Text = "Long 0.10 EURUSD seen at 1.0865000, no stop." });
    }

    private static StopIntended JustNow(long number, long id = 1, string to = "1.08660") => Intent(number, id: id, to: to) with { At = TimeProvider.System.GetUtcNow() };

    [Fact]
    public async Task A_stop_whose_outcome_nobody_wrote_down_may_still_arrive()
    {
        var unknown = JustNow(2, to: "1.08670");
        await Append(JustNow(1), Settled(JustNow(1)), unknown, Settled(unknown, WriteOutcome.Unknown), JustNow(3, id: 2));
        (await Recall(Demo)).InTheAir.Select(call => (call.Position.Value, call.Token.Holding, call.Stop.ToString())).ShouldBe([(1, 2, "1.08670"), (2, 3, "1.08660")]);
    }

    [Fact]
    public async Task Every_call_that_may_have_left_is_remembered_as_sent_and_one_that_stayed_here_is_not()
    {
        var (profit, stayed, unsettled) = (JustNow(1) with { Purpose = MessagePurpose.Profit }, JustNow(2), JustNow(3));
        var close = new CloseIntended(Demo, profit.At, 4, new CloseWrite(new FencingToken(1, 4), new Ticket(1001), new PositionId(1), "EURUSD", Side.Long, new Lots(0.1m), "wt"), "asked");
        var open = new OpenIntended(Demo, profit.At, 5, new OpenWrite("EURUSD", Side.Long, new Lots(0.1m), null, null, 0, "wt 1.5"), "a person");
        var old = Intent(6) with { At = profit.At - AccountMemory.SentFor - TimeSpan.FromMinutes(1) };
        await Append(old, profit, Settled(profit, WriteOutcome.Rejected), stayed, Settled(stayed, WriteOutcome.Denied), unsettled, close, open,
            new OpenSettled(Demo, profit.At, open, new WriteResult(WriteOutcome.Denied, null, "not sent"), null, null));
        (await Recall(Demo)).Sent.OrderBy(message => message.Purpose).ThenBy(message => message.At).ShouldBe(
            [new SentMessage(close.At, MessagePurpose.Protection), new SentMessage(unsettled.At, MessagePurpose.Protection), new SentMessage(profit.At, MessagePurpose.Profit)]);
        (await Recall(Other)).Sent.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_tighter_stop_that_was_taken_later_shows_that_it_was_accounted_for_and_the_same_or_a_looser_one_does_not()
    {
        await Append(JustNow(1), JustNow(2), Settled(JustNow(2)));
        (await Recall(Demo)).InTheAir.Select(call => call.Token.Holding).ShouldBe([1L], "the first of two equal ones may still come");
        await Append(JustNow(3, to: "1.08650"), Settled(JustNow(3, to: "1.08650")));
        (await Recall(Demo)).InTheAir.Select(call => call.Token.Holding).ShouldBe([1L], "a position without a stop was sent a looser one");
        await Append(JustNow(4, to: "1.08670"), Settled(JustNow(4, to: "1.08670")));
        (await Recall(Demo)).InTheAir.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_take_profit_brings_its_stop_along_and_may_still_arrive_too()
    {
        var (lost, known) = (Target(1), Target(2));
        await Append(lost, known, new TakeProfitSettled(Demo, known.At, known, new WriteResult(WriteOutcome.Accepted, TradeRetcode.Done, "done"), TimeSpan.FromMilliseconds(40)));
        var call = (await Recall(Demo)).InTheAir.ShouldHaveSingleItem();
        (call.Position.Value, call.Stop.ToString(), call.Rule).ShouldBe((1, "1.08660", null));

        static TakeProfitIntended Target(long number) => new(Demo, TimeProvider.System.GetUtcNow(), number, JustNow(number).Write with { TakeProfit = new Price(1.1m) }, null, "a test");
    }

    [Fact]
    public async Task A_trade_comes_back_exactly_as_it_was_recorded()
    {
        await Append(Closed(Trade()));
        var trade = (await bench.TradesAsync(Demo)).ShouldHaveSingleItem();
        trade.ShouldBe(Trade());
        trade.Lots.ToString().ShouldBe("0.100");
    }

    [Fact]
    public async Task A_closed_position_gives_one_trade_however_often_it_is_reported()
    {
        await Append(Closed(Trade()), Closed(Trade()));
        await Append(Closed(Trade() with { Profit = new Money(99m) }));
        (await bench.TradesAsync(Demo)).ShouldHaveSingleItem().Profit.ShouldBe(new Money(0.10m));
    }

    [Fact]
    public async Task The_same_position_identifier_on_two_accounts_gives_two_trades()
    {
        await Append(Closed(Trade()), Closed(Trade(account: Other)));
        (await bench.TradesAsync(Demo)).Count.ShouldBe(1);
        (await bench.TradesAsync(Other)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_position_that_was_seen_is_remembered_as_open()
    {
        await Append(Seen(Position()));
        var memory = await Recall(Demo);
        memory.Open.ShouldHaveSingleItem().Value.ShouldBe(new RememberedPosition(Position(), new StopProgress(Side.Long)));
    }

    [Fact]
    public async Task A_position_that_closed_is_not_open_any_more()
    {
        await Append(Seen(Position(1)), Seen(Position(2)), Closed(Trade(1)));
        (await Recall(Demo)).Open.Keys.ShouldBe([new PositionId(2)]);
    }

    [Fact]
    public async Task A_late_report_does_not_open_a_closed_position_again()
    {
        await Append(Seen(Position()), Closed(Trade()));
        bench.Journal.Keep(Demo, Position(), Progress(5));
        await Append(Seen(Position()));
        (await Recall(Demo)).Open.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_the_rules_remember_comes_back_to_the_last_digit()
    {
        var peak = 79228162514264337593543.950m;
        bench.Journal.Keep(Demo, Position(stop: new Price(1.08450m)), Progress(peak));
        await bench.FlushAsync();
        await bench.RestartAsync();
        var remembered = (await Recall(Demo)).Open[new PositionId(1)];
        remembered.ShouldBe(new RememberedPosition(Position(stop: new Price(1.08450m)), Progress(peak)));
        remembered.Position.OpenPrice.ToString().ShouldBe("1.0865000");
    }

    [Fact]
    public async Task The_latest_progress_wins()
    {
        for (var peak = 1; peak <= 500; peak++) bench.Journal.Keep(Demo, Position(), Progress(peak));
        await bench.FlushAsync();
        (await Recall(Demo)).Open[new PositionId(1)].Progress.PeakTicks.ShouldBe(500);
    }

    [Fact]
    public async Task Seeing_a_position_again_after_a_restart_does_not_forget_its_peak()
    {
        bench.Journal.Keep(Demo, Position(), Progress(42));
        await bench.FlushAsync();
        await bench.RestartAsync();
        await Append(Seen(Position(stop: new Price(1.086m))));
        (await Recall(Demo)).Open[new PositionId(1)].ShouldBe(new RememberedPosition(Position(stop: new Price(1.086m)), Progress(42)));
    }

    [Fact]
    public async Task A_part_that_was_closed_is_remembered_in_the_same_step_as_it_is_written_down()
    {
        await Append(Seen(Position()));
        bench.Journal.Keep(Demo, Position(), Progress(42));
        var left = Position() with { Lots = new Lots(0.04m) };
        await Append(Parted(left, 0.05m), Parted(left, 0.01m));
        await bench.RestartAsync();

        (await Recall(Demo)).Open[new PositionId(1)].ShouldBe(new RememberedPosition(left, Progress(42) with { PartsClosed = new Lots(0.06m) }));

        await Append(Closed(Trade()), Parted(left, 0.01m));
        (await Recall(Demo)).Open.ShouldBeEmpty("what has a trade is not open any more");
    }

    [Fact]
    public async Task A_position_that_changed_its_side_starts_anew()
    {
        bench.Journal.Keep(Demo, Position(), Progress(42));
        await Append(Seen(Position(side: Side.Short, stop: new Price(1.09m))));
        (await Recall(Demo)).Open[new PositionId(1)].Progress.ShouldBe(new StopProgress(Side.Short, InheritedStop: new Price(1.09m)));
    }

    [Fact]
    public async Task An_intended_stop_has_no_outcome_until_it_is_settled()
    {
        await Append(Intent(1));
        (await bench.StopMovesAsync(Demo, new Ticket(1001))).ShouldBe([new RecordedStopMove(1, 1, "1.08660", null, null, null, null)]);
        await Append(Settled(Intent(1)));
        (await bench.StopMovesAsync(Demo, new Ticket(1001))).ShouldBe([new RecordedStopMove(1, 1, "1.08660", WriteOutcome.Accepted, 10009, 35, 80)]);
    }

    [Fact]
    public async Task A_settled_stop_is_recorded_even_without_its_intent()
    {
        await Append(Settled(Intent(7), WriteOutcome.Unknown));
        (await bench.StopMovesAsync(Demo, new Ticket(1001))).ShouldHaveSingleItem().Outcome.ShouldBe(WriteOutcome.Unknown);
    }

    [Fact]
    public async Task Stop_moves_of_two_sessions_do_not_mix()
    {
        await Append(Intent(1, epoch: 1, to: "1.1"), Intent(2, epoch: 1, to: "1.2"), Intent(1, epoch: 2, to: "1.3"), Settled(Intent(1, epoch: 2, to: "1.3")));
        var moves = await bench.StopMovesAsync(Demo, new Ticket(1001));
        moves.Select(move => move.To).ShouldBe(["1.3", "1.2", "1.1"]);
        moves.Count(move => move.Outcome is not null).ShouldBe(1);
    }

    [Fact]
    public async Task The_last_epoch_is_the_largest_that_was_begun_or_written_under()
    {
        await Append(Session(3), Session(2), Session(9, Other));
        (await Recall(Demo)).LastEpoch.ShouldBe(3);
        await Append(Intent(1, epoch: 4));
        (await Recall(Demo)).LastEpoch.ShouldBe(4);
    }

    [Fact]
    public async Task The_newest_close_is_remembered()
    {
        await Append(Closed(Trade(1, minutes: 5)), Closed(Trade(2, minutes: 1)), Closed(Trade(3, Other, minutes: 9)));
        (await Recall(Demo)).LastClosed.ShouldBe(Trade(1, minutes: 5).CloseTime);
    }

    [Fact]
    public async Task What_ended_last_is_remembered_whole_however_long_ago_that_is()
    {
        await Append(Closed(Trade(1, minutes: 1)), Closed(Trade(2, minutes: 5)), Closed(Trade(3, minutes: 5)), Closed(Trade(4, Other, minutes: 9)));
        (await Recall(Demo)).Recent.Select(trade => trade.Position.Value).Order().ShouldBe([2L, 3L]);
    }

    [Fact]
    public async Task An_account_never_heard_of_has_no_memory()
    {
        await Append(Session(3, Other));
        var memory = await Recall(Demo);
        memory.Open.ShouldBeEmpty();
        memory.LastClosed.ShouldBeNull();
        memory.LastEpoch.ShouldBe(0);
    }

    [Fact]
    public async Task Recalling_includes_what_was_appended_a_moment_ago()
    {
        bench.Journal.Append(Session(5));
        bench.Journal.Append(Seen(Position()));
        var memory = await Recall(Demo);
        memory.LastEpoch.ShouldBe(5);
        memory.Open.Count.ShouldBe(1);
    }

    [Fact]
    public async Task After_a_kill_in_the_middle_repeating_the_trades_gives_each_exactly_once()
    {
        var trades = Enumerable.Range(1, 2000).Select(id => Trade(id)).ToList();
        foreach (var trade in trades) bench.Journal.Append(Closed(trade));
        await bench.RestartAsync();
        (await bench.TradesAsync(Demo)).GroupBy(trade => trade.Position).ShouldAllBe(group => group.Count() == 1);
        await Append([.. trades.Select(Closed)]);
        (await bench.TradesAsync(Demo)).Select(trade => trade.Position.Value).Order().ShouldBe(Enumerable.Range(1, 2000).Select(id => (long)id));
    }

    [Fact]
    public async Task Several_threads_append_at_once_and_each_finds_its_own_order()
    {
        var accounts = Enumerable.Range(0, 4).Select(number => new AccountId("a" + number.ToString(CultureInfo.InvariantCulture))).ToList();
        await Task.WhenAll(accounts.Select(account => Task.Run(() =>
        {
            for (var number = 0; number < 500; number++)
            {
                bench.Journal.Append(Alarm(number) with { Account = account });
                bench.Journal.Keep(account, Position(number % 3), Progress(number));
            }
        })));
        await bench.FlushAsync();
        foreach (var account in accounts)
        {
            (await bench.FactsAsync(account)).Select(fact => fact.Text).ShouldBe(Enumerable.Range(0, 500).Select(number => "Amber alarm: number " + number.ToString(CultureInfo.InvariantCulture)));
            (await Recall(account)).Open[new PositionId(1)].Progress.PeakTicks.ShouldBe(499);
        }
    }

    [Fact]
    public async Task A_journal_that_has_caught_up_is_well()
    {
        await Append(Session(1));
        bench.Journal.Health.ShouldBe(new JournalHealth(JournalState.Ok, 0, 0, null));
    }
}

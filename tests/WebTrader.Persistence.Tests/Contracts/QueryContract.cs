using System.Text.Json;
using Shouldly;
using WebTrader.Core.Journal;
using WebTrader.Core.Positions;
using WebTrader.Core.Stops;
using WebTrader.Core.Writing;
using WebTrader.Persistence.Tables;
using WebTrader.Persistence.Tests.Benches;
using Xunit;
using static WebTrader.TestKit.Journal.JournalSamples;

namespace WebTrader.Persistence.Tests.Contracts;

public abstract class QueryContract : IAsyncDisposable
{
    private readonly JournalBench bench;

    protected QueryContract(JournalBench bench) => this.bench = bench.Start();

    private static CancellationToken Cancellation => JournalBench.Cancellation;

    public async ValueTask DisposeAsync()
    {
        await bench.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private async Task TenTrades()
    {
        for (var id = 1; id <= 10; id++)
        {
            bench.Journal.Append(Closed(Trade(id, id % 2 == 0 ? Demo : Other, id % 5 == 0 ? "XAUUSD" : "EURUSD", minutes: id)));
        }

        await bench.FlushAsync();
    }

    private async Task<IEnumerable<long>> Trades(AccountId? account, string? symbol, PageRequest page) =>
        (await bench.Queries.TradesAsync(new TradeFilter(account, symbol), page, Cancellation)).Value.Items.Select(trade => trade.Position.Value);

    private async Task<IReadOnlyList<JournalRow>> Journal(JournalFilter filter, PageRequest? page = null) =>
        (await bench.Queries.JournalAsync(filter, page ?? new PageRequest(), Cancellation)).Value.Items;

    [Fact]
    public async Task The_messages_of_a_day_are_those_that_left_in_it()
    {
        var (first, stayed, later) = (Intent(1), Intent(2), Intent(3) with { At = Noon.AddDays(1) });
        bench.Start();
        foreach (var entry in (JournalEntry[])[first, stayed, Settled(stayed, WriteOutcome.Denied), later]) bench.Journal.Append(entry);
        await bench.FlushAsync();

        (await bench.Queries.SentAsync(Demo, Noon.AddHours(-12), Noon.AddHours(12), JournalBench.Cancellation)).Value.ShouldHaveSingleItem().At.ShouldBe(first.At);
    }

    [Fact]
    public async Task Trades_come_newest_first_and_page_by_page()
    {
        await TenTrades();
        (await Trades(null, null, new PageRequest(1, 4))).ShouldBe([10, 9, 8, 7]);
        (await Trades(null, null, new PageRequest(3, 4))).ShouldBe([2, 1]);
        (await Trades(null, null, new PageRequest(4, 4))).ShouldBeEmpty();
        (await bench.Queries.TradesAsync(new TradeFilter(), new PageRequest(3, 4), Cancellation)).Value.Total.ShouldBe(10);
    }

    [Fact]
    public async Task Trades_can_be_of_one_account_and_of_one_symbol()
    {
        await TenTrades();
        (await Trades(Demo, null, new PageRequest())).ShouldBe([10, 8, 6, 4, 2]);
        (await Trades(null, "XAUUSD", new PageRequest())).ShouldBe([10, 5]);
        (await Trades(Other, "XAUUSD", new PageRequest())).ShouldBe([5]);
        (await Trades(new AccountId("nobody"), null, new PageRequest())).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_was_given_back_stands_with_the_rule_whose_stop_was_read_back_last()
    {
        var (hard, trailing, refused) = (Intent(1, id: 2) with { Rule = RuleName.HardStop }, Intent(2, id: 2), Intent(3, id: 2) with { Rule = RuleName.BreakEven });
        foreach (var entry in (JournalEntry[])[hard, Settled(hard), trailing, Settled(trailing), refused, Settled(refused, WriteOutcome.Rejected) with { ReadBack = null }]) bench.Journal.Append(entry);
        await TenTrades();
        var demo = (await bench.Queries.GiveBackAsync(new TradeFilter(Demo), static _ => true, Cancellation)).Value;
        demo.Lines.Select(line => (line.Rule, line.Trades, line.GivenBack.Amount)).ShouldBe([((RuleName?)null, 4, 0.96m), (RuleName.StepTrailing, 1, 0.24m)]);
        (demo.Total.Trades, demo.Total.Peak.Amount).ShouldBe((5, 1.70m));
        var gold = (await bench.Queries.GiveBackAsync(new TradeFilter(Symbol: "XAUUSD"), static trade => trade.Account == Other, Cancellation)).Value;
        gold.Total.Trades.ShouldBe(1);
        (await bench.Queries.GiveBackAsync(new TradeFilter(new AccountId("nobody")), static _ => true, Cancellation)).Value.Lines.ShouldBeEmpty();
    }

    [Fact]
    public async Task Trades_can_be_of_one_side_and_closed_by_one_thing()
    {
        bench.Journal.Append(Closed(Trade(1, minutes: 1)));
        bench.Journal.Append(Closed(Trade(2, minutes: 2) with { Side = Side.Long }));
        bench.Journal.Append(Closed(Trade(3, minutes: 3) with { Reason = CloseReason.ManualDesktop }));
        await bench.FlushAsync();

        (await Found(new TradeFilter(Side: Side.Short))).ShouldBe([3, 1]);
        (await Found(new TradeFilter(Reason: CloseReason.TrailingStop))).ShouldBe([2, 1]);
        (await Found(new TradeFilter(Side: Side.Long, Reason: CloseReason.ManualDesktop))).ShouldBeEmpty();

        async Task<IEnumerable<long>> Found(TradeFilter filter) => (await bench.Queries.TradesAsync(filter, new PageRequest(), Cancellation)).Value.Items.Select(trade => trade.Position.Value);
    }

    [Fact]
    public async Task Trades_can_be_of_a_stretch_of_time_whose_end_is_not_in_it()
    {
        await TenTrades();
        var (third, sixth) = (Trade(3, minutes: 3).CloseTime, Trade(6, minutes: 6).CloseTime);
        (await bench.Queries.TradesAsync(new TradeFilter(From: third, Until: sixth), new PageRequest(), Cancellation)).Value.Items.Select(trade => trade.Position.Value).ShouldBe([5, 4, 3]);
        (await bench.Queries.TradesAsync(new TradeFilter(Symbol: "XAUUSD", From: sixth), new PageRequest(), Cancellation)).Value.Items.Select(trade => trade.Position.Value).ShouldBe([10]);
    }

    [Fact]
    public async Task A_trade_is_found_by_its_ticket()
    {
        await TenTrades();
        (await bench.Queries.TradeAsync(Demo, new Ticket(1004), Cancellation)).Value.ShouldBe(Trade(4, minutes: 4));
        (await bench.Queries.TradeAsync(Other, new Ticket(1004), Cancellation)).Value.ShouldBeNull();
    }

    [Fact]
    public async Task The_journal_comes_newest_first_and_by_account_ticket_and_kind()
    {
        bench.Journal.Append(Seen(Position(1)));
        bench.Journal.Append(Intent(1, id: 1));
        bench.Journal.Append(Settled(Intent(1, id: 1)));
        bench.Journal.Append(Seen(Position(2)));
        bench.Journal.Append(Session(1, Other));
        await bench.FlushAsync();
        (await Journal(new JournalFilter())).Select(row => row.Kind).ShouldBe(["sessionStarted", "positionSeen", "stopSettled", "stopIntended", "positionSeen"]);
        (await Journal(new JournalFilter(Ticket: new Ticket(1001)))).Count.ShouldBe(3);
        (await Journal(new JournalFilter(Demo, Kind: "positionSeen"))).Count.ShouldBe(2);
        (await Journal(new JournalFilter(Other))).ShouldHaveSingleItem().Ticket.ShouldBeNull();
    }

    [Fact]
    public async Task A_reader_who_follows_the_sequence_misses_nothing()
    {
        for (var number = 0; number < 50; number++) bench.Journal.Append(Alarm(number));
        await bench.FlushAsync();
        var read = new List<string>();
        var after = 0L;
        while (await Journal(new JournalFilter(AfterSequence: after), new PageRequest(1, 7)) is { Count: > 0 } rows)
        {
            read.AddRange(rows.Select(row => row.Text));
            after = rows[^1].Sequence;
        }

        read.ShouldBe(Enumerable.Range(0, 50).Select(number => $"Amber alarm: number {number}"));
    }

    [Fact]
    public async Task The_data_of_a_fact_is_json_with_its_decimals_and_tickets_as_text()
    {
        bench.Journal.Append(Settled(Intent(3)));
        await bench.FlushAsync();
        using var data = JsonDocument.Parse((await Journal(new JournalFilter())).Single().Data);
        var intent = data.RootElement.GetProperty("intent");
        intent.GetProperty("write").GetProperty("stop").GetString().ShouldBe("1.08660");
        intent.GetProperty("write").GetProperty("ticket").GetString().ShouldBe("1001");
        intent.GetProperty("profitAtStop").GetString().ShouldBe("0.10");
        data.RootElement.GetProperty("result").GetProperty("outcome").GetString().ShouldBe("accepted");
        data.RootElement.TryGetProperty("account", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task Stop_moves_follow_the_position_when_its_ticket_changes()
    {
        var later = Intent(2) with { Write = Intent(2).Write with { Ticket = new Ticket(5555) } };
        bench.Journal.Append(Settled(Intent(1), WriteOutcome.Rejected));
        bench.Journal.Append(later);
        bench.Journal.Append(Intent(3, id: 2));
        await bench.FlushAsync();
        var moves = (await bench.Queries.StopMovesAsync(Demo, new Ticket(5555), Cancellation)).Value;
        moves.Select(move => move.Number).ShouldBe([2, 1]);
        moves[1].Outcome.ShouldBe(WriteOutcome.Rejected);
    }

    [Fact]
    public void A_page_out_of_range_is_refused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new PageRequest(0));
        Should.Throw<ArgumentOutOfRangeException>(() => new PageRequest(1, PageRequest.LargestSize + 1));
        Should.Throw<ArgumentOutOfRangeException>(() => new PageRequest(int.MaxValue, 100));
    }

    [Fact]
    public async Task A_database_holds_money_as_exact_text_and_times_as_milliseconds()
    {
        bench.Journal.Append(Closed(Trade()));
        await bench.FlushAsync();
        bench.Ask("SELECT \"Lots\" || ' ' || \"Reason\" || ' ' || \"CloseTime\" FROM \"Trades\"").ShouldBe($"0.100 TrailingStop {Trade().CloseTime.ToUnixTimeMilliseconds()}");
    }
}

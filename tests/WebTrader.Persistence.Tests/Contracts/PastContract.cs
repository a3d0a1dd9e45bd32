using Shouldly;
using WebTrader.Core.Journal;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Core.Stops;
using WebTrader.Core.Writing;
using WebTrader.Persistence.Quotes;
using WebTrader.Persistence.Tests.Benches;
using WebTrader.TestKit.Core;
using Xunit;
using static WebTrader.TestKit.Journal.JournalSamples;

namespace WebTrader.Persistence.Tests.Contracts;

/// <summary>What was known of a position in a past second.</summary>
public abstract class PastContract : IAsyncDisposable
{
    private static readonly Ticket One = Position().Ticket;
    private static readonly Price First = new(1.0840m), Second = new(1.0850m);

    private readonly JournalBench bench;

    protected PastContract(JournalBench bench) => this.bench = bench.Start();

    public async ValueTask DisposeAsync()
    {
        await bench.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private async Task KeepAsync(params JournalEntry[] entries)
    {
        foreach (var entry in entries) bench.Journal.Append(entry);
        await bench.FlushAsync();
    }

    private async Task<StoredPast?> AtAsync(double seconds) => (await bench.Queries.PastAsync(Demo, One, Noon.AddSeconds(seconds), JournalBench.Cancellation)).Value;

    [Fact]
    public async Task Before_a_position_was_open_there_is_nothing_and_afterwards_the_newest_sight_of_then()
    {
        await KeepAsync(Seen(Position(stop: First)), new ChangedByOthers(Demo, Noon.AddSeconds(10), Position(stop: First), Position(stop: Second)));
        (await AtAsync(-1)).ShouldBeNull();
        (await AtAsync(0)).ShouldNotBeNull().Sight.Position.StopLoss.ShouldBe(First);
        (await AtAsync(9.9)).ShouldNotBeNull().Sight.Position.StopLoss.ShouldBe(First);
        (await AtAsync(10)).ShouldNotBeNull().Sight.Position.StopLoss.ShouldBe(Second);
        (await bench.Queries.PastAsync(Other, One, Noon, JournalBench.Cancellation)).Value.ShouldBeNull("it is another account's");
    }

    [Fact]
    public async Task Open_and_not_seen_yet_it_has_the_first_sight_that_was_to_come()
    {
        await KeepAsync(Seen(Position(stop: First)) with { At = Noon.AddSeconds(4) });
        (await AtAsync(-1)).ShouldBeNull();
        (await AtAsync(2)).ShouldNotBeNull().Sight.At.ShouldBe(Noon.AddSeconds(4));
    }

    [Fact]
    public async Task Of_a_position_that_had_closed_no_stop_is_told()
    {
        await KeepAsync(Seen(Position(stop: First)), Closed(Trade() with { Ticket = One, CloseTime = Noon.AddSeconds(20) }));
        (await AtAsync(20)).ShouldNotBeNull("it closed in that second");
        (await AtAsync(21)).ShouldBeNull();
    }

    [Fact]
    public async Task Moves_that_were_not_yet_intended_are_not_known()
    {
        var (early, late) = (Intent(1) with { At = Noon.AddSeconds(3) }, Intent(2, to: "1.08700") with { At = Noon.AddSeconds(8) });
        await KeepAsync(Seen(Position()), early, Settled(early), late, Settled(late));
        (await AtAsync(2)).ShouldNotBeNull().Moves.ShouldBeEmpty();
        (await AtAsync(3)).ShouldNotBeNull().Moves.Select(move => move.Number).ShouldBe([1]);
        (await AtAsync(60)).ShouldNotBeNull().Moves.Select(move => move.Number).ShouldBe([2, 1]);
    }

    [Fact]
    public async Task Who_held_the_lock_in_a_second_is_told_by_the_facts_written_when_it_ended()
    {
        await KeepAsync(
            Seen(Position()),
            new HoldingReleased(Demo, Noon.AddSeconds(5.5), One, new FencingToken(1, 4), "stopWriter", "trailing stop", TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2)),
            new LockDenied(Demo, Noon.AddSeconds(5.2), One, "held by the stop writer"),
            new HoldingRevoked(Demo, Noon.AddSeconds(30), One, new FencingToken(1, 5), "stopWriter", TimeSpan.FromSeconds(4), true, "no answer"));
        (await AtAsync(1)).ShouldNotBeNull().Holdings.ShouldBeEmpty();
        var waiting = (await AtAsync(2)).ShouldNotBeNull().Holdings.ShouldHaveSingleItem();
        (waiting.WaitedFrom, waiting.From, waiting.Until, waiting.Who, waiting.Says).ShouldBe((Noon.AddSeconds(2.5), Noon.AddSeconds(3.5), Noon.AddSeconds(5.5), "stopWriter", "trailing stop"));
        (await AtAsync(5)).ShouldNotBeNull().Holdings.Select(held => (held.Kind, held.From is null)).ShouldBe([("holdingReleased", false), ("lockDenied", true)]);
        (await AtAsync(28)).ShouldNotBeNull().Holdings.ShouldHaveSingleItem().Says.ShouldBe("no answer");
        (await AtAsync(31)).ShouldNotBeNull().Holdings.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_the_rules_last_decided_by_then_comes_with_what_they_were_given_and_what_people_asked_for_is_passed_over()
    {
        var inputs = new DecisionInputs(Position(stop: First), Symbols.EurUsd, new Quote("EURUSD", new Price(1.1m), new Price(1.1m), Noon, 0), new StopPlan(), null, null);
        var (rules, person) = (Intent(1) with { At = Noon.AddSeconds(3), Inputs = inputs }, Intent(2, to: "1.08700") with { At = Noon.AddSeconds(8), Rule = RuleName.Operator });
        var close = new CloseIntended(Demo, Noon.AddSeconds(12), 3, new CloseWrite(new FencingToken(1, 3), One, Position().Id, "EURUSD", Side.Long, new Lots(0.10m), ""), "max risk") { Inputs = inputs };
        var earlier = Intent(4) with { At = Noon.AddSeconds(14), Inputs = inputs with { Position = Position() with { Id = new PositionId(99) } } };
        await KeepAsync(Seen(Position()), rules, person, close, earlier);
        (await AtAsync(2)).ShouldNotBeNull().Decided.ShouldBeNull();
        (await AtAsync(3)).ShouldNotBeNull().Decided.ShouldBe(rules);
        (await AtAsync(9)).ShouldNotBeNull().Decided.ShouldBe(rules, "a person asked since then");
        (await AtAsync(20)).ShouldNotBeNull().Decided.ShouldBe(close, "the number belonged to another position in the fact after it");
    }

    [Fact]
    public async Task The_price_of_a_second_is_the_last_one_kept_by_its_end()
    {
        await KeepAsync(Seen(Position()));
        bench.Journal.KeepQuotes(new QuoteMinute(Demo, "EURUSD", Noon, [new SecondQuote(3, new Price(1.1m), new Price(1.2m)), new SecondQuote(9, new Price(1.3m), new Price(1.4m))]));
        await bench.FlushAsync();
        (await AtAsync(2)).ShouldNotBeNull().Quote.ShouldBeNull();
        (await AtAsync(8)).ShouldNotBeNull().Quote.ShouldBe(new PastQuote(Noon.AddSeconds(3), new Price(1.1m), new Price(1.2m)));
        (await AtAsync(9)).ShouldNotBeNull().Quote!.Bid.ShouldBe(new Price(1.3m));
        (await AtAsync(90)).ShouldNotBeNull().Quote!.Bid.ShouldBe(new Price(1.3m));
        (await AtAsync(300)).ShouldNotBeNull().Quote.ShouldBeNull("it is too old to be the price of then");
    }
}

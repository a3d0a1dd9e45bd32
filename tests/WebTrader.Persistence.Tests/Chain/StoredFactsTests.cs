using System.Text;
using FsCheck.Fluent;
using Shouldly;
using WebTrader.Core.Journal;
using WebTrader.Core.Market;
using WebTrader.Core.Orders;
using WebTrader.Core.Positions;
using WebTrader.Core.Stops;
using WebTrader.Core.Writing;
using WebTrader.Persistence.Chain;
using WebTrader.Persistence.Recording;
using WebTrader.TestKit.Core;
using Xunit;
using static WebTrader.TestKit.Journal.JournalSamples;

namespace WebTrader.Persistence.Tests.Chain;

public sealed class StoredFactsTests
{
    private static StoredRow Row(JournalEntry entry, string? data = null) =>
        new(1, Bytes(entry.Account.Value), Bytes("0"), null, Bytes(JournalWords.Kind(entry)), [], Bytes(data ?? JournalJson.WriteFact(entry)), "");

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static StopIntended Decided(Situation at, StopDecision.Move move) => new(
        Demo, Noon, 5, new StopWrite(new FencingToken(2, 3), at.Position.Ticket, at.Position.Id, at.Position.Symbol, move.Stop, at.Position.TakeProfit), at.Side, at.Position.StopLoss, move.Rule, move.ProfitAtStop, move.Reason)
    {
        Inputs = new DecisionInputs(at.Position, at.Spec, at.Quote with { ReceivedAt = long.MaxValue }, at.Plan, at.Progress, null, at.Message, at.Before),
    };

    [Fact]
    public void Whatever_the_rules_decided_from_is_read_back_to_the_last_digit_and_decided_again() => Checking.ForAll(Situations.Any, at =>
    {
        if (at.Decision is not StopDecision.Move move) return;
        var intent = Decided(at, move);
        var read = StoredFacts.Read(Row(intent)).ShouldBeOfType<StopIntended>();
        read.ShouldBe(intent);
        JournalJson.WriteFact(read).ShouldBe(JournalJson.WriteFact(intent));
        var audit = new StopAudit();
        audit.Take(read).ShouldBeNull();
        audit.Derived.ShouldBe(1);
    });

    [Fact]
    public void Whatever_somebody_asked_for_is_read_back_to_the_last_digit_and_decided_again() => Checking.ForAll(Situations.Any, at =>
    {
        OperatorAsk[] asks = [new OperatorAsk.Tightest(), new OperatorAsk.BreakEven(), new OperatorAsk.Stop(at.Quote.Bid), new OperatorAsk.Stop(at.Position.OpenPrice), new OperatorAsk.TakeProfit(null), new OperatorAsk.TakeProfit(at.Quote.Ask), new OperatorAsk.Close(null)];
        foreach (var asked in asks.Select(ask => new AskInputs(ask, at.Position, at.Spec, at.Quote with { ReceivedAt = long.MaxValue }, null)))
        {
            var plan = asked.Plan();
            if (plan.End is not null) continue;
            var (token, position) = (new FencingToken(2, 3), at.Position);
            var write = new StopWrite(token, position.Ticket, position.Id, position.Symbol, plan.Stop ?? default, plan.TakeProfit);
            JournalEntry intent = asked.Ask switch
            {
                OperatorAsk.TakeProfit => new TakeProfitIntended(Demo, Noon, 5, write, position.TakeProfit, "a person") { Asked = asked },
                OperatorAsk.Close => new CloseIntended(Demo, Noon, 5, new CloseWrite(token, position.Ticket, position.Id, position.Symbol, position.Side, plan.Lots!.Value, "asked"), "Asked by a person") { Asked = asked },
                _ => new StopIntended(Demo, Noon, 5, write, at.Side, position.StopLoss, RuleName.Operator, plan.Profit!.Value, "asked by a person") { Asked = asked },
            };
            var read = StoredFacts.Read(Row(intent));
            read.ShouldBe(intent);
            var audit = new StopAudit();
            audit.Take(read!).ShouldBeNull();
            (audit.Asked + audit.TakeProfitsAsked + audit.ClosesAsked).ShouldBe(1);
        }
    });

    [Fact]
    public void Whatever_an_order_was_made_from_is_read_back_to_the_last_digit_and_made_again() => Checking.ForAll(Situations.Any, at =>
    {
        OrderSize[] sizes = [new OrderSize.Given(new Lots(0.10m)), new OrderSize.Risk(new Money(35.5m)), new OrderSize.RiskPercent(0.75m)];
        foreach (var size in sizes)
        {
            var wish = new OrderWish(at.Position.Symbol, at.Side, size, size is OrderSize.Given ? null : at.Decision is StopDecision.Move move ? move.Stop : at.Quote.Bid, null, 7);
            var inputs = new OrderInputs(wish, at.Spec, at.Quote with { ReceivedAt = long.MaxValue }, at.Plan, new Money(10_000m));
            if (inputs.Plan().Order is not { } order) continue;
            var intent = new OpenIntended(Demo, Noon, 5, new OpenWrite(wish.Symbol, wish.Side, order.Lots, order.Stop, order.TakeProfit, wish.Magic, "wt 2.5"), "a person") { Inputs = inputs };
            var read = StoredFacts.Read(Row(intent));
            read.ShouldBe(intent);
            var audit = new StopAudit();
            audit.Take(read!).ShouldBeNull();
            audit.OrdersDerived.ShouldBe(1);
        }
    });

    [Fact]
    public void An_outcome_leaves_the_inputs_to_its_intent_and_keeps_the_rest()
    {
        var intent = Intent(1) with { Inputs = new DecisionInputs(Position(), Symbols.EurUsd, new Quote("EURUSD", new Price(1.1m), new Price(1.1m), Noon, 0), new StopPlan(), null, null), Repeats = new WriteNumber(1, 7) };
        JournalJson.WriteFact(Settled(intent)).ShouldNotContain("\"inputs\"");
        var settled = StoredFacts.Read(Row(Settled(intent))).ShouldBeOfType<StopSettled>();
        settled.Intent.Write.ShouldBe(intent.Write);
        settled.Intent.Repeats.ShouldBe(intent.Repeats);
        settled.Account.ShouldBe(Demo);
    }

    [Fact]
    public void A_stop_written_before_inputs_were_kept_is_still_read()
    {
        const string Old = """{"number":1,"write":{"token":{"epoch":1,"holding":1},"ticket":"1001","position":"1","symbol":"EURUSD","stop":"1.08660"},"side":"long","from":"1.08450","rule":"stepTrailing","profitAtStop":"0.10","reason":"one more step is locked","at":"2026-03-02T12:00:01+00:00"}""";
        JournalJson.WriteFact(Intent(1)).Replace("\"purpose\":\"protection\",", "", StringComparison.Ordinal).ShouldBe(Old, "and it is written in the same way where there are none, but for its purpose");
        StoredFacts.Read(Row(Intent(1), Old)).ShouldBe(Intent(1));
    }

    [Fact]
    public void Every_fact_that_tells_of_stops_and_closes_is_read_back()
    {
        JournalEntry[] entries =
        [
            Intent(1), Settled(Intent(1)), Closed(Trade()),
            new TakeProfitIntended(Demo, Noon, 3, Intent(1).Write, new Price(1.10m), "the operator"),
            new OpenIntended(Demo, Noon, 4, new OpenWrite("EURUSD", Side.Long, new Lots(0.1m), null, null, 0, "wt 1.5"), "a person"),
            new CloseIntended(Demo, Noon, 2, new CloseWrite(new FencingToken(1, 2), new Ticket(1001), new PositionId(1), "EURUSD", Side.Long, new Lots(0.10m), "max risk"), "max risk is reached"),
        ];
        foreach (var entry in entries) StoredFacts.Read(Row(entry)).ShouldBe(entry);
        StoredFacts.Read(Row(Session(1))).ShouldBeNull("nothing is derived from it");
        Should.Throw<InvalidDataException>(() => StoredFacts.Read(Row(Intent(1), """{"number":"x"}"""))).Message.ShouldStartWith("its data is not what the journal writes of a stopIntended");
    }
}

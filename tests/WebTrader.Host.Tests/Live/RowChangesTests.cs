using Shouldly;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Engine.Book;
using WebTrader.Engine.Views;
using WebTrader.Host.Live;

namespace WebTrader.Host.Tests.Live;

public sealed class RowChangesTests
{
    private readonly RowChanges changes = new();

    [Fact]
    public void A_row_that_only_ages_is_not_sent_again()
    {
        Told(Row(1), at: 0).ShouldBe(["1"]);

        Told(Row(1) with { QuoteAgeMs = 700, StateAgeMs = 700, StopAgeMs = 700, EvaluationAgeMs = 700 }, at: 700).ShouldBeEmpty();
    }

    [Fact]
    public void A_row_whose_ages_a_browser_would_count_wrong_is_sent_again()
    {
        Told(Row(1), at: 0);

        Told(Row(1) with { QuoteAgeMs = 0, StateAgeMs = 5_000, StopAgeMs = 5_000, EvaluationAgeMs = 5_000 }, at: 5_000).ShouldBe(["1"]);
    }

    [Fact]
    public void A_new_price_is_sent()
    {
        Told(Row(1), at: 0);

        Told(Row(1) with { Price = new Price(1.08651m) }, at: 250).ShouldBe(["1"]);
    }

    [Fact]
    public void A_ticket_that_is_gone_is_told_once()
    {
        changes.Take([Row(1), Row(2)], 0);

        changes.Take([Row(2)], 250).Removed.ShouldBe([new Ticket(1)]);
        changes.Take([Row(2)], 500).Removed.ShouldBeEmpty();
    }

    private List<string> Told(PositionView row, long at) => [.. changes.Take([row], at).Upserts.Select(told => told.Ticket.ToString())];

    private static PositionView Row(long ticket) => new()
    {
        Ticket = new Ticket(ticket),
        Symbol = "EURUSD",
        Side = Side.Long,
        Lots = new Lots(0.01m),
        Digits = 5,
        OpenPrice = new Price(1.08637m),
        OpenTime = DateTimeOffset.UnixEpoch,
        Magic = 0,
        Comment = "",
        Bid = new Price(1.08650m),
        Ask = new Price(1.08659m),
        Price = new Price(1.08650m),
        QuoteAgeMs = 0,
        State = ProtectionState.Protected,
        StateAgeMs = 0,
        Stop = new Price(1.08437m),
        StopAgeMs = 0,
        TakeProfit = null,
        Wanted = new Price(1.08437m),
        DistancePoints = 213m,
        DistanceRanges = 1.25m,
        MaxRisk = new Money(2m),
        ProfitAtStop = new Money(-2m),
        Floating = new Money(0.13m),
        AtRisk = new Money(-2m),
        Locked = null,
        Rule = null,
        RuleText = "",
        Reason = "",
        NextPrice = null,
        NextLocks = null,
        NextRule = null,
        EvaluationAgeMs = 0,
        Moves = 1,
        PeakProfit = null,
        Rail = new RailView(-1m, -1m, 0.065m),
    };
}

using Shouldly;
using WebTrader.Core.Writing;
using Xunit;

namespace WebTrader.Core.Tests.Writing;

public class RetcodePolicyTests
{
    [Theory]
    [InlineData(TradeRetcode.Timeout)]
    [InlineData(TradeRetcode.NoConnection)]
    [InlineData(TradeRetcode.Placed)]
    [InlineData((TradeRetcode)10999)]
    [InlineData((TradeRetcode)0)]
    public void What_may_have_happened_is_unknown_and_read_back(TradeRetcode retcode)
    {
        var meaning = RetcodePolicy.For(retcode);
        (meaning.Outcome, meaning.Next).ShouldBe((WriteOutcome.Unknown, NextMove.ReadBack));
    }

    [Theory]
    [InlineData(TradeRetcode.Done, WriteOutcome.Accepted)]
    [InlineData(TradeRetcode.DonePartial, WriteOutcome.Accepted)]
    [InlineData(TradeRetcode.NoChanges, WriteOutcome.Unchanged)]
    [InlineData(TradeRetcode.PositionClosed, WriteOutcome.Unchanged)]
    public void What_is_done_is_done(TradeRetcode retcode, WriteOutcome outcome) => RetcodePolicy.For(retcode).Outcome.ShouldBe(outcome);

    [Theory]
    [InlineData(TradeRetcode.Requote)]
    [InlineData(TradeRetcode.InvalidStops)]
    [InlineData(TradeRetcode.Frozen)]
    [InlineData(TradeRetcode.PriceOff)]
    public void Where_only_the_price_stood_in_the_way_the_next_quote_tries_again(TradeRetcode retcode)
    {
        var meaning = RetcodePolicy.For(retcode);
        (meaning.Outcome, meaning.Next).ShouldBe((WriteOutcome.Rejected, NextMove.NextQuote));
    }

    [Theory]
    [InlineData(TradeRetcode.TradeDisabled)]
    [InlineData(TradeRetcode.ServerDisablesAutoTrading)]
    [InlineData(TradeRetcode.ClientDisablesAutoTrading)]
    [InlineData(TradeRetcode.NoMoney)]
    [InlineData(TradeRetcode.Invalid)]
    public void Where_protection_is_not_possible_a_person_is_called(TradeRetcode retcode) =>
        RetcodePolicy.For(retcode).Next.ShouldBe(NextMove.RedAlarm);

    [Fact]
    public void Every_code_has_words_and_never_claims_that_we_refused() =>
        Enum.GetValues<TradeRetcode>().Select(RetcodePolicy.For).ShouldAllBe(meaning => meaning.Words.Length > 0 && meaning.Outcome != WriteOutcome.Denied);

    [Fact]
    public void A_code_is_said_as_MT5_numbers_it() => TradeRetcode.InvalidStops.Say().ShouldBe("10016 too near the price");

    [Fact]
    public void A_later_holding_has_the_larger_token_and_a_later_epoch_any()
    {
        (new FencingToken(1, 2) > new FencingToken(1, 1)).ShouldBeTrue();
        (new FencingToken(2, 1) > new FencingToken(1, 99)).ShouldBeTrue();
        (new FencingToken(2, 1) >= new FencingToken(2, 1) && new FencingToken(2, 1) <= new FencingToken(2, 1)).ShouldBeTrue();
        (new FencingToken(1, 99) < new FencingToken(2, 1)).ShouldBeTrue();
    }
}

using Shouldly;
using WebTrader.Brokers.MtApi5.Gateway;
using WebTrader.Brokers.MtApi5.Protocol;
using WebTrader.Core.Positions;
using WebTrader.TestKit.Core;
using Xunit;

namespace WebTrader.Brokers.Tests.MtApi5.Gateway;

public sealed class SymbolFactsTests
{
    [Theory]
    [InlineData(Mt5SymbolExecution.Market, 3, Mt5Filling.ImmediateOrCancel)]
    [InlineData(Mt5SymbolExecution.Market, 1, Mt5Filling.FillOrKill)]
    [InlineData(Mt5SymbolExecution.Market, 0, Mt5Filling.FillOrKill)]
    [InlineData(Mt5SymbolExecution.Exchange, 1, Mt5Filling.Return)]
    [InlineData(Mt5SymbolExecution.Exchange, 2, Mt5Filling.ImmediateOrCancel)]
    [InlineData(Mt5SymbolExecution.Instant, 0, Mt5Filling.Return)]
    [InlineData(Mt5SymbolExecution.Instant, 1, Mt5Filling.FillOrKill)]
    public void What_there_is_is_taken_wherever_the_symbol_allows_it(Mt5SymbolExecution execution, long flags, Mt5Filling filling) =>
        Facts(Mt5SymbolTradeMode.Full, execution, flags).Filling.ShouldBe(filling);

    [Theory]
    [InlineData(Mt5SymbolTradeMode.Full, true, true, true)]
    [InlineData(Mt5SymbolTradeMode.LongOnly, true, false, true)]
    [InlineData(Mt5SymbolTradeMode.ShortOnly, false, true, true)]
    [InlineData(Mt5SymbolTradeMode.CloseOnly, false, false, true)]
    [InlineData(Mt5SymbolTradeMode.Disabled, false, false, false)]
    public void A_symbol_is_traded_as_far_as_the_broker_allows(Mt5SymbolTradeMode mode, bool isLong, bool isShort, bool canClose)
    {
        var facts = Facts(mode, Mt5SymbolExecution.Market, 3);
        (facts.WhyNotOpen(Side.Long) is null).ShouldBe(isLong);
        (facts.WhyNotOpen(Side.Short) is null).ShouldBe(isShort);
        (facts.WhyNotClose is null).ShouldBe(canClose);
    }

    private static SymbolFacts Facts(Mt5SymbolTradeMode mode, Mt5SymbolExecution execution, long flags) => new(Symbols.EurUsd, mode, execution, flags, true, 0);
}

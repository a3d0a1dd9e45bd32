using System.Text;
using Shouldly;
using WebTrader.Brokers.MtApi5.Client;
using WebTrader.Brokers.MtApi5.Gateway;
using WebTrader.Brokers.MtApi5.Protocol;
using WebTrader.Core.Writing;
using Xunit;

namespace WebTrader.Brokers.Tests.MtApi5.Gateway;

/// <summary>What is made of a failed OrderSend by the terminal's own error and the result that it left behind.</summary>
public sealed class TradeAnswersTests
{
    private const int SendFailed = 4756;
    private const int OrderNotFound = 4754;

    private static readonly Mt5TradeRequest Removal = new(Mt5TradeAction.Remove, Order: 77);

    [Fact]
    public async Task A_terminal_that_has_no_such_order_says_so_whatever_the_result_holds() =>
        (await FailedAsync(OrderNotFound, retcode: 32767, order: 12)).Code().ShouldBe(TradeRetcode.InvalidOrder);

    [Theory]
    [InlineData(0)]
    [InlineData(77)]
    public async Task A_refusal_may_name_the_order_that_was_to_be_removed(int order) =>
        (await FailedAsync(SendFailed, (int)TradeRetcode.MarketClosed, order)).Code().ShouldBe(TradeRetcode.MarketClosed);

    [Fact]
    public async Task A_result_with_another_order_is_no_refusal() =>
        (await FailedAsync(SendFailed, (int)TradeRetcode.MarketClosed, order: 78)).ShouldBeOfType<TradeAnswer.Unanswered>();

    private static Task<TradeAnswer> FailedAsync(int error, int retcode, int order)
    {
        var result = $$"""{"Retcode" : {{retcode}},"Deal" : 0,"Order" : {{order}},"Volume" : 0,"Price" : 0,"Bid" : 0,"Ask" : 0,"Comment" : "","Request_id" : 3}""";
        var outcome = Read($$"""{"RetVal" : false,"Result" : {{result}} }""");
        return TradeAnswers.OfAsync(outcome.Is, Task.FromResult<Mt5Answer>(Read($"{error}")), Removal, digits: null, () => Task.FromResult<TerminalChecks?>(null));
    }

    private static Mt5Answer.Value Read(string value) =>
        Mt5AnswerReader.Read(Encoding.UTF8.GetBytes($"{{\"ErrorCode\" : \"0\",\"Value\" : {value}}}")).ShouldBeOfType<Mt5Answer.Value>();
}

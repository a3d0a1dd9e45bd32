using Shouldly;
using WebTrader.Core.Writing;
using Xunit;

namespace WebTrader.Core.Tests.Writing;

/// <summary>Every cell of the table, written down a second time: a change of one must be meant.</summary>
public class RetcodeTableTests
{
    private static readonly WriteKind[] Kinds = [WriteKind.Modify, WriteKind.Close, WriteKind.ClosePart, WriteKind.Open, WriteKind.Cancel];

    private static readonly Dictionary<char, (WriteOutcome, NextMove)> Letters = new()
    {
        ['D'] = (WriteOutcome.Accepted, NextMove.ReadBack),
        ['S'] = (WriteOutcome.Unchanged, NextMove.None),
        ['G'] = (WriteOutcome.Unchanged, NextMove.ReadBack),
        ['U'] = (WriteOutcome.Unknown, NextMove.ReadBack),
        ['Q'] = (WriteOutcome.Rejected, NextMove.NextQuote),
        ['W'] = (WriteOutcome.Rejected, NextMove.BackOff),
        ['L'] = (WriteOutcome.Rejected, NextMove.ReadBack),
        ['A'] = (WriteOutcome.Rejected, NextMove.RedAlarm),
        ['X'] = (WriteOutcome.Rejected, NextMove.None),
    };

    /// <param name="cells">Modify, close, partial close, open, cancel of a pending order.</param>
    [Theory]
    [InlineData(10004, "Requote", "QQQXQ")]
    [InlineData(10006, "Reject", "WWWXW")]
    [InlineData(10007, "Cancel", "WWWXW")]
    [InlineData(10008, "Placed", "UUUUU")]
    [InlineData(10009, "Done", "DDDDD")]
    [InlineData(10010, "DonePartial", "DDDDD")]
    [InlineData(10011, "Error", "WWWXW")]
    [InlineData(10012, "Timeout", "UUUUU")]
    [InlineData(10013, "Invalid", "AAAXA")]
    [InlineData(10014, "InvalidVolume", "ALLXL")]
    [InlineData(10015, "InvalidPrice", "QQQXQ")]
    [InlineData(10016, "InvalidStops", "QQQXQ")]
    [InlineData(10017, "TradeDisabled", "AAAAA")]
    [InlineData(10018, "MarketClosed", "WWWXW")]
    [InlineData(10019, "NoMoney", "AAAXA")]
    [InlineData(10020, "PriceChanged", "QQQXQ")]
    [InlineData(10021, "PriceOff", "QQQXQ")]
    [InlineData(10022, "InvalidExpiration", "AAAXA")]
    [InlineData(10023, "OrderChanged", "WWWXW")]
    [InlineData(10024, "TooManyRequests", "WWWXW")]
    [InlineData(10025, "NoChanges", "SGGUG")]
    [InlineData(10026, "ServerDisablesAutoTrading", "AAAAA")]
    [InlineData(10027, "ClientDisablesAutoTrading", "AAAAA")]
    [InlineData(10028, "Locked", "WWWXW")]
    [InlineData(10029, "Frozen", "QQQXQ")]
    [InlineData(10030, "InvalidFill", "AAAXA")]
    [InlineData(10031, "NoConnection", "UUUUU")]
    [InlineData(10032, "OnlyReal", "AAAXA")]
    [InlineData(10033, "LimitOrders", "AAAXA")]
    [InlineData(10034, "LimitVolume", "AAAXA")]
    [InlineData(10035, "InvalidOrder", "AAAXG")]
    [InlineData(10036, "PositionClosed", "GGGUG")]
    [InlineData(10038, "InvalidCloseVolume", "ALLXL")]
    [InlineData(10039, "CloseOrderExists", "GGGXG")]
    [InlineData(10040, "LimitPositions", "AAAXA")]
    [InlineData(10041, "RejectCancel", "AAAXA")]
    [InlineData(10042, "LongOnly", "AAAXA")]
    [InlineData(10043, "ShortOnly", "AAAXA")]
    [InlineData(10044, "CloseOnly", "AAAXA")]
    [InlineData(10045, "FifoClose", "AAAXA")]
    [InlineData(10046, "HedgeProhibited", "AAAXA")]
    [InlineData(10999, "10999", "UUUUU")]
    [InlineData(0, "0", "UUUUU")]
    public void Every_code_means_what_it_should_for_every_kind_of_write(int number, string name, string cells)
    {
        var retcode = (TradeRetcode)number;
        retcode.ToString().ShouldBe(name);
        for (var i = 0; i < Kinds.Length; i++)
        {
            var meaning = RetcodePolicy.For(retcode, Kinds[i]);
            (meaning.Outcome, meaning.Next).ShouldBe(Letters[cells[i]], $"{name} for {Kinds[i]}");
            meaning.Words.ShouldNotBeNullOrWhiteSpace();
        }
    }

    [Fact]
    public void The_list_above_has_every_code() =>
        typeof(RetcodeTableTests).GetMethod(nameof(Every_code_means_what_it_should_for_every_kind_of_write))!
            .GetCustomAttributes(typeof(InlineDataAttribute), false).Cast<InlineDataAttribute>()
            .Select(row => (TradeRetcode)(int)row.Data[0]!).Where(code => Enum.IsDefined(code)).ShouldBe(Enum.GetValues<TradeRetcode>(), ignoreOrder: true);

    [Fact]
    public void Without_a_kind_it_is_the_change_of_a_stop() =>
        Enum.GetValues<TradeRetcode>().ShouldAllBe(code => RetcodePolicy.For(code) == RetcodePolicy.For(code, WriteKind.Modify));

    [Fact]
    public void A_refused_opening_is_never_tried_again_by_itself() =>
        Enum.GetValues<TradeRetcode>().Select(code => RetcodePolicy.For(code, WriteKind.Open)).ShouldAllBe(meaning => meaning.Next != NextMove.NextQuote && meaning.Next != NextMove.BackOff);
}

using Shouldly;
using WebTrader.Core.Writing;
using Xunit;

namespace WebTrader.Core.Tests.Writing;

/// <summary>Every cell of the table, written down a second time: a change of one must be meant.</summary>
public class RetcodeTableTests
{
    private static readonly WriteKind[] Kinds = [WriteKind.Modify, WriteKind.Close, WriteKind.ClosePart, WriteKind.Open];

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

    /// <param name="cells">Modify, close, partial close, open.</param>
    [Theory]
    [InlineData(10004, "Requote", "QQQX")]
    [InlineData(10006, "Reject", "WWWX")]
    [InlineData(10007, "Cancel", "WWWX")]
    [InlineData(10008, "Placed", "UUUU")]
    [InlineData(10009, "Done", "DDDD")]
    [InlineData(10010, "DonePartial", "DDDD")]
    [InlineData(10011, "Error", "WWWX")]
    [InlineData(10012, "Timeout", "UUUU")]
    [InlineData(10013, "Invalid", "AAAX")]
    [InlineData(10014, "InvalidVolume", "ALLX")]
    [InlineData(10015, "InvalidPrice", "QQQX")]
    [InlineData(10016, "InvalidStops", "QQQX")]
    [InlineData(10017, "TradeDisabled", "AAAA")]
    [InlineData(10018, "MarketClosed", "WWWX")]
    [InlineData(10019, "NoMoney", "AAAX")]
    [InlineData(10020, "PriceChanged", "QQQX")]
    [InlineData(10021, "PriceOff", "QQQX")]
    [InlineData(10022, "InvalidExpiration", "AAAX")]
    [InlineData(10023, "OrderChanged", "WWWX")]
    [InlineData(10024, "TooManyRequests", "WWWX")]
    [InlineData(10025, "NoChanges", "SGGU")]
    [InlineData(10026, "ServerDisablesAutoTrading", "AAAA")]
    [InlineData(10027, "ClientDisablesAutoTrading", "AAAA")]
    [InlineData(10028, "Locked", "WWWX")]
    [InlineData(10029, "Frozen", "QQQX")]
    [InlineData(10030, "InvalidFill", "AAAX")]
    [InlineData(10031, "NoConnection", "UUUU")]
    [InlineData(10032, "OnlyReal", "AAAX")]
    [InlineData(10033, "LimitOrders", "AAAX")]
    [InlineData(10034, "LimitVolume", "AAAX")]
    [InlineData(10035, "InvalidOrder", "AAAX")]
    [InlineData(10036, "PositionClosed", "GGGU")]
    [InlineData(10038, "InvalidCloseVolume", "ALLX")]
    [InlineData(10039, "CloseOrderExists", "GGGX")]
    [InlineData(10040, "LimitPositions", "AAAX")]
    [InlineData(10041, "RejectCancel", "AAAX")]
    [InlineData(10042, "LongOnly", "AAAX")]
    [InlineData(10043, "ShortOnly", "AAAX")]
    [InlineData(10044, "CloseOnly", "AAAX")]
    [InlineData(10045, "FifoClose", "AAAX")]
    [InlineData(10046, "HedgeProhibited", "AAAX")]
    [InlineData(10999, "10999", "UUUU")]
    [InlineData(0, "0", "UUUU")]
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

using Shouldly;
using WebTrader.Core.Positions;
using Xunit;

namespace WebTrader.Core.Tests.Positions;

public class CloseReasonTests
{
    [Fact]
    public void Every_reason_has_words_of_its_own() =>
        Enum.GetValues<CloseReason>().Select(reason => reason.Say()).ShouldBeUnique();

    [Fact]
    public void The_other_side_earns_the_other_way()
    {
        Side.Long.Opposite().ShouldBe(Side.Short);
        (Side.Long.Sign(), Side.Short.Sign()).ShouldBe((1, -1));
    }
}

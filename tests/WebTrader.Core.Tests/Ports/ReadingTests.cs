using Shouldly;
using WebTrader.Core.Ports;
using WebTrader.Core.Positions;
using Xunit;

namespace WebTrader.Core.Tests.Ports;

public class ReadingTests
{
    private static readonly ReadingMark Began = new(7, 1000);

    [Fact]
    public void A_position_that_is_gone_is_a_success_with_nothing()
    {
        var reading = Reading<Position?>.Of(null, Began);
        reading.Succeeded.ShouldBeTrue();
        reading.TryGet(out var position).ShouldBeTrue();
        position.ShouldBeNull();
        reading.Began.ShouldBe(Began);
    }

    [Fact]
    public void A_failed_reading_never_looks_like_nothing_there()
    {
        var reading = Reading<Position?>.Failed("the terminal does not answer", Began);
        reading.Succeeded.ShouldBeFalse();
        reading.TryGet(out _).ShouldBeFalse();
        Should.Throw<InvalidOperationException>(() => reading.Value).Message.ShouldContain("the terminal does not answer");
    }

    [Fact]
    public void A_reading_that_never_took_place_has_failed()
    {
        Reading<Position?> none = default;
        none.Succeeded.ShouldBeFalse();
        none.TryGet(out _).ShouldBeFalse();
        none.Failure.ShouldNotBeNull();
    }
}

using Shouldly;
using WebTrader.Core.Market;
using Xunit;

namespace WebTrader.Core.Tests.Market;

public class MoneyTests
{
    [Fact]
    public void An_amount_is_always_signed_and_has_at_least_two_decimals()
    {
        new Money(0.1m).ToString().ShouldBe("+0.10");
        new Money(-2m).ToString().ShouldBe("-2.00");
        new Money(0.2304m).ToString().ShouldBe("+0.2304");
        Money.Zero.ToString().ShouldBe("0.00");
        new Money(-2m).Unsigned.ShouldBe("2.00");
    }

    [Fact]
    public void Amounts_add_up_exactly() =>
        Enumerable.Repeat(new Money(0.1m), 10).Aggregate((sum, more) => sum + more).ShouldBe(new Money(1m));

    [Fact]
    public void Amounts_compare_as_numbers()
    {
        (new Money(-2m) < new Money(-1m)).ShouldBeTrue();
        (new Money(0.10m) >= new Money(0.1m)).ShouldBeTrue();
        new Money(0.10m).ShouldBe(new Money(0.1m));
        (-new Money(2m)).ShouldBe(new Money(1m) - new Money(3m));
    }
}

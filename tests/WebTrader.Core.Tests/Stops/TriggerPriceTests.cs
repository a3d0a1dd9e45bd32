using Shouldly;
using WebTrader.Core.Stops;
using WebTrader.TestKit.Core;
using Xunit;

namespace WebTrader.Core.Tests.Stops;

public class TriggerPriceTests
{
    private static readonly Situation Euro = Situation.Long(Symbols.EurUsd, lots: 0.01m, open: 1.08650m).With(new StopPlan { Trigger = TriggerPrice.Double }).WithStop(1.08450m).At(1.08650m, 1.08652m);

    [Fact]
    public void What_only_one_quote_showed_moves_no_stop_and_what_two_showed_does()
    {
        var once = Euro.At(1.08681m, 1.08683m);
        once.Decision.ShouldBeOfType<StopDecision.Hold>();
        once.At(1.08682m, 1.08684m).ShouldMoveTo(1.08670m);
    }

    [Fact]
    public void Of_two_quotes_the_worse_one_counts() => Euro.At(1.08671m, 1.08673m).At(1.08691m, 1.08693m).ShouldMoveTo(1.08660m);

    [Fact]
    public void A_short_goes_by_the_higher_ask()
    {
        var dollar = Situation.Short(Symbols.EurUsd, lots: 0.01m, open: 1.08650m).With(Euro.Plan).WithStop(1.08850m);
        dollar.At(1.08627m, 1.08629m).At(1.08607m, 1.08609m).ShouldMoveTo(1.08640m);
    }

    [Fact]
    public void A_loss_beyond_max_risk_is_closed_by_the_first_quote_that_shows_it() =>
        Euro.WithStop(1.08400m).At(1.08449m, 1.08451m).Decision.ShouldBeOfType<StopDecision.CloseNow>();

    [Fact]
    public void After_the_first_quote_at_the_price_it_looks_at_the_next_one()
    {
        var once = Euro.At(1.08681m, 1.08683m);
        once.Decide().Next.From!.Value.Value.ShouldBeLessThanOrEqualTo(once.Closing);
    }
}

using Shouldly;
using WebTrader.Core.Market;
using WebTrader.Core.Safety;
using WebTrader.Core.Stops;
using WebTrader.TestKit.Core;
using Xunit;

namespace WebTrader.Core.Tests.Safety;

public class QuoteGuardTests
{
    private static readonly QuoteGuardLimits Limits = new();
    private static readonly Situation Euro = Situation.Long(Symbols.EurUsd, 0.01m, 1.10000m);

    /// <summary>After a quiet market of ten points of spread around 1.10.</summary>
    private static readonly QuoteNorm Quiet = After(QuoteNorm.None, 40, 1.10000m, 1.10010m);

    private static QuoteJudgement Judge(QuoteNorm norm, decimal bid, decimal ask) => QuoteGuard.Judge(norm, Euro.At(bid, ask).Quote, Euro.Spec, Limits);

    private static QuoteNorm After(QuoteNorm norm, int quotes, decimal bid, decimal ask)
    {
        for (var i = 0; i < quotes; i++) norm = Judge(norm, bid, ask).Norm;
        return norm;
    }

    [Theory]
    [InlineData(1.10000, 1.10010)]
    [InlineData(1.10040, 1.10055)]
    [InlineData(1.10000, 1.10050)]
    [InlineData(1.10500, 1.10510)]
    public void What_a_market_does_every_day_is_trusted(double bid, double ask) => Judge(Quiet, (decimal)bid, (decimal)ask).Distrust.ShouldBeNull();

    [Theory]
    [InlineData(0, 1.1, "Distrusted: a price of zero or less (bid 0, ask 1.1)")]
    [InlineData(-1.1, -1.0, "Distrusted: a price of zero or less (bid -1.1, ask -1)")]
    [InlineData(1.2, 1.1, "Distrusted: the ask of 1.10000 is below the bid of 1.20000")]
    public void Crossed_and_zero_prices_are_distrusted_from_the_first_quote_on_and_nothing_is_learned(double bid, double ask, string says)
    {
        Judge(QuoteNorm.None, (decimal)bid, (decimal)ask).ShouldBe(new QuoteJudgement(says, QuoteNorm.None));
        Judge(Quiet, (decimal)bid, (decimal)ask).ShouldBe(new QuoteJudgement(says, Quiet));
    }

    [Fact]
    public void A_spread_of_more_than_five_usual_ones_is_distrusted() =>
        Judge(Quiet, 1.09980m, 1.10031m).Distrust.ShouldBe("Distrusted: the spread is 51 points, usual are 10");

    [Fact]
    public void A_narrow_market_may_open_to_twenty_points()
    {
        var narrow = After(QuoteNorm.None, 40, 1.10000m, 1.10000m);
        Judge(narrow, 1.10000m, 1.10020m).Distrust.ShouldBeNull();
        Judge(narrow, 1.10000m, 1.10021m).Distrust.ShouldBe("Distrusted: the spread is 21 points, usual are 0");
    }

    [Fact]
    public void One_spike_does_not_make_the_next_look_usual()
    {
        var after = Judge(Quiet, 1.00000m, 1.20000m).Norm;
        after.TypicalSpread!.Value.ShouldBeLessThan(0.00012m);
        Judge(after, 1.09980m, 1.10045m).Distrust.ShouldNotBeNull();
    }

    [Fact]
    public void A_spread_that_stays_wide_becomes_the_usual_one()
    {
        var norm = Quiet;
        var distrusted = 0;
        while (Judge(norm, 1.09970m, 1.10040m) is { Distrust: not null } judged)
        {
            norm = judged.Norm;
            (++distrusted).ShouldBeLessThan(32);
        }

        distrusted.ShouldBeGreaterThan(2);
    }

    [Fact]
    public void A_single_quote_far_outside_is_distrusted_and_the_return_is_not()
    {
        var far = Judge(Quiet, 1.20000m, 1.20010m);
        far.Distrust.ShouldBe("Distrusted until another quote confirms it: 10000 points away from the quote before");
        Judge(far.Norm, 1.10001m, 1.10011m).Distrust.ShouldBeNull();
    }

    [Fact]
    public void A_second_quote_nearby_confirms_a_jump()
    {
        var far = Judge(Quiet, 1.08000m, 1.08010m);
        far.Distrust.ShouldNotBeNull();
        var confirmed = Judge(far.Norm, 1.07950m, 1.07960m);
        confirmed.Distrust.ShouldBeNull();
        Judge(confirmed.Norm, 1.07940m, 1.07950m).Distrust.ShouldBeNull();
    }

    [Fact]
    public void Two_quotes_far_outside_on_different_sides_confirm_nothing()
    {
        var up = Judge(Quiet, 1.20000m, 1.20010m);
        Judge(up.Norm, 1.00000m, 1.00010m).Distrust.ShouldNotBeNull();
    }

    [Fact]
    public void While_it_learns_it_takes_what_comes() => Judge(After(QuoteNorm.None, 19, 1.10000m, 1.10010m), 1.20000m, 1.30000m).Distrust.ShouldBeNull();

    [Fact]
    public void A_distrusted_quote_moves_no_stop_in_profit_and_says_why()
    {
        var at = Euro.WithStop(1.09850m).At(1.10050m, 1.10060m);
        at.Decision.ShouldBeOfType<StopDecision.Move>().ProfitAtStop.ShouldBeGreaterThan(Money.Zero);

        var bound = Bound(at, "Distrusted: why");

        bound.ShouldBe(new StopDecision.Hold("Distrusted: why", ((StopDecision.Move)at.Decision).Stop));
    }

    [Fact]
    public void A_stop_that_is_looser_than_the_hard_stop_gets_that_one_whatever_the_quote()
    {
        var at = Euro.WithStop(1.09000m).At(1.10050m, 1.10060m);
        var move = Bound(at, "Distrusted: why").ShouldBeOfType<StopDecision.Move>();
        (move.Stop, move.Rule, move.Reason).ShouldBe((at.Decide().HardStop, RuleName.HardStop, "Distrusted: why; the hard stop needs no quote"));
    }

    private static StopDecision Bound(Situation at, string? distrust) => QuoteGuard.Bound(at.Decide(), at.Position, at.Spec, distrust);

    [Fact]
    public void A_trusted_quote_changes_nothing() => Checking.ForAll(Situations.Any, at =>
    {
        var decision = at.Decision;
        Bound(at, null).ShouldBe(decision);
    }, tests: 500);

    [Fact]
    public void Nothing_but_what_takes_profit_of_a_ticket_with_a_stop_is_held_back() => Checking.ForAll(Situations.Any, at =>
    {
        var decision = at.Decision;
        var bound = Bound(at, "Distrusted: why");
        var isHeldBack = bound != decision;
        if (isHeldBack && at.Tighter(at.Decide().HardStop.Value, at.Position.StopLoss!.Value.Value)) bound.ShouldBeOfType<StopDecision.Move>().Stop.ShouldBe(at.Decide().HardStop);
        var takesProfit = decision is StopDecision.ClosePart or StopDecision.CloseNow { Cause: CloseCause.ProfitLevel } || (decision is StopDecision.Move move && at.ProfitAt(move.Stop.Value) > 0);
        isHeldBack.ShouldBe(at.Position.StopLoss is not null && takesProfit);
    });
}

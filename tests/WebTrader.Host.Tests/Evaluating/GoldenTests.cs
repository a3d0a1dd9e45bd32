using System.Globalization;
using Shouldly;
using WebTrader.Core.Stops;
using WebTrader.Host.Evaluating;
using static WebTrader.Host.Tests.Evaluating.Asking;

namespace WebTrader.Host.Tests.Evaluating;

/// <summary>Decisions computed by hand; the arithmetic stands beside each.</summary>
public class GoldenTests
{
    [Fact]
    public void A_long_in_yen_locks_whole_steps_and_keeps_the_spread_from_the_price()
    {
        // 12 ticks x 0.64 x 0.1 = 0.768; floor((0.768 - 0.10) / 0.10) x 0.10 = 0.60; 0.60 / 0.064 = 9.375, so 10 ticks; the spread leaves 9.
        var answer = Answered(Item(UsdJpy, Position("long", "0.1", "155.250"), Quote("155.262", "155.265")));

        Expect(answer, EvaluatedAction.Move, 155.259m, RuleName.StepTrailing, 0.576m);
        // 2.00 / 0.065 = 30.77, so 30 ticks of 0.065.
        Wants(answer, RuleName.HardStop, 155.220m, -1.95m);
        Wants(answer, RuleName.SweetSpotLock, null, null);
        Wants(answer, RuleName.StepTrailing, 155.260m, 0.64m);
    }

    [Fact]
    public void With_the_double_trigger_the_worse_of_two_quotes_counts()
    {
        const string Double = """
            ,"settings":{"trigger":"double"},"before":{"bid":155.254,"ask":155.257}
            """;

        // 4 ticks x 0.64 x 0.1 = 0.256 before: floor((0.256 - 0.10) / 0.10) x 0.10 = 0.10; 0.10 / 0.064 = 1.56, so 2 ticks.
        Expect(Answered(Item(UsdJpy, Position("long", "0.1", "155.250"), Quote("155.262", "155.265"), Double)), EvaluatedAction.Move, 155.252m, RuleName.StepTrailing, 0.128m);
    }

    [Theory]
    [InlineData("200 points", "null", 155.050, "-13.00")]
    [InlineData("0.05%", "10000", 155.174, "-4.94")]
    [InlineData("0.05%", "null", 155.204, "-2.99")]
    [InlineData("0.05%", "-20", 155.204, "-2.99")]
    public void Max_risk_in_points_and_in_percent_of_a_balance_where_it_is_known(string risk, string balance, double stop, string loses)
    {
        // 200 ticks of 0.065; 5.00 / 0.065 = 76.9, so 76 ticks; otherwise 3.00 / 0.065 = 46.2, so 46 ticks.
        var more = $$""","balance":{{balance}},"settings":{"maxRisk":"{{risk}}","maxRiskOtherwise":3}""";
        var answer = Answered(Item(UsdJpy, Position("long", "0.1", "155.250"), Quote("155.240", "155.243"), more));

        Expect(answer, EvaluatedAction.Move, (decimal)stop, RuleName.HardStop, decimal.Parse(loses, CultureInfo.InvariantCulture));
    }

    [Fact]
    public void A_short_in_yen_without_a_stop_gets_its_hard_stop_by_the_tick_value_of_a_loss()
    {
        var answer = Answered(Item(UsdJpy, Position("short", "0.1", "155.250"), Quote("155.257", "155.260")));

        Expect(answer, EvaluatedAction.Move, 155.280m, RuleName.HardStop, -1.95m);
    }

    [Fact]
    public void A_short_in_francs_keeps_every_digit_of_its_tick_value()
    {
        // A tick of 0.05 lots is 0.05681818181818182; 10 ticks are 0.568, which locks 0.40: 7.04, so 8 ticks.
        var answer = Answered(Item(UsdChf, Position("short", "0.05", "0.88000"), Quote("0.87988", "0.87990")));

        Expect(answer, EvaluatedAction.Move, 0.87992m, RuleName.StepTrailing, 0.45454545454545456m);
        // 2.00 / 0.0568... = 35.2, so 35 ticks.
        Wants(answer, RuleName.HardStop, 0.88035m, -1.9886363636363637m);
    }

    [Fact]
    public void A_long_in_gold_locks_a_small_profit_one_tick_behind_the_price()
    {
        var answer = Answered(Item(Gold, Position("long", "0.01", "2400.10"), Quote("2400.15", "2400.16")));

        Expect(answer, EvaluatedAction.Move, 2400.14m, RuleName.SweetSpotLock, 0.04m);
        Wants(answer, RuleName.SweetSpotLock, 2400.15m, 0.05m);
    }

    [Fact]
    public void A_short_on_an_index_with_ticks_of_25_points_keeps_the_stops_level()
    {
        // (20000.25 - 19998.50) / 0.25 = 7 ticks = 1.75; locks 1.60, so 7 ticks at 19998.50; 50 points above the ask is 19999.00, 5 ticks.
        var answer = Answered(Item(UsIndex, Position("short", "1", "20000.25", stop: "20002.25"), Quote("19998.00", "19998.50"), ""","progress":{"peakProfit":"2.10"}"""));

        Expect(answer, EvaluatedAction.Move, 19999.00m, RuleName.StepTrailing, 1.25m);
        Wants(answer, RuleName.StepTrailing, 19998.50m, 1.75m);
        Wants(answer, RuleName.HardStop, 20002.25m, -2.00m);
    }

    [Fact]
    public void A_hard_stop_between_two_ticks_goes_to_the_one_that_loses_less()
    {
        // 1.10 / 0.25 = 4.4, so 4 ticks.
        var answer = Answered(Item(UsIndex, Position("long", "1", "20000.25"), Quote("20000.25", "20000.50"), ""","settings":{"maxRisk":1.1}"""));

        Expect(answer, EvaluatedAction.Move, 19999.25m, RuleName.HardStop, -1.00m);
    }

    [Fact]
    public void A_long_on_silver_in_gold_risks_one_tick_because_two_would_be_too_much()
    {
        var answer = Answered(Item(SilverInGold, Position("long", "0.01", "0.01250"), Quote("0.01250", "0.01251")));

        Expect(answer, EvaluatedAction.Move, 0.01249m, RuleName.HardStop, -1.20m);
    }

    [Fact]
    public void The_tick_value_of_a_profit_counts_above_the_entry_and_that_of_a_loss_below()
    {
        var symbol = EurUsd.Replace("\"tickValueProfit\":1", "\"tickValueProfit\":2", StringComparison.Ordinal).Replace("\"tickValueLoss\":1", "\"tickValueLoss\":0.5", StringComparison.Ordinal);
        // 10 ticks x 0.02 = 0.20 locks 0.10: 5 ticks. 2.00 / 0.005 = 400 ticks.
        var answer = Answered(Item(symbol, Position("long", "0.01", "1.10000"), Quote("1.10010", "1.10011")));

        Expect(answer, EvaluatedAction.Move, 1.10005m, RuleName.StepTrailing, 0.10m);
        Wants(answer, RuleName.HardStop, 1.09600m, -2.00m);
    }

    [Theory]
    [InlineData(0, "50000", "49800")]
    [InlineData(1, "5000.0", "4980.0")]
    [InlineData(2, "500.00", "498.00")]
    [InlineData(3, "50.000", "49.800")]
    [InlineData(4, "5.0000", "4.9800")]
    [InlineData(5, "0.50000", "0.49800")]
    [InlineData(6, "0.050000", "0.049800")]
    public void With_any_number_of_digits_max_risk_is_200_ticks_of_one_cent(int digits, string open, string stop)
    {
        var point = $"1e-{digits}";
        var symbol = $$"""{"digits":{{digits}},"point":{{point}},"tickSize":{{point}},"tickValueProfit":1,"tickValueLoss":1,"contractSize":1,"stopsLevel":0,"freezeLevel":0}""";

        var answer = Answered(Item(symbol, Position("buy", "0.01", open), Quote(open, open)));

        Expect(answer, EvaluatedAction.Move, decimal.Parse(stop, CultureInfo.InvariantCulture), RuleName.HardStop, -2.00m);
        answer.Reason.ShouldBe($"At {stop} the loss is at most 2.00");
    }

    [Fact]
    public void A_stop_that_is_where_it_should_be_is_held()
    {
        var answer = Answered(Item(EurUsd, Position("long", "0.01", "1.10000", stop: "1.09800"), Quote("1.10000", "1.10001")));

        Expect(answer, EvaluatedAction.Hold, 1.09800m, null, -2.00m);
        answer.Wanted.ShouldBeNull();
        answer.Reason.ShouldBe("Hard stop: the stop stands at 1.09800, where it should be");
    }

    [Fact]
    public void A_frozen_stop_is_held_and_the_answer_says_what_is_wanted()
    {
        var symbol = EurUsd.Replace("\"freezeLevel\":0", "\"freezeLevel\":20", StringComparison.Ordinal);
        var answer = Answered(Item(symbol, Position("long", "0.01", "1.10000", stop: "1.09990"), Quote("1.10005", "1.10006")));

        Expect(answer, EvaluatedAction.Hold, 1.09990m, null, -0.10m);
        answer.Wanted!.Value.Value.ShouldBe(1.10004m);
    }

    [Theory]
    [InlineData("long", "1.09700", "1.09701", "null")]
    [InlineData("long", "1.09700", "1.09701", "1.09600")]
    [InlineData("short", "1.10299", "1.10300", "null")]
    public void A_loss_beyond_max_risk_that_no_stop_covers_is_closed_now(string side, string bid, string ask, string stop)
    {
        var answer = Answered(Item(EurUsd, Position(side, "0.01", "1.10000", stop), Quote(bid, ask)));

        Expect(answer, EvaluatedAction.CloseNow, null, RuleName.HardStop, null);
        answer.Reason.ShouldStartWith("The loss of -3.00 has come to the hard stop");
    }

    private static void Expect(Evaluation answer, EvaluatedAction action, decimal? stop, RuleName? rule, decimal? profit)
    {
        (answer.Action, answer.Stop?.Value, answer.Rule, answer.ProfitAtStop?.Amount).ShouldBe((action, stop, rule, profit), answer.Reason);
        answer.Rules.Select(wanted => wanted.Rule).ShouldBe([RuleName.HardStop, RuleName.SweetSpotLock, RuleName.StepTrailing]);
    }

    private static void Wants(Evaluation answer, RuleName rule, decimal? stop, decimal? profit)
    {
        var wanted = answer.Rules.Single(one => one.Rule == rule);
        (wanted.Wants?.Value, wanted.ProfitAtStop?.Amount).ShouldBe((stop, profit), wanted.Reason);
    }
}

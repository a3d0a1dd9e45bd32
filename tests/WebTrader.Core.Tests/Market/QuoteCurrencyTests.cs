using Shouldly;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.TestKit.Core;
using Xunit;

namespace WebTrader.Core.Tests.Market;

/// <summary>Money where the profit does not arise in the currency of the account: the tick value carries the rate, with all its digits.</summary>
public class QuoteCurrencyTests
{
    /// <summary>100 yen a tick and lot, with a dollar at 155 yen: 100 / 155.</summary>
    private static readonly SymbolSpec EurJpy = Symbols.UsdJpy with { Name = "EURJPY", TickValueProfit = 0.6451612903225806m, TickValueLoss = 0.6451612903225806m };

    /// <summary>One franc a tick and lot, with a dollar at 0.88 francs: 1 / 0.88.</summary>
    private static readonly SymbolSpec UsdChf = Symbols.EurUsd with { Name = "USDCHF", TickValueProfit = 1.1363636363636364m, TickValueLoss = 1.1363636363636364m, ProfitCurrency = "CHF" };

    /// <summary>Silver in ounces of gold: 0.00001 x 5,000 ounces a tick and lot, with gold at 2,400 in profit and 2,401 in loss.</summary>
    private static readonly SymbolSpec SilverInGold = Symbols.EurUsd with { Name = "XAGXAU", TickValueProfit = 120m, TickValueLoss = 120.05m, ContractSize = 5_000m, ProfitCurrency = "XAU" };

    private static readonly Money MaxRisk = new(2.00m);

    [Fact]
    public void Max_risk_in_yen_takes_the_tick_that_only_the_last_digits_allow()
    {
        // 2.00 / 0.06451612903225806 = 31.000000000000002.
        var position = Situation.Long(EurJpy, 0.10m, 168.500m).Position;
        EurJpy.PriceAtProfit(position, -MaxRisk).ShouldBe(new Price(168.469m));
        EurJpy.ProfitAt(position, new Price(168.469m)).ShouldBe(new Money(-1.99999999999999986m));
    }

    [Fact]
    public void Max_risk_in_francs_lies_35_ticks_above_a_short()
    {
        // 2.00 / 0.05681818181818182 = 35.2.
        var position = Situation.Short(UsdChf, 0.05m, 0.88000m).Position;
        UsdChf.PriceAtProfit(position, -MaxRisk).ShouldBe(new Price(0.88035m));
        UsdChf.ProfitAt(position, new Price(0.88035m)).ShouldBe(new Money(-1.9886363636363637m));
        UsdChf.ProfitAt(position, new Price(0.87990m)).ShouldBe(new Money(0.5681818181818182m));
    }

    [Fact]
    public void Max_risk_in_ounces_of_gold_is_one_tick_for_a_hundredth_of_a_lot()
    {
        var position = Situation.Long(SilverInGold, 0.01m, 0.01250m).Position;
        SilverInGold.PriceAtProfit(position, -MaxRisk).ShouldBe(new Price(0.01249m));
        SilverInGold.ProfitAt(position, new Price(0.01249m)).ShouldBe(new Money(-1.2005m));
        SilverInGold.ProfitAt(position, new Price(0.01252m)).ShouldBe(new Money(2.40m));
    }

    [Fact]
    public void A_tick_that_is_worth_more_than_max_risk_leaves_the_hard_stop_at_the_entry()
    {
        var position = Situation.Short(SilverInGold, 0.02m, 0.01250m).Position;
        SilverInGold.PriceAtProfit(position, -MaxRisk).ShouldBe(new Price(0.01250m));
    }
}

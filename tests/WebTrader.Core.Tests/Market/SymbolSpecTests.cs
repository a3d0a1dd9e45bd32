using Shouldly;
using WebTrader.Core.Market;
using WebTrader.TestKit.Core;
using Xunit;

namespace WebTrader.Core.Tests.Market;

public class SymbolSpecTests
{
    public static TheoryData<SymbolSpec, string> Nonsense => new()
    {
        { Symbols.EurUsd with { Name = " " }, "symbol: a name is missing" },
        { Symbols.EurUsd with { Digits = 9 }, "EURUSD: digits is 9, allowed is 0 to 8" },
        { Symbols.EurUsd with { Digits = -1 }, "EURUSD: digits is -1, allowed is 0 to 8" },
        { Symbols.EurUsd with { Point = 0m }, "EURUSD: point is 0, allowed is above 0" },
        { Symbols.EurUsd with { TickSize = 0m }, "EURUSD: tickSize is 0, allowed is above 0" },
        { Symbols.EurUsd with { TickValueProfit = 0m }, "EURUSD: tickValueProfit is 0, allowed is above 0" },
        { Symbols.EurUsd with { TickValueLoss = -1m }, "EURUSD: tickValueLoss is -1, allowed is above 0" },
        { Symbols.EurUsd with { ContractSize = 0m }, "EURUSD: contractSize is 0, allowed is above 0" },
        { Symbols.EurUsd with { StopsLevel = -1 }, "EURUSD: stopsLevel is -1, allowed is 0 or more points" },
        { Symbols.EurUsd with { FreezeLevel = -1 }, "EURUSD: freezeLevel is -1, allowed is 0 or more points" },
        { Symbols.EurUsd with { VolumeMin = 0m }, "EURUSD: volumeMin is 0, allowed is above 0" },
        { Symbols.EurUsd with { VolumeStep = 0m }, "EURUSD: volumeStep is 0, allowed is above 0" },
        { Symbols.EurUsd with { VolumeMin = 1m, VolumeMax = 0.5m }, "EURUSD: volumeMax is 0.5, allowed is volumeMin or more" },
    };

    [Theory]
    [MemberData(nameof(Nonsense))]
    public void What_makes_no_sense_is_named_with_its_value_and_what_is_allowed(SymbolSpec spec, string problem) => spec.Problem().ShouldBe(problem);

    [Fact]
    public void What_brokers_give_makes_sense()
    {
        foreach (var spec in new[] { Symbols.EurUsd, Symbols.XauUsd, Symbols.UsdJpy, Symbols.Germany40, Symbols.Japan225 }) spec.Problem().ShouldBeNull();
        Checking.ForAll(Situations.Specs, spec => spec.Problem().ShouldBeNull(), tests: 300);
    }

    [Fact]
    public void A_price_is_written_with_all_its_digits()
    {
        Symbols.EurUsd.Format(new Price(1.0865m)).ShouldBe("1.08650");
        Symbols.Japan225.Format(new Price(39_000.0m)).ShouldBe("39000");
    }

    [Fact]
    public void Distances_are_in_points_whatever_the_tick_size()
    {
        var index = Symbols.Germany40 with { StopsLevel = 30, FreezeLevel = 5 };
        index.StopsDistance.ShouldBe(3.0m);
        index.FreezeDistance.ShouldBe(0.5m);
        index.FormatPoints(1.25m).ShouldBe("12.5");
    }

    [Theory]
    [InlineData("1.1", "1.2", true)]
    [InlineData("1.1", "1.1", true)]
    [InlineData("1.2", "1.1", false)]
    [InlineData("0", "1.1", false)]
    [InlineData("-1", "1.1", false)]
    public void A_sane_quote_has_prices_above_zero_and_no_negative_spread(string bid, string ask, bool sane)
    {
        static decimal Number(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
        Situation.Long(Symbols.EurUsd, 0.01m, 1.1m).At(Number(bid), Number(ask)).Quote.IsSane.ShouldBe(sane);
    }
}

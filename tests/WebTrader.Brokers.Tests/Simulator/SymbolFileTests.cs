using Shouldly;
using WebTrader.Brokers.Simulator;
using Xunit;

using WebTrader.TestKit.Files;

namespace WebTrader.Brokers.Tests.Simulator;

public sealed class SymbolFileTests
{
    private const string Dax =
        """{"DAX":{"digits":1,"point":0.1,"tickSize":0.5,"tickValueProfit":"0.54","tickValueLoss":0.55,"contractSize":1,"stopsLevel":20,"freezeLevel":0}}""";

    private static string Complaint(string json) => Should.Throw<SymbolFileException>(() => SymbolFile.Parse(json, "my.json")).Message;

    [Fact]
    public void A_built_in_symbol_inherits_what_is_not_given()
    {
        var gold = SymbolFile.Parse("""{"XAUUSD":{"freezeLevel":30,"commissionPerLot":7}}""", "my.json").Single();
        gold.Spec.ShouldBe(SymbolSpecs.XauUsd.Spec with { FreezeLevel = 30 });
        gold.CommissionPerLot.ShouldBe(7m);
        gold.SwapLong.ShouldBe(SymbolSpecs.XauUsd.SwapLong);
    }

    [Fact]
    public void A_new_symbol_is_read_with_exact_decimals()
    {
        var dax = SymbolFile.Parse(Dax, "my.json").Single();
        dax.Spec.TickValueProfit.ShouldBe(0.54m);
        dax.Spec.TickSize.ShouldBe(0.5m);
        dax.Spec.StopsLevel.ShouldBe(20);
        dax.FixedTickValues.ShouldBeTrue();
    }

    [Fact]
    public void A_new_symbol_needs_all_of_its_arithmetic() =>
        Complaint(Dax.Replace("\"tickSize\":0.5,", "", StringComparison.Ordinal)).ShouldStartWith("my.json: DAX: tickSize is missing");

    [Theory]
    [InlineData("""{"EURUSD":{"digits":9}}""", "my.json: EURUSD: digits is 9, allowed is a whole number from 0 to 8.")]
    [InlineData("""{"EURUSD":{"digits":4.5}}""", "my.json: EURUSD: digits is 4.5, allowed is a whole number from 0 to 8.")]
    [InlineData("""{"EURUSD":{"point":0}}""", "my.json: EURUSD: point is 0, allowed is above 0.")]
    [InlineData("""{"EURUSD":{"stopsLevel":-1}}""", "my.json: EURUSD: stopsLevel is -1, allowed is a whole number from 0 to 1000000.")]
    [InlineData("""{"EURUSD":{"contractSize":"many"}}""", "my.json: EURUSD: contractSize is many, allowed is above 0.")]
    [InlineData("""{"EURUSD":{"contractSize":1e99}}""", "my.json: EURUSD: contractSize is 1e99, allowed is above 0.")]
    [InlineData("""{"EURUSD":{"swapLong":null}}""", "my.json: EURUSD: swapLong is null, allowed is a number (any number).")]
    [InlineData("""{"EURUSD":{"volumeMax":0.001}}""", "my.json: EURUSD: volumeMax is 0.001, allowed is volumeMin or more.")]
    [InlineData("""{"EURUSD":{"digits":2}}""", "my.json: EURUSD: point is 0.00001, allowed is a multiple of the last of 2 digits.")]
    [InlineData("""{"EURUSD":{"digits":5,"digits":4}}""", "my.json: EURUSD: digits is given twice.")]
    [InlineData("""{"EURUSD":{},"EURUSD":{}}""", "my.json: EURUSD is given twice.")]
    [InlineData("""{"EURUSD":7}""", "my.json: EURUSD: an object of fields is expected.")]
    [InlineData("[]", "my.json: an object by symbol is expected.")]
    public void What_cannot_be_used_is_named_with_its_value_and_what_is_allowed(string json, string complaint) => Complaint(json).ShouldBe(complaint);

    [Fact]
    public void An_unknown_field_is_named() =>
        Complaint("""{"EURUSD":{"tickValue":1}}""").ShouldStartWith("my.json: EURUSD: unknown field tickValue; allowed are digits, point");

    [Fact]
    public void What_is_not_json_or_not_there_is_told_with_the_file()
    {
        Complaint("{").ShouldStartWith("my.json: not JSON");
        using var folder = new TempFolder();
        Should.Throw<SymbolFileException>(() => SymbolFile.Read(folder.Of("none.json"))).Message.ShouldContain("none.json");
        SymbolFile.Read(folder.Of("some.json", Dax)).Count.ShouldBe(1);
    }

    [Fact]
    public void Every_built_in_symbol_makes_sense()
    {
        foreach (var symbol in SymbolSpecs.BuiltIn)
        {
            symbol.Spec.Problem().ShouldBeNull();
            (symbol.Spec.TickSize % symbol.Spec.Point).ShouldBe(0m);
        }

        SymbolSpecs.XauUsd.Spec.TickValueProfit.ShouldBe(0.1m);
        SymbolSpecs.NzdUsd.Spec.Point.ShouldBe(0.00001m);
        SymbolSpecs.Us30.Spec.TickSize.ShouldNotBe(SymbolSpecs.Us30.Spec.Point);
    }
}

using System.Text.Json;
using Shouldly;
using WebTrader.Host.Evaluating;

namespace WebTrader.Host.Tests.Evaluating;

/// <summary>Questions as JSON text, as somebody would write them.</summary>
internal static class Asking
{
    public const string EurUsd = """{"digits":5,"point":0.00001,"tickSize":0.00001,"tickValueProfit":1,"tickValueLoss":1,"contractSize":100000,"stopsLevel":0,"freezeLevel":0,"name":"EURUSD"}""";
    public const string UsdJpy = """{"digits":3,"point":0.001,"tickSize":0.001,"tickValueProfit":"0.64","tickValueLoss":"0.65","contractSize":100000,"stopsLevel":0,"freezeLevel":0}""";
    public const string UsdChf = """{"digits":5,"point":1e-5,"tickSize":1E-5,"tickValueProfit":1.1363636363636364,"tickValueLoss":1.1363636363636364,"contractSize":100000,"stopsLevel":0,"freezeLevel":0}""";
    public const string Gold = """{"digits":2,"point":"0.01","tickSize":"0.01","tickValueProfit":1,"tickValueLoss":1,"contractSize":100,"stopsLevel":0,"freezeLevel":0}""";
    public const string UsIndex = """{"digits":2,"point":0.01,"tickSize":0.25,"tickValueProfit":0.25,"tickValueLoss":0.25,"contractSize":1,"stopsLevel":50,"freezeLevel":0}""";

    /// <summary>Silver in ounces of gold: a tick of 0.00001 x 5,000 ounces is 0.05 ounces, 120 dollars with gold at 2,400.</summary>
    public const string SilverInGold = """{"digits":5,"point":0.00001,"tickSize":0.00001,"tickValueProfit":120,"tickValueLoss":120,"contractSize":5000,"stopsLevel":0,"freezeLevel":0}""";

    public static string Item(string symbol, string position, string quote, string more = "") =>
        $$"""{"symbol":{{symbol}},"position":{{position}},"quote":{{quote}}{{more}}}""";

    public static string Position(string side, string lots, string open, string stop = "null", string target = "null") =>
        $$"""{"side":"{{side}}","lots":{{lots}},"openPrice":{{open}},"stopLoss":{{stop}},"takeProfit":{{target}}}""";

    public static string Quote(string bid, string ask) => $$"""{"bid":{{bid}},"ask":{{ask}}}""";

    public static Evaluation Answered(string item)
    {
        var evaluated = Ask(item);
        evaluated.Problems.ShouldBeEmpty();
        return evaluated.Answer.ShouldNotBeNull();
    }

    public static Evaluated Ask(string item)
    {
        using var document = JsonDocument.Parse(item, Evaluator.Json);
        return Evaluator.Ask(document.RootElement, null);
    }
}

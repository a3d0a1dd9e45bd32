using System.Globalization;
using System.Text;

namespace WebTrader.Host.Commands.Simulate.Scenarios;

/// <summary>The verdicts of scenarios in words; the same scenarios give the same text.</summary>
internal static class ScenarioReport
{
    /// <summary>One scenario, expectation by expectation.</summary>
    public static string Of(ScenarioResult result)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{result.Script.Name}: {result.Script.About}\n");
        foreach (var verdict in result.Verdicts)
        {
            var where = verdict.Line is { } line ? string.Create(CultureInfo.InvariantCulture, $"line {line,3}") : "        ";
            text.Append(CultureInfo.InvariantCulture, $"  {(verdict.Holds ? "held  " : "FAILED")} {where}  {verdict.Text}{(verdict.Holds ? " -- " : "\n      seen: ")}{verdict.Seen}\n");
        }

        return text.ToString();
    }

    /// <summary>How many held, in one line.</summary>
    /// <param name="notPlayed">How many cannot be played that way.</param>
    public static string Sum(IReadOnlyList<ScenarioResult> results, int notPlayed)
    {
        var failed = results.Where(result => !result.Holds).Select(result => result.Script.Name).ToList();
        return string.Create(CultureInfo.InvariantCulture,
            $"{results.Count} scenario{(results.Count == 1 ? "" : "s")}{(notPlayed == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" ({notPlayed} not played over mt5)"))}, {results.Sum(result => result.Verdicts.Count)} expectations: {(failed.Count == 0 ? "all held" : "FAILED in " + string.Join(", ", failed))}\n");
    }
}

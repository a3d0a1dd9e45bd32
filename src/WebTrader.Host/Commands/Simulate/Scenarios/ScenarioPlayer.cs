using System.Globalization;
using WebTrader.Host.Commands.Simulate.Ways;

namespace WebTrader.Host.Commands.Simulate.Scenarios;

/// <summary>What came of one expectation.</summary>
/// <param name="Line">Null for the promises that hold in every scenario.</param>
internal readonly record struct Verdict(int? Line, string Text, bool Holds, string Seen);

/// <summary>What came of a scenario.</summary>
internal sealed record ScenarioResult(Script Script, IReadOnlyList<Verdict> Verdicts)
{
    public bool Holds => Verdicts.All(verdict => verdict.Holds);
}

/// <summary>Plays a scenario through the engine, on a clock that moves only when told: the same scenario always comes to the same end.</summary>
internal static class ScenarioPlayer
{
    private const string Promises = "in every scenario: no stop loosened through us, one writer, no position without a stop and without a reason, each closure recorded once and with the broker's money, no loss beyond max risk and the gap";

    /// <param name="tellsTrades">See <see cref="ScenarioStage"/>.</param>
    public static ScenarioResult Play(Script script, WorldWay over = WorldWay.Embedded, bool tellsTrades = true)
    {
        using var stage = new ScenarioStage(script.Setup, over, tellsTrades);
        var verdicts = new List<Verdict>();
        foreach (var line in script.Lines)
        {
            try
            {
                Play(stage, line, verdicts);
            }
            catch (StageException refused)
            {
                verdicts.Add(new Verdict(line.Number, line.Text, false, $"{refused.Message}; the scenario ends here"));
                break;
            }
        }

        var broken = stage.End();
        verdicts.Add(new Verdict(null, Promises, broken.Count == 0, broken.Count == 0 ? "kept" : string.Join("\n", broken.Select(Say))));
        return new ScenarioResult(script, verdicts);
    }

    private static string Say(Violation violation) => string.Create(CultureInfo.InvariantCulture,
        $"{violation.At:HH:mm:ss.fff} ticket {violation.Ticket?.ToString() ?? "-"}: {violation.What}{string.Concat(violation.Story.Select(line => "\n      " + line))}");

    private static void Play(ScenarioStage stage, ScriptLine line, List<Verdict> verdicts)
    {
        switch (line)
        {
            case ScriptLine.Step step:
                step.Act(stage);
                break;
            case ScriptLine.Expectation expectation:
                var finding = expectation.Check(stage);
                verdicts.Add(new Verdict(line.Number, line.Text, finding.Holds, finding.Seen));
                break;
        }
    }
}

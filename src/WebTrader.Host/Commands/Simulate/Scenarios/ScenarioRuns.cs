using WebTrader.Host.Commands.Simulate.Ways;

namespace WebTrader.Host.Commands.Simulate.Scenarios;

/// <summary>Lists and plays scenarios for whoever asked on the command line.</summary>
internal static class ScenarioRuns
{
    /// <summary>The name and the sentence of each.</summary>
    /// <returns>The exit code.</returns>
    public static int List(TextWriter output)
    {
        var widest = ScenarioLibrary.Names.Max(name => name.Length);
        foreach (var name in ScenarioLibrary.Names) output.WriteLine($"{name.PadRight(widest)}  {ScenarioLibrary.Load(name).About}");
        return 0;
    }

    /// <returns>The exit code: 1 where an expectation was not met.</returns>
    public static int Play(string wanted, WorldWay over, TextWriter output)
    {
        var results = new List<ScenarioResult>();
        var left = 0;
        foreach (var script in Read(wanted))
        {
            if (over == WorldWay.Mt5 && script.Setup.NotOverMt5 is { } why)
            {
                left++;
                output.WriteLine($"{script.Name}: not played over mt5: {why}\n");
                continue;
            }

            results.Add(ScenarioPlayer.Play(script, over));
            output.WriteLine(ScenarioReport.Of(results[^1]));
        }

        output.Write(ScenarioReport.Sum(results, left));
        return results.All(result => result.Holds) ? 0 : CommandLine.Failure;
    }

    private static IReadOnlyList<Script> Read(string wanted)
    {
        try
        {
            return ScenarioLibrary.Find(wanted);
        }
        catch (ScriptException wrong)
        {
            throw new UsageException(wrong.Message);
        }
    }
}

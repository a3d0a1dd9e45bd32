using WebTrader.Host.Commands.Simulate.Scenarios.Verbs;

namespace WebTrader.Host.Commands.Simulate.Scenarios;

/// <summary>
/// Reads a scenario, one line after the other: first how it begins, then what happens and what is expected, in the order in which it is played. What stands
/// behind a <c>#</c> is for people. Strict: what nobody knows is refused.
/// </summary>
internal static class ScriptParser
{
    private const int MostLines = 1_000;
    private static readonly char[] Spaces = [' ', '\t', '\r'];

    /// <summary>Throws <see cref="ScriptException"/> for the first line that does not fit.</summary>
    /// <param name="file">For messages.</param>
    public static Script Parse(string name, string file, string text)
    {
        var names = new ScriptNames(file);
        var setup = new SetupBuilder();
        var lines = new List<ScriptLine>();
        var number = 0;
        foreach (var raw in text.Split('\n'))
        {
            number++;
            var line = string.Join(' ', raw.Split('#', 2)[0].Split(Spaces, StringSplitOptions.RemoveEmptyEntries));
            if (line.Length == 0) continue;
            var words = new LineWords(names, number, line);
            if (number > MostLines) throw words.Fail($"a scenario has at most {MostLines} lines");
            Read(words, number, line, setup, lines);
        }

        var end = new LineWords(names, number, "");
        if (lines.All(line => line is ScriptLine.Step)) throw end.Fail($"nothing is expected, allowed is a scenario with at least one expectation: {ExpectVerb.Usage}");
        return new Script(name, setup.About!, setup.Build(), lines);
    }

    private static void Read(LineWords words, int number, string line, SetupBuilder setup, List<ScriptLine> lines)
    {
        var verb = words.Take("a word");
        if (SetupVerbs.All.TryGetValue(verb, out var begins))
        {
            words.Usage = begins.Usage;
            if (lines.Count > 0) throw words.Fail($"\"{verb}\" stands after something has happened, allowed is before the first step");
            begins.Read(words, setup);
            words.End();
            return;
        }

        var isExpectation = verb == ExpectVerb.Name;
        if (!isExpectation && !StepVerbs.All.ContainsKey(verb))
            throw words.Wrong("the first word", verb, string.Join(", ", SetupVerbs.All.Keys.Concat(StepVerbs.All.Keys).Append(ExpectVerb.Name).Order(StringComparer.Ordinal)));
        if (setup.Missing is { } missing) throw words.Fail($"\"{missing}\" must stand before the first step");
        if (isExpectation)
        {
            words.Usage = ExpectVerb.Usage;
            lines.Add(new ScriptLine.Expectation(number, line, ExpectVerb.Read(words)));
        }
        else
        {
            var step = StepVerbs.All[verb];
            words.Usage = step.Usage;
            lines.Add(new ScriptLine.Step(number, line, step.Read(words)));
        }

        words.End();
    }
}

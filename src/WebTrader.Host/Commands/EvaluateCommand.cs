using System.CommandLine;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using WebTrader.Host.Api;
using WebTrader.Host.Evaluating;

namespace WebTrader.Host.Commands;

/// <summary><c>evaluate</c>: asks the rules about positions in a file, one JSON object a line, and writes one answer a line.</summary>
public static class EvaluateCommand
{
    private const int LongestLine = 64 * 1024;

    private static readonly Argument<string> Questions = new("FILE.jsonl") { Description = "One question a line, as JSON; - reads the standard input." };

    private static readonly JsonSerializerOptions Json = Options();

    public static Command Build()
    {
        var command = new Command("evaluate", "Says what the engine would do about positions at given quotes, and why. Nothing is sent, kept or changed.");
        command.Arguments.Add(Questions);
        command.SetAction(parsed => Run(parsed.GetValue(Questions)!));
        return command;
    }

    private static int Run(string file)
    {
        if (file != "-" && !File.Exists(file)) throw new UsageException($"FILE.jsonl: there is no file {file}");
        using var questions = new StreamReader(file == "-" ? Console.OpenStandardInput() : File.OpenRead(file), Encoding.UTF8);
        using var answers = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        return Answer(questions, answers, Console.Error) ? 0 : CommandLine.Failure;
    }

    /// <summary>Answers every line that is not blank, in its order; a bad one is answered with what is wrong, which <paramref name="complaints"/> hears too.</summary>
    /// <returns>Whether all lines were good.</returns>
    internal static bool Answer(TextReader questions, TextWriter answers, TextWriter complaints)
    {
        var number = 0;
        var areGood = true;
        foreach (var line in new BoundedLines(questions, LongestLine).All())
        {
            number++;
            if (line is not null && string.IsNullOrWhiteSpace(line)) continue;
            var evaluated = Ask(line, number);
            if (evaluated.Answer is { } answer)
            {
                answers.WriteLine(JsonSerializer.Serialize(answer, Json));
                continue;
            }

            areGood = false;
            answers.WriteLine(JsonSerializer.Serialize(new BadLine(number, evaluated.Problems), Json));
            answers.Flush();
            foreach (var problem in evaluated.Problems) complaints.WriteLine($"line {number}: {problem}.");
        }

        answers.Flush();
        return areGood;
    }

    private static Evaluated Ask(string? line, int number)
    {
        if (line is null) return new Evaluated(null, [$"the line is too long, allowed is {LongestLine} characters"]);
        try
        {
            using var document = JsonDocument.Parse(line, Evaluator.Json);
            return Evaluator.Ask(document.RootElement, number);
        }
        catch (JsonException broken)
        {
            return new Evaluated(null, [$"the text is not JSON at byte {broken.BytePositionInLine + 1}, allowed is one object a line"]);
        }
    }

    private static JsonSerializerOptions Options()
    {
        // Read by programs and people, never by a browser: what is no markup need not be escaped.
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        JsonText.Apply(options);
        return options;
    }

    private sealed record BadLine(int Line, IReadOnlyList<string> Errors);
}

using System.Text;
using System.Text.Json;
using Shouldly;
using WebTrader.Host.Commands;
using static WebTrader.Host.Tests.Evaluating.Asking;

namespace WebTrader.Host.Tests.Commands;

public sealed class EvaluateTests
{
    private static readonly string Good = Item(EurUsd, Position("long", "0.01", "1.10000"), Quote("1.10000", "1.10001"));
    private static readonly string Bad = Item(EurUsd, Position("long", "0", "1.10000"), Quote("1.10000", "1.10001"));

    [Fact]
    public async Task A_file_is_answered_line_by_line_and_ends_with_0()
    {
        using var folder = new TempFolder();
        var (code, said) = await HostProcess.RunAsync("evaluate", folder.Of("q.jsonl", $"{Good}\r\n\n{Good}"));

        code.ShouldBe(0, said);
        var answers = Lines(said);
        answers.Select(answer => answer.GetProperty("line").GetInt32()).ShouldBe([1, 3]);
        answers[0].EnumerateObject().Select(field => field.Name).ShouldBe(["line", "action", "stop", "rule", "reason", "profitAtStop", "wanted", "lots", "rules"]);
        answers[0].GetProperty("action").GetString().ShouldBe("move");
        answers[0].GetProperty("stop").GetString().ShouldBe("1.09800");
        answers[0].GetProperty("rule").GetString().ShouldBe("hardStop");
        answers[0].GetProperty("profitAtStop").GetString().ShouldBe("-2.00");
        answers[0].GetProperty("rules").EnumerateArray().Select(rule => rule.GetProperty("rule").GetString()).ShouldBe(["hardStop", "sweetSpotLock", "stepTrailing"]);
        answers[0].GetProperty("rules")[1].GetProperty("wants").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task A_bad_line_is_told_the_others_are_answered_and_the_end_is_1()
    {
        using var folder = new TempFolder();
        var (code, said) = await HostProcess.RunAsync("evaluate", folder.Of("q.jsonl", $"{Good}\n{Bad}\n{Good}\n"));

        code.ShouldBe(1);
        said.ShouldContain("line 2: position.lots is 0, allowed is above 0, at most 100000.");
        Lines(said).Count(answer => answer.TryGetProperty("action", out _)).ShouldBe(2);
    }

    [Theory]
    [InlineData("{\"symbol\":", "line 2: the text is not JSON at byte 11, allowed is one object a line.")]
    [InlineData("{} {}", "line 2: the text is not JSON at byte 4, allowed is one object a line.")]
    [InlineData("[[[[[[[[[]]]]]]]]]", "line 2: the text is not JSON")]
    [InlineData("7", "line 2: the item is 7, allowed is an object.")]
    public void What_is_no_object_is_told_with_its_line(string line, string says)
    {
        var (areGood, answers, complaints) = Answer($"{Good}\n{line}\n{Good}");

        areGood.ShouldBeFalse();
        complaints.ShouldStartWith(says);
        answers.Count.ShouldBe(3);
        answers[1].GetProperty("line").GetInt32().ShouldBe(2);
        ($"line 2: {answers[1].GetProperty("errors")[0].GetString()}.").ShouldBe(complaints.TrimEnd());
    }

    [Fact]
    public void A_line_without_end_is_refused_and_not_kept()
    {
        var (areGood, answers, complaints) = Answer($"{new string(' ', 70_000)}{Good}\n{Good}\n");

        areGood.ShouldBeFalse();
        complaints.ShouldStartWith("line 1: the line is too long, allowed is 65536 characters.");
        answers[1].GetProperty("action").GetString().ShouldBe("move");
    }

    [Fact]
    public void An_empty_input_is_answered_with_nothing()
    {
        var (areGood, answers, complaints) = Answer("\n \n");

        (areGood, answers.Count, complaints).ShouldBe((true, 0, ""));
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_wrong_usage()
    {
        var (code, said) = await HostProcess.RunAsync("evaluate", "nowhere.jsonl");

        code.ShouldBe(2);
        said.ShouldContain("nowhere.jsonl");
    }

    private static (bool AreGood, List<JsonElement> Answers, string Complaints) Answer(string input)
    {
        using var questions = new StringReader(input);
        using var answers = new StringWriter();
        using var complaints = new StringWriter();
        var areGood = EvaluateCommand.Answer(questions, answers, complaints);
        return (areGood, Lines(answers.ToString()), complaints.ToString());
    }

    private static List<JsonElement> Lines(string said)
    {
        var lines = new List<JsonElement>();
        foreach (var line in said.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line.StartsWith('{')))
        {
            using var document = JsonDocument.Parse(Encoding.UTF8.GetBytes(line));
            lines.Add(document.RootElement.Clone());
        }

        return lines;
    }
}

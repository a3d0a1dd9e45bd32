using System.Globalization;
using WebTrader.Core.Journal;
using WebTrader.Core.Writing;

namespace WebTrader.Host.Commands.Simulate.Scenarios.Verbs;

/// <summary>What is expected at a point of the play: of positions by their name, or of the account.</summary>
internal static class ExpectVerb
{
    public const string Name = "expect";

    private static readonly Dictionary<string, Func<LineWords, Func<ScenarioStage, Finding>>> Account = new(StringComparer.Ordinal)
    {
        ["alarms"] = ReadAlarms,
        ["calls"] = Figure(FigureUnit.Count, stage => stage.Figures.Calls),
        ["refused"] = Figure(FigureUnit.Count, stage => stage.Figures.Refused),
        ["unanswered"] = Figure(FigureUnit.Count, stage => stage.Figures.Unanswered),
        ["faults-struck"] = Figure(FigureUnit.Count, stage => stage.Faults.Struck),
        ["closes-sent"] = Figure(FigureUnit.Count, stage => stage.Figures.ClosesSent),
        ["failed-readings"] = Figure(FigureUnit.Count, stage => stage.Figures.FailedReadings),
        ["recorded"] = Figure(FigureUnit.Count, stage => stage.Figures.Recorded),
        ["success"] = Figure(FigureUnit.Percent, Success),
        ["drawdown"] = Figure(FigureUnit.Percent, stage => stage.Drawdown),
        ["evaluation"] = Figure(FigureUnit.Time, stage => stage.Session.View.Health().Worker.EvaluationAgeP99Ms * TimeSpan.TicksPerMillisecond),
        ["restarts"] = Figure(FigureUnit.Count, stage => stage.Session.WorkerRole.Restarts),
        ["asked"] = ReadAsked,
    };

    public static string Usage { get; } = $"expect [some] NAME {PositionExpectations.Usage}, or expect {string.Join('|', Account.Keys)} ...";

    public static Func<ScenarioStage, Finding> Read(LineWords words)
    {
        foreach (var (word, read) in Account)
        {
            if (words.Try(word)) return read(words);
        }

        var isSome = words.Try("some");
        var name = words.Position();
        var check = PositionExpectations.Read(words);
        return stage => isSome ? Some(stage, name, check) : Every(stage, name, check);
    }

    private static Finding Every(ScenarioStage stage, string name, PositionCheck check)
    {
        var tickets = stage.Named(name);
        if (tickets.Count == 0) return new Finding(false, $"no position {name} was opened");
        foreach (var ticket in tickets)
        {
            var finding = check(stage, ticket);
            if (!finding.Holds) return finding with { Seen = $"ticket {ticket}: {finding.Seen}{stage.Stories.Of(ticket)}" };
        }

        var first = check(stage, tickets[0]).Seen;
        return new Finding(true, tickets.Count == 1 ? first : string.Create(CultureInfo.InvariantCulture, $"all {tickets.Count}, the first: {first}"));
    }

    private static Finding Some(ScenarioStage stage, string name, PositionCheck check)
    {
        var tickets = stage.Named(name);
        var held = tickets.Where(ticket => check(stage, ticket).Holds).ToList();
        return held.Count > 0
            ? new Finding(true, string.Create(CultureInfo.InvariantCulture, $"{held.Count} of {tickets.Count}, as ticket {held[0]}: {check(stage, held[0]).Seen}"))
            : new Finding(false, string.Create(CultureInfo.InvariantCulture, $"none of {tickets.Count}{(tickets.Count > 0 ? ", as the first: " + check(stage, tickets[0]).Seen : "")}"));
    }

    private static Func<LineWords, Func<ScenarioStage, Finding>> Figure(FigureUnit unit, Func<ScenarioStage, decimal?> of) => words =>
    {
        var range = ValueRange.Take(words, unit);
        return stage => range.Holds(of(stage));
    };

    // Of the stops that left for the broker, so many it took; what we denied ourselves never left.
    private static decimal? Success(ScenarioStage stage)
    {
        var outcomes = stage.Facts.OfType<StopSettled>().Select(settled => settled.Result.Outcome).Where(outcome => outcome != WriteOutcome.Denied).ToList();
        return outcomes.Count == 0 ? null : 100m * outcomes.Count(outcome => outcome is WriteOutcome.Accepted or WriteOutcome.Unchanged) / outcomes.Count;
    }

    private static Func<ScenarioStage, Finding> ReadAlarms(LineWords words)
    {
        var what = words.Take("none, over or the id of an alarm");
        return what switch
        {
            "none" => stage => Alarms(stage) is { Count: > 0 } raised ? new Finding(false, string.Join("; ", raised.Select(alarm => $"{alarm.Id}: {alarm.Text}"))) : new Finding(true, "none was raised"),
            "over" => stage => Standing(stage) is { Count: > 0 } standing ? new Finding(false, "standing: " + string.Join("; ", standing)) : new Finding(true, $"{Alarms(stage).Count} raised, none stands"),
            _ => stage => Alarms(stage).FirstOrDefault(alarm => alarm.Id.StartsWith(what, StringComparison.Ordinal)) is { } alarm
                ? new Finding(true, alarm.Text)
                : new Finding(false, Alarms(stage) is { Count: > 0 } raised ? "raised were only: " + string.Join(", ", raised.Select(each => each.Id)) : "no alarm was raised"),
        };
    }

    private static List<Alarm> Alarms(ScenarioStage stage) => [.. stage.Facts.OfType<AlarmRaised>().Select(raised => raised.Alarm)];

    private static List<string> Standing(ScenarioStage stage) => [.. stage.Session.View.Health().Alarms.Select(alarm => $"{alarm.Id}: {alarm.Text}")];

    private static Func<ScenarioStage, Finding> ReadAsked(LineWords words)
    {
        var wantsDone = words.OneOf("what came of it", new Dictionary<string, bool>(StringComparer.Ordinal) { ["done"] = true, ["refused"] = false });
        return stage =>
        {
            var results = stage.Asked;
            if (results.Count == 0) return new Finding(false, "nothing was asked");
            if (results.Any(result => result is null)) return new Finding(false, "an answer is still awaited");
            return new Finding(results.All(result => (result!.Outcome is WriteOutcome.Accepted or WriteOutcome.Unchanged) == wantsDone), string.Join("; ", results.Select(result => result!.Reason)));
        };
    }
}

using WebTrader.Brokers.Simulator;
using WebTrader.Core.Market;

namespace WebTrader.Host.Commands.Simulate.Scenarios.Verbs;

/// <summary>A word that a line of the play starts with.</summary>
internal sealed record StepVerb(string Usage, Func<LineWords, Action<ScenarioStage>> Read);

/// <summary>What can happen in a scenario: to the market, to positions, to the session and between it and the broker.</summary>
internal static class StepVerbs
{
    private const int MostPoints = 100_000;
    private const int MostAtOnce = 200;
    private static readonly TimeSpan Longest = TimeSpan.FromHours(48);

    public static IReadOnlyDictionary<string, StepVerb> All { get; } = new Dictionary<string, StepVerb>(StringComparer.Ordinal)
    {
        ["open"] = new("open [COUNT] long|short LOTS as NAME [on SYMBOL] [stop LEVEL] [target LEVEL]", ReadOpen),
        ["edit"] = new("edit NAME stop LEVEL|none, or edit NAME target LEVEL|none (by hand, at the broker)", ReadEdit),
        ["close"] = new("close NAME (by hand, at the broker)", words => Then(words.Position(), (stage, name) => stage.CloseByHand(name))),
        ["ask"] = new("ask NAME stop LEVEL, ask NAME target LEVEL|none, or ask NAME close (through us)", ReadAsk),
        ["move"] = new("move [SYMBOL] POINTS over TIME", ReadMove),
        ["jump"] = new("jump [SYMBOL] POINTS (in one quote)", ReadJump),
        ["spread"] = new("spread [SYMBOL] POINTS", ReadSpread),
        ["wait"] = new("wait TIME (quotes go on)", words => Then(words.Time("the time", Longest), (stage, time) => stage.Wait(time))),
        ["silence"] = new("silence TIME (no quotes)", words => Then(words.Time("the time", Longest), (stage, time) => stage.Silence(time))),
        ["close-market"] = new("close-market [SYMBOL]", words => Then(words.SymbolOrFirst(), (stage, symbol) => stage.SetMarketOpen(symbol, false))),
        ["open-market"] = new("open-market [SYMBOL]", words => Then(words.SymbolOrFirst(), (stage, symbol) => stage.SetMarketOpen(symbol, true))),
        ["terms"] = new("terms [SYMBOL] stops-level|freeze-level POINTS", ReadTerms),
        ["fault"] = FaultVerb.Verb,
        ["disconnect"] = new("disconnect TIME", words => Then(words.Time("the time", Longest), (stage, time) => stage.Disconnect(time))),
        ["history-late"] = new("history-late TIME (closing deals show up so much later)", words => Then(words.Time("the time", Longest), (stage, time) => stage.HistoryLate(time))),
        ["session"] = new("session start|stop|crash", ReadSession),
        ["stress"] = WalkVerbs.Stress,
        ["walk"] = WalkVerbs.Walk,
    };

    private static Action<ScenarioStage> ReadOpen(LineWords words)
    {
        var count = words.IsNumber ? words.Count("the count", 1, MostAtOnce) : 1;
        var side = words.TakeSide();
        var lots = new Lots(words.Number("the lots", 0.01m, 100m));
        words.Need("as");
        var name = words.NewPosition();
        var symbol = words.Try("on") ? words.Take("the symbol") : words.Names.Symbols[0];
        if (!words.Names.Symbols.Contains(symbol)) throw words.Wrong("the symbol", symbol, string.Join(", ", words.Names.Symbols));
        Level? stop = words.Try("stop") ? words.TakeLevel("the stop") : null;
        Level? target = words.Try("target") ? words.TakeLevel("the target") : null;
        return stage =>
        {
            for (var opened = 0; opened < count; opened++) stage.Open(name, symbol, side, lots, stop, target);
        };
    }

    private static Action<ScenarioStage> ReadEdit(LineWords words)
    {
        var name = words.Position();
        if (words.Try("stop"))
        {
            var stop = words.LevelOrNone("the stop");
            return stage => stage.EditStop(name, stop);
        }

        words.Need("target");
        var target = words.LevelOrNone("the target");
        return stage => stage.EditTarget(name, target);
    }

    private static Action<ScenarioStage> ReadAsk(LineWords words)
    {
        var name = words.Position();
        if (words.Try("close")) return stage => stage.AskClose(name);
        if (words.Try("stop"))
        {
            var stop = words.TakeLevel("the stop");
            return stage => stage.AskStop(name, stop);
        }

        words.Need("target");
        var target = words.LevelOrNone("the target");
        return stage => stage.AskTarget(name, target);
    }

    private static Action<ScenarioStage> ReadMove(LineWords words)
    {
        var symbol = words.SymbolOrFirst();
        var points = SetupVerbs.TakePoints(words, "the distance", SpecOf(symbol), -MostPoints);
        words.Need("over");
        var time = words.Time("the time", Longest);
        return stage => stage.Move(symbol, points, time);
    }

    private static Action<ScenarioStage> ReadJump(LineWords words)
    {
        var symbol = words.SymbolOrFirst();
        var points = SetupVerbs.TakePoints(words, "the distance", SpecOf(symbol), -MostPoints);
        return stage => stage.Jump(symbol, points);
    }

    private static Action<ScenarioStage> ReadSpread(LineWords words)
    {
        var symbol = words.SymbolOrFirst();
        var points = SetupVerbs.TakePoints(words, "the spread", SpecOf(symbol));
        return stage => stage.SetSpread(symbol, points);
    }

    private static Action<ScenarioStage> ReadTerms(LineWords words)
    {
        var symbol = words.SymbolOrFirst();
        if (words.Try("stops-level"))
        {
            var stops = words.Count("the stops level", 0, MostPoints);
            return stage => stage.Change(symbol, spec => spec with { StopsLevel = stops });
        }

        words.Need("freeze-level");
        var freeze = words.Count("the freeze level", 0, MostPoints);
        return stage => stage.Change(symbol, spec => spec with { FreezeLevel = freeze });
    }

    private static Action<ScenarioStage> ReadSession(LineWords words) => words.OneOf("what happens to it", new Dictionary<string, Action<ScenarioStage>>(StringComparer.Ordinal)
    {
        ["start"] = stage => stage.StartSession(),
        ["stop"] = stage => stage.StopSession(graceful: true),
        ["crash"] = stage => stage.StopSession(graceful: false),
    });

    // What is read is read once, when the file is; the rest happens when the line is played.
    private static Action<ScenarioStage> Then<T>(T read, Action<ScenarioStage, T> act) => stage => act(stage, read);

    private static SymbolSpec SpecOf(string symbol) => SymbolSpecs.Find(symbol)!.Spec;
}

using System.Globalization;
using WebTrader.Core.Journal;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Core.Stops;
using WebTrader.Engine.Book;

namespace WebTrader.Host.Commands.Simulate.Scenarios.Verbs;

/// <summary>Holds one position against what is expected of it.</summary>
internal delegate Finding PositionCheck(ScenarioStage stage, Ticket ticket);

/// <summary>What can be expected of a position.</summary>
internal static class PositionExpectations
{
    private static readonly Dictionary<string, CloseReason> Reasons = Kebab<CloseReason>();
    private static readonly Dictionary<string, RuleName> Rules = Kebab<RuleName>();

    private static readonly Dictionary<string, Func<LineWords, PositionCheck>> Known = new(StringComparer.Ordinal)
    {
        ["open"] = _ => (stage, ticket) => IsOpen(stage, ticket),
        ["closed"] = ReadClosed,
        ["profit"] = Figure(FigureUnit.Money, Profit),
        ["stop"] = ReadStop,
        ["at-stop"] = Figure(FigureUnit.Money, AtStop),
        ["target"] = ReadTarget,
        ["protected"] = _ => Protected,
        ["rule"] = ReadRule,
        ["stop-moves"] = Figure(FigureUnit.Count, (stage, ticket) => stage.Stories.Of(ticket).Moves),
        ["unprotected"] = Figure(FigureUnit.Time, (stage, ticket) => Naked(stage, stage.Stories.Of(ticket)).Ticks),
        ["slippage"] = Figure(FigureUnit.Points, Slippage),
        ["flagged"] = _ => (stage, ticket) => stage.Facts.OfType<ChangedByOthers>().FirstOrDefault(fact => fact.Ticket == ticket) is { } fact
            ? new Finding(true, $"the journal says so: stop {Say(fact.Before.StopLoss)} to {Say(fact.After.StopLoss)} by others")
            : new Finding(false, "the journal knows of no change by others"),
    };

    public static string Usage { get; } =
        $"open | closed [by REASON [or REASON]] | profit RANGE | stop LEVEL|none|at-least LEVEL|at-most LEVEL | at-stop RANGE | target LEVEL|none | protected | rule RULE | stop-moves RANGE | unprotected RANGE | slippage RANGE | flagged (a RANGE is {ValueRange.Usage})";

    public static PositionCheck Read(LineWords words) => words.OneOf("what is expected", Known)(words);

    private static Func<LineWords, PositionCheck> Figure(FigureUnit unit, Func<ScenarioStage, Ticket, decimal?> of) => words =>
    {
        var range = ValueRange.Take(words, unit);
        return (stage, ticket) => range.Holds(of(stage, ticket), stage.Broker.Find(ticket) is null ? "it is closed, and there is nothing of the kind" : "it is open, and there is nothing of the kind");
    };

    private static Finding IsOpen(ScenarioStage stage, Ticket ticket) =>
        stage.Broker.Find(ticket) is { } position ? new Finding(true, $"open, stop {Say(position.StopLoss)}") : new Finding(false, "it is closed");

    private static PositionCheck ReadClosed(LineWords words)
    {
        var allowed = new HashSet<CloseReason>();
        if (words.Try("by"))
        {
            do allowed.Add(words.OneOf("the reason", Reasons));
            while (words.Try("or"));
        }

        return (stage, ticket) =>
        {
            if (stage.Broker.Find(ticket) is { } open) return new Finding(false, $"it is open, stop {Say(open.StopLoss)}");
            if (Trade(stage, ticket) is not { } trade) return new Finding(false, "it is closed and not recorded yet");
            return new Finding(allowed.Count == 0 || allowed.Contains(trade.Reason), string.Create(CultureInfo.InvariantCulture, $"{trade.Reason.Say()} at {trade.ClosePrice}, {trade.Profit.Amount:0.00}"));
        };
    }

    // As the broker booked it and our journal recorded it; while it is open, what it would be now.
    private static decimal? Profit(ScenarioStage stage, Ticket ticket) =>
        stage.Broker.Find(ticket) is { } open ? stage.Broker.FloatingProfit(open).Amount : Trade(stage, ticket)?.Profit.Amount;

    private static decimal? AtStop(ScenarioStage stage, Ticket ticket) =>
        stage.Stories.Of(ticket).Last is { StopLoss: { } stop } position ? stage.Broker.SpecOf(position.Symbol).ProfitAt(position, stop).Amount : null;

    private static PositionCheck ReadStop(LineWords words)
    {
        if (words.Try("none")) return (stage, ticket) => new Finding(Last(stage, ticket).StopLoss is null, $"the stop is {Say(Last(stage, ticket).StopLoss)}");
        var (least, most) = (words.Try("at-least"), false);
        if (!least) most = words.Try("at-most");
        var level = words.TakeLevel("the level");
        return (stage, ticket) =>
        {
            var position = Last(stage, ticket);
            if (position.StopLoss is not { } stop) return new Finding(false, "there is no stop");
            var spec = stage.Broker.SpecOf(position.Symbol);
            var wanted = level.For(spec, position.Side, position.OpenPrice);
            var holds = stop == wanted || (least && position.Side.IsTighter(stop, wanted)) || (most && position.Side.IsTighter(wanted, stop));
            return new Finding(holds, string.Create(CultureInfo.InvariantCulture, $"{spec.Format(stop)}, entry{position.Side.Gain(position.OpenPrice, stop) / spec.Point:+0.##;-0.##;+0}"));
        };
    }

    private static PositionCheck ReadTarget(LineWords words)
    {
        var level = words.LevelOrNone("the level");
        return (stage, ticket) =>
        {
            var position = Last(stage, ticket);
            var wanted = level?.For(stage.Broker.SpecOf(position.Symbol), position.Side, position.OpenPrice);
            return new Finding(position.TakeProfit == wanted, $"the target is {Say(position.TakeProfit)}");
        };
    }

    // What we believe and what is so: the session says protected, and the broker's own book has the stop.
    private static Finding Protected(ScenarioStage stage, Ticket ticket)
    {
        if (stage.Broker.Find(ticket) is not { } position) return new Finding(false, "it is closed");
        var state = stage.Session.View.Positions().FirstOrDefault(row => row.Ticket == ticket)?.State;
        return new Finding(state == ProtectionState.Protected && position.StopLoss is not null, $"the session says {state?.ToString().ToLowerInvariant() ?? "it knows nothing of it"}, the broker has stop {Say(position.StopLoss)}");
    }

    private static PositionCheck ReadRule(LineWords words)
    {
        var rule = words.OneOf("the rule", Rules);
        return (stage, ticket) =>
        {
            var row = stage.Session.View.Positions().FirstOrDefault(each => each.Ticket == ticket);
            return new Finding(row?.Rule == rule, row is null ? "the session does not have it" : $"{row.RuleText}: {row.Reason}");
        };
    }

    // How much worse than its stop it was closed.
    private static decimal? Slippage(ScenarioStage stage, Ticket ticket)
    {
        var story = stage.Stories.Of(ticket);
        return story is { Exit: { Reason: DealReason.StopLoss } exit, Last: { StopLoss: { } stop } last }
            ? last.Side.Gain(exit.Price, stop) / stage.Broker.SpecOf(last.Symbol).Point
            : null;
    }

    private static TimeSpan Naked(ScenarioStage stage, PositionStory story) =>
        story.NakedFor + (story.NakedSince is { } since ? stage.Now - since : TimeSpan.Zero);

    private static Trade? Trade(ScenarioStage stage, Ticket ticket) => stage.Trades.GetValueOrDefault(stage.Stories.Of(ticket).Last.Id);

    private static Position Last(ScenarioStage stage, Ticket ticket) => stage.Stories.Of(ticket).Last;

    private static string Say(Price? price) => price?.ToString() ?? "none";

    private static Dictionary<string, T> Kebab<T>() where T : struct, Enum =>
        Enum.GetValues<T>().ToDictionary(value => string.Concat(value.ToString().Select((letter, index) => char.IsAsciiLetterUpper(letter) ? (index > 0 ? "-" : "") + char.ToLowerInvariant(letter) : letter.ToString())), StringComparer.Ordinal);
}

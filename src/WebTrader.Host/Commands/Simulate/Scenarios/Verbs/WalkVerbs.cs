using WebTrader.Brokers.Simulator;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;

namespace WebTrader.Host.Commands.Simulate.Scenarios.Verbs;

/// <summary>Prices that are made by a seed, what strains them, and positions opened meanwhile.</summary>
internal static class WalkVerbs
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(48);

    private static readonly Dictionary<string, MarketRegime> Regimes = new(StringComparer.Ordinal)
    {
        ["quiet"] = MarketRegime.Quiet,
        ["trend-up"] = MarketRegime.TrendUp,
        ["trend-down"] = MarketRegime.TrendDown,
        ["choppy"] = MarketRegime.Choppy,
        ["volatile"] = MarketRegime.Volatile,
    };

    private static readonly Dictionary<string, Func<LineWords, Func<WalkStress, WalkStress>>> Strains = new(StringComparer.Ordinal)
    {
        ["volatility"] = words => With(words.Count("the factor", 2, 20), (stress, times) => stress with { Volatility = times }),
        ["wide-spreads"] = words => With(words.Percent("the share of bars"), (stress, percent) => stress with { WideSpreads = percent }),
        ["reversals"] = words => With(words.Count("the count of bars", 2, 1_000), (stress, bars) => stress with { ReversalBars = bars }),
        ["gaps"] = words => With(words.Percent("the share of bars"), (stress, percent) => stress with { Gaps = percent }),
        ["slippage"] = words => With((words.Percent("the share of hits"), words.Count("the points", 1, 10_000)), (stress, slip) => stress with { Slippage = slip.Item1, SlippagePoints = slip.Item2 }),
        ["wicks"] = words => With(words.Percent("the share of bars"), (stress, percent) => stress with { Wicks = percent }),
        ["dead-middle"] = words => With(true, (stress, dead) => stress with { DeadMiddle = dead }),
    };

    public static StepVerb Stress { get; } = new(
        "stress volatility FACTOR | wide-spreads PERCENT% | reversals BARS | gaps PERCENT% | slippage PERCENT% POINTS | wicks PERCENT% | dead-middle", ReadStress);

    public static StepVerb Walk { get; } = new(
        $"walk [SYMBOL] {string.Join('|', Regimes.Keys)} for TIME seed NUMBER [opening long|short|both LOTS every TIME as NAME [target LEVEL]]", ReadWalk);

    private static Action<ScenarioStage> ReadStress(LineWords words)
    {
        var strain = words.OneOf("the strain", Strains)(words);
        return stage => stage.Stress = strain(stage.Stress);
    }

    private static Action<ScenarioStage> ReadWalk(LineWords words)
    {
        var symbol = words.SymbolOrFirst();
        var regime = words.OneOf("the regime", Regimes);
        words.Need("for");
        var time = words.Time("the time", Longest);
        words.Need("seed");
        var seed = (ulong)words.Count("the seed", 0, int.MaxValue);
        var openings = words.Try("opening") ? Openings(words) : null;
        return stage => stage.Walk(new WalkPlan(symbol, regime, time, seed, openings));
    }

    private static WalkOpenings Openings(LineWords words)
    {
        Side? side = words.Try("both") ? null : words.TakeSide();
        var lots = new Lots(words.Number("the lots", 0.01m, 100m));
        words.Need("every");
        var every = words.Time("the time", Longest);
        words.Need("as");
        var name = words.NewPosition();
        return new WalkOpenings(side, lots, every, name, words.Try("target") ? words.TakeLevel("the target") : null);
    }

    private static Func<WalkStress, WalkStress> With<T>(T value, Func<WalkStress, T, WalkStress> change) => stress => change(stress, value);
}

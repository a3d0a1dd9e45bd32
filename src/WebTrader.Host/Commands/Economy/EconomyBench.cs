using WebTrader.Brokers.Simulator;
using WebTrader.Brokers.Ticks;
using WebTrader.Core.Stops.Rules;
using WebTrader.Core.Writing;
using WebTrader.Engine;
using WebTrader.Host.Commands.Replay;

namespace WebTrader.Host.Commands.Economy;

/// <summary>What is compared.</summary>
/// <param name="Quotes">Of one day, in the order of time.</param>
/// <param name="For">How long each run plays; what is open then is valued at the market.</param>
public sealed record EconomyPlan(IReadOnlyList<TimedQuote> Quotes, IReadOnlyList<SimulatedSymbol> Symbols, IReadOnlyList<int> Budgets,
    int Seeds, IReadOnlyList<DateTimeOffset> Starts, int Positions, TimeSpan For, int Parallel);

/// <summary>What came of one run.</summary>
/// <param name="Moves">Moves in profit that were sent.</param>
/// <param name="Protection">All other messages.</param>
/// <param name="IsBound">Whether the budget was spent, so that moves had to wait for it.</param>
/// <param name="GiveBack">Peak less end of each position, neither counted below zero.</param>
public readonly record struct EconomyFigures(int Moves, int Protection, bool IsBound, decimal Profit, decimal GiveBack, int OpenAtOnce);

/// <summary>All runs of one contender under one budget, in the order of starts and seeds.</summary>
/// <param name="Budget">Null: none.</param>
public sealed record EconomyRow(int? Budget, Contender Contender, IReadOnlyList<EconomyFigures> Runs);

/// <summary>Plays the same positions at the same quotes for every contender under every budget. The wanted stops are the same for all; they differ in which moves they send.</summary>
public sealed class EconomyBench(EconomyPlan plan)
{
    // The budget counts moves beyond the first stops, so these have a reserve of their own, large enough for any run.
    private const int Reserve = 5_000;
    private const int Unlimited = 900_000;

    // Followed point by point: how much of that is worth a message is what is compared.
    private static readonly DistanceTrailingPlan Closely = new(From: 10, Distance: 10, Step: 1);

    private readonly IReadOnlyList<string> symbols = [.. plan.Quotes.Select(quote => quote.Symbol).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Every contender without a budget, then with each.</summary>
    public IEnumerable<EconomyRow> Run()
    {
        var free = new Dictionary<Contender, IReadOnlyList<EconomyFigures>>();
        foreach (var rival in Contender.Rivals)
        {
            free[rival] = Runs(rival, null, null);
            yield return new EconomyRow(null, rival, free[rival]);
        }

        foreach (var budget in plan.Budgets)
        {
            yield return new EconomyRow(budget, Contender.Ours, Runs(Contender.Ours, budget, null));
            // A rival that needs no more than the budget does the same with it as without.
            foreach (var rival in Contender.Rivals) yield return new EconomyRow(budget, rival, Runs(rival, budget, free[rival]));
        }
    }

    private EconomyFigures[] Runs(Contender contender, int? budget, IReadOnlyList<EconomyFigures>? free)
    {
        var runs = new EconomyFigures[plan.Starts.Count * plan.Seeds];
        Parallel.For(0, runs.Length, new ParallelOptions { MaxDegreeOfParallelism = plan.Parallel }, i =>
            runs[i] = free is not null && free[i].Moves <= budget ? free[i] : Play(contender, budget, (ulong)(i % plan.Seeds) + 1, plan.Starts[i / plan.Seeds]));
        return runs;
    }

    private EconomyFigures Play(Contender contender, int? budget, ulong seed, DateTimeOffset start)
    {
        var limits = new MessageLimits { PerDay = (budget ?? Unlimited) + Reserve, Reserve = Reserve, PerMinute = 10_000, LowestPrice = contender.Lowest, Zone = TimeZoneInfo.Utc };
        var usual = new EngineOptions();
        var options = usual with
        {
            Plan = usual.Plan with { DistanceTrailing = Closely },
            Messages = new MessageOptions { Limits = limits, Pricing = contender.Pricing() },
        };
        var replay = new ReplayPlan(options, plan.Symbols, TimeSpan.Zero, TimeSpan.Zero, 1) { IsBrief = true };
        var result = ReplayRun.Run(replay, From(start), EconomyEntries.Choose(seed, start, plan.Positions, From(start)));
        return new EconomyFigures(
            result.ProfitMoves, result.OtherMessages, budget is { } limit && result.ProfitMoves >= limit, result.Profit,
            result.Positions.Sum(position => Math.Max(0m, position.PeakProfit ?? 0m) - Math.Max(0m, position.Profit)), OpenAtOnce(result.Positions));
    }

    /// <summary>The quotes from the start on, where every symbol is quoted first as it stands: so that all positions can be opened at once.</summary>
    private IEnumerable<TimedQuote> From(DateTimeOffset start)
    {
        var (low, high) = (0, plan.Quotes.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (plan.Quotes[middle].Time < start) low = middle + 1;
            else high = middle;
        }

        foreach (var symbol in symbols)
        {
            var last = low;
            while (last > 0 && plan.Quotes[last - 1].Symbol != symbol) last--;
            if (last > 0) yield return plan.Quotes[last - 1] with { Time = start };
        }

        for (; low < plan.Quotes.Count && plan.Quotes[low].Time < start + plan.For; low++) yield return plan.Quotes[low];
    }

    /// <summary>The most positions that were open at one moment.</summary>
    private static int OpenAtOnce(IReadOnlyList<ReplayedPosition> positions)
    {
        var (open, most) = (0, 0);
        var changes = positions.Select(position => (At: position.OpenTime, By: 1))
            .Concat(positions.Where(position => position.CloseTime is not null).Select(position => (At: position.CloseTime!.Value, By: -1)));
        foreach (var (_, by) in changes.OrderBy(change => change.At).ThenBy(change => change.By))
        {
            open += by;
            most = Math.Max(most, open);
        }

        return most;
    }
}

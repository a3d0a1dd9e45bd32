using Shouldly;
using WebTrader.Brokers.Simulator;
using WebTrader.Brokers.Ticks;
using WebTrader.Host.Commands.Economy;

namespace WebTrader.Host.Tests.Commands;

/// <summary>The table of the figures in small: one start, two seeds, one budget. All of it with WEBTRADER_FULL=true.</summary>
public sealed class EconomyTests
{
    private const int Budget = 100;
    private const int Positions = 100;

    private static readonly bool IsFull = Environment.GetEnvironmentVariable("WEBTRADER_FULL") == "true";

    private static readonly Dictionary<int, IReadOnlyList<EconomyRow>> Small = [];

    /// <summary>One class, one test after the other: played once for all of them.</summary>
    private static IReadOnlyList<EconomyRow> Compare(int day) => Small.TryGetValue(day, out var played) ? played : Small[day] = Compare(day, [Budget], 2, [13], Positions, 1);

    private static IReadOnlyList<EconomyRow> Compare(int day, IReadOnlyList<int> budgets, int seeds, IReadOnlyList<int> starts, int positions, int hours)
    {
        var files = new[] { "EURUSD", "NZDUSD", "XAUUSD" }.Select(symbol => new Mt5TickFile(SharedData.Need($"ticks/{symbol}_2014050{day}.csv.gz"), symbol)).ToList();
        var quotes = TickMerge.InOrderOfTime(files.Select(file => file.Read())).ToList();
        return [.. new EconomyBench(new EconomyPlan(quotes, SymbolSpecs.BuiltIn, budgets, seeds, [.. starts.Select(hour => new DateTimeOffset(2014, 5, day, hour, 0, 0, TimeSpan.Zero))], positions, TimeSpan.FromHours(hours), 2)).Run()];
    }

    [Theory]
    [InlineData(5)]
    [InlineData(8)]
    public void Where_a_budget_binds_ours_gives_back_no_more_than_any_rival(int day)
    {
        var rows = IsFull ? Compare(day, [2_000, 500, 200], 10, [7, 10, 13], 200, 4) : Compare(day);

        EconomyReport.Broken(rows).ShouldBeEmpty();
        rows.ShouldContain(row => row.Budget != null && row.Contender != Contender.Ours && row.Runs.Any(run => run.IsBound));
    }

    [Fact]
    public void A_table_that_keeps_no_promise_says_each_of_them()
    {
        var ours = Row(100, Contender.Ours, giveBack: 3m);
        EconomyRow[] table =
        [
            Row(null, Contender.Continuous, moves: 40), Row(null, Contender.FirstCome, moves: 11),
            ours, Row(100, Contender.Continuous, moves: 101), Row(100, Contender.Every15, giveBack: 9m, isBound: true), Row(100, Contender.Every60, giveBack: 1m, isBound: true), Row(100, Contender.FirstCome, giveBack: 1m),
        ];

        EconomyReport.Broken(table).ShouldBe(
        [
            "continuous sent 101 moves in profit with a budget of 100",
            "at the usual minimum move 11.0 moves are sent, a continuous trailer sends 40.0: more than a quarter",
            "with 100 a day ours gives back +2.00 (+2.00 to +2.00), 10 pairs more than every 60 s",
        ]);

        static EconomyRow Row(int? budget, Contender contender, int moves = 10, decimal giveBack = 0m, bool isBound = false) =>
            new(budget, contender, [.. Enumerable.Repeat(new EconomyFigures(moves, 0, isBound, 0m, giveBack, 1), 10)]);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(8)]
    public void No_contender_exceeds_the_budget_or_touches_the_reserve_and_the_usual_minimum_move_needs_a_quarter_of_a_continuous_trailers_moves(int day)
    {
        var rows = Compare(day);
        rows.ShouldAllBe(row => row.Runs.All(run => run.OpenAtOnce == Positions));
        var bound = rows.Where(row => row.Budget == Budget).ToList();
        bound.Count.ShouldBe(5);
        bound.ShouldAllBe(row => row.Runs.All(run => run.Moves <= Budget && run.Protection >= Positions));
        bound.Single(row => row.Contender == Contender.Continuous).Runs.ShouldAllBe(run => run.IsBound && run.Moves == Budget);

        var free = rows.Where(row => row.Budget is null).ToDictionary(row => row.Contender, row => row.Runs.Sum(run => run.Moves));
        free[Contender.FirstCome].ShouldBeGreaterThan(0);
        (free[Contender.FirstCome] * 4).ShouldBeLessThanOrEqualTo(free[Contender.Continuous]);
    }

    [Fact]
    public void Paired_differences_have_their_mean_and_interval()
    {
        var paired = Paired.Of([1m, 2m, 3m, 4m, 5m]).ShouldNotBeNull();
        paired.Mean.ShouldBe(3m);
        paired.From.ShouldBe(3m - 1.9629m, 0.001m);
        paired.To.ShouldBe(3m + 1.9629m, 0.001m);
        Paired.Of([1m]).ShouldBeNull();
    }
}

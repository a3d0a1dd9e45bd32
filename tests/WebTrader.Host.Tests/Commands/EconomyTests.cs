using Shouldly;
using WebTrader.Brokers.Simulator;
using WebTrader.Brokers.Ticks;
using WebTrader.Host.Commands.Economy;

namespace WebTrader.Host.Tests.Commands;

/// <summary>The table of the figures in small: one start, two seeds, one budget.</summary>
public sealed class EconomyTests
{
    private const int Budget = 100;
    private const int Positions = 100;

    private static IReadOnlyList<EconomyRow> Compare(int day)
    {
        var files = new[] { "EURUSD", "NZDUSD", "XAUUSD" }.Select(symbol => new Mt5TickFile(SharedData.Need($"ticks/{symbol}_2014050{day}.csv.gz"), symbol)).ToList();
        var quotes = TickMerge.InOrderOfTime(files.Select(file => file.Read())).ToList();
        var start = new DateTimeOffset(2014, 5, day, 13, 0, 0, TimeSpan.Zero);
        return [.. new EconomyBench(new EconomyPlan(quotes, SymbolSpecs.BuiltIn, [Budget], 2, [start], Positions, TimeSpan.FromHours(1), 2)).Run()];
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

using System.Globalization;

namespace WebTrader.Host.Commands.Economy;

/// <summary>The table of a comparison, in the form in which it is kept with the figures.</summary>
public static class EconomyReport
{
    public const string Heading = "| budget a day | who | moves in profit | budget spent in | profit | given back from the peak | ours gives back more by, where the budget binds |\n|---|---|---|---|---|---|---|";

    private const int FewPairs = 10;

    /// <param name="ours">Under the same budget; null without a budget.</param>
    public static string Line(EconomyRow row, EconomyRow? ours)
    {
        var bound = row.Runs.Count(run => run.IsBound);
        return string.Join(" | ",
        [
            $"| {(row.Budget is { } budget ? Text(budget, "#,0") : "none")}",
            row.Contender.Name,
            Text(Mean(row, run => run.Moves), "#,0.0"),
            row.Budget is null ? "" : $"{bound} of {row.Runs.Count}",
            Text(Mean(row, run => run.Profit), "+0.00;-0.00"),
            Text(Mean(row, run => run.GiveBack), "0.00"),
            $"{(ours is null || ours == row ? "" : Compared(row, ours))} |",
        ]);
    }

    /// <summary>Over the runs in which the budget binds the rival.</summary>
    public static Paired? Compare(EconomyRow rival, EconomyRow ours)
    {
        var differences = Enumerable.Range(0, rival.Runs.Count).Where(i => rival.Runs[i].IsBound).Select(i => ours.Runs[i].GiveBack - rival.Runs[i].GiveBack).ToList();
        return Paired.Of(differences);
    }

    /// <summary>
    /// What was promised and is not so: a budget exceeded; more than a quarter of a continuous trailer's moves sent at the usual minimum move; or more given back than by a rival whose budget binds,
    /// by the mean of ten pairs and more, and where there are fewer by the whole interval. Empty when all is kept.
    /// </summary>
    public static IEnumerable<string> Broken(IReadOnlyList<EconomyRow> rows)
    {
        foreach (var row in rows.Where(row => row.Runs.Any(run => run.Moves > row.Budget)))
            yield return Said($"{row.Contender.Name} sent {row.Runs.Max(run => run.Moves)} moves in profit with a budget of {row.Budget}");
        if (rows.FirstOrDefault(row => row.Budget is null && row.Contender == Contender.FirstCome) is { } usual && rows.First(row => row.Budget is null && row.Contender == Contender.Continuous) is var continuous
            && Mean(usual, run => run.Moves) is var sent && Mean(continuous, run => run.Moves) is var all && sent * 4 > all)
            yield return Said($"at the usual minimum move {sent:0.0} moves are sent, a continuous trailer sends {all:0.0}: more than a quarter");
        foreach (var budget in rows.Where(row => row.Budget is not null).GroupBy(row => row.Budget))
        {
            var ours = budget.Single(row => row.Contender == Contender.Ours);
            foreach (var rival in budget.Where(row => row != ours))
            {
                if (Compare(rival, ours) is { } paired && (paired.Count < FewPairs ? paired.From : paired.Mean) > 0)
                    yield return Said($"with {budget.Key} a day ours gives back {Compared(rival, ours)} more than {rival.Contender.Name}");
            }
        }
    }

    private static string Said(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static string Compared(EconomyRow rival, EconomyRow ours) => Compare(rival, ours) is { } paired
        ? $"{Text(paired.Mean, "+0.00;-0.00")} ({Text(paired.From, "+0.00;-0.00")} to {Text(paired.To, "+0.00;-0.00")}), {paired.Count} pairs"
        : "does not bind";

    private static decimal Mean(EconomyRow row, Func<EconomyFigures, decimal> figure) => row.Runs.Average(figure);

    private static string Text(decimal number, string format) => number.ToString(format, CultureInfo.InvariantCulture);
}

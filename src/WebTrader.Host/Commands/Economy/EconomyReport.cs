using System.Globalization;

namespace WebTrader.Host.Commands.Economy;

/// <summary>The table of a comparison, in the form in which it is kept with the figures.</summary>
public static class EconomyReport
{
    public const string Heading = "| budget a day | who | moves in profit | budget spent in | profit | given back from the peak | ours gives back more by, where the budget binds |\n|---|---|---|---|---|---|---|";

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

    private static string Compared(EconomyRow rival, EconomyRow ours) => Compare(rival, ours) is { } paired
        ? $"{Text(paired.Mean, "+0.00;-0.00")} ({Text(paired.From, "+0.00;-0.00")} to {Text(paired.To, "+0.00;-0.00")}), {paired.Count} pairs"
        : "does not bind";

    private static decimal Mean(EconomyRow row, Func<EconomyFigures, decimal> figure) => row.Runs.Average(figure);

    private static string Text(decimal number, string format) => number.ToString(format, CultureInfo.InvariantCulture);
}

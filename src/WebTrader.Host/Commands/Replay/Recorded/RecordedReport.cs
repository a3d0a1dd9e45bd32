using System.Globalization;
using Spectre.Console;
using WebTrader.Core.Market;
using WebTrader.Engine;

namespace WebTrader.Host.Commands.Replay.Recorded;

/// <summary>What the rules would have made of trades that another program held, beside what that program made of them.</summary>
public static class RecordedReport
{
    private static readonly int[] Latencies = [0, 100, 300, 1_000];

    /// <summary>All trades at one latency.</summary>
    internal static IReadOnlyList<RecordedEnd> Play(RecordedTradeFiles files, EngineOptions options, TimeSpan latency) =>
        [.. files.Trades.Select(trade => RecordedRun.Play(trade, files.Symbols[trade.Symbol], options.Plan, latency))];

    public static void Print(RecordedTradeFiles files, EngineOptions options)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = Console.IsOutputRedirected ? AnsiSupport.No : AnsiSupport.Detect });
        if (Console.IsOutputRedirected) console.Profile.Width = 140;
        List<(string Name, IReadOnlyList<RecordedEnd> Ends)> runs = [("Theirs", [.. files.Trades.Select(trade => RecordedRun.Theirs(trade, files.Symbols[trade.Symbol]))])];
        foreach (var latency in Latencies) runs.Add((string.Create(CultureInfo.InvariantCulture, $"Ours, {latency} ms"), Play(files, options, TimeSpan.FromMilliseconds(latency))));

        console.Write(Compared(runs));
        foreach (var (why, count) in files.LeftOut) console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Left out: {count}, {why}."));
        console.WriteLine("Spreads taken for granted, in points: " + string.Join(", ", files.Symbols.Select(symbol => $"{symbol.Key} {symbol.Value.Spec.FormatPoints(symbol.Value.Spread)}")) + ".");
        foreach (var end in runs[1].Ends.Where(end => end.IsTurned)) console.WriteLine($"Turned into a loss without latency: ticket {end.Trade.Ticket}, {end.Trade.Symbol}, peak {end.Peak}, end {end.Profit}: {Cause(end)}.");
    }

    /// <summary>Why a profit ended as a loss.</summary>
    internal static string Cause(RecordedEnd end) =>
        end.Gap > Money.Zero && end.Profit + end.Gap >= Money.Zero ? $"a gap of {end.Gap.Unsigned} beyond its stop"
        : end.LockForbidden ? "the spread left no room for a lock"
        : ARule;

    internal const string ARule = "a rule let it happen";

    private static Table Compared(IReadOnlyList<(string Name, IReadOnlyList<RecordedEnd> Ends)> runs)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn("");
        foreach (var (name, _) in runs) table.AddColumn(new TableColumn(name) { Alignment = Justify.Right });
        Row("Trades", ends => Text(ends.Count));
        Row("Profit", ends => Signed(ends.Sum(end => end.Profit.Amount)));
        Row("Profit if stops were filled at their price", ends => Signed(ends.Sum(end => (end.Profit + end.Gap).Amount)));
        Row("Worst", ends => Signed(ends.Min(end => end.Profit.Amount)));
        Row("Given back from the peak", ends => Signed(ends.Sum(end => end.GaveBack.Amount)));
        Row("Peaked at 0.20 or more", ends => Text(ends.Count(end => end.Peak >= RecordedRun.Mattered)));
        Row("of these ended at a loss", ends => Text(ends.Count(end => end.IsTurned)));
        Row("Stopped within 10 s of a move", ends => Text(ends.Count(end => end.IsPremature)));
        Row("of these at a loss", ends => Text(ends.Count(end => end is { IsPremature: true } && end.Profit < Money.Zero)));
        Row("Messages", ends => Text(ends.Sum(end => end.Messages)));
        return table;

        void Row(string what, Func<IReadOnlyList<RecordedEnd>, string> of) => table.AddRow([what, .. runs.Select(run => of(run.Ends))]);
    }

    private static string Signed(decimal money) => money.ToString("+0.00;-0.00;0.00", CultureInfo.InvariantCulture);

    private static string Text(int number) => number.ToString("#,0", CultureInfo.InvariantCulture);
}

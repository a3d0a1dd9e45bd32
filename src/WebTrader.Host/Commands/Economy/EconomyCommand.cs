using System.CommandLine;
using System.Globalization;
using WebTrader.Brokers.Simulator;
using WebTrader.Host.Commands.Replay;

namespace WebTrader.Host.Commands.Economy;

/// <summary><c>economy</c>: who gives back least of the peaks with how many messages, on real ticks.</summary>
public static class EconomyCommand
{
    private static readonly Option<string[]> Ticks = new("--ticks") { Description = "A tick export of MetaTrader 5, plain or .gz, of the same day for each symbol. May be given several times.", Required = true };
    private static readonly Option<string> Budgets = new("--budgets") { Description = "Moves in profit allowed on the day, beyond each position's first stop.", DefaultValueFactory = _ => "2000,500,200" };
    private static readonly Option<int> Seeds = new("--seeds") { Description = "How many choices of positions for each start.", DefaultValueFactory = _ => 10 };
    private static readonly Option<string> Starts = new("--starts") { Description = "Times of the day, UTC, at which the positions are opened.", DefaultValueFactory = _ => "07:00,10:00,13:00" };
    private static readonly Option<int> Positions = new("--positions") { Description = "Positions open at once.", DefaultValueFactory = _ => 200 };
    private static readonly Option<int> Hours = new("--hours") { Description = "How long each run plays; what is open then is valued at the market.", DefaultValueFactory = _ => 4 };
    private static readonly Option<int> Parallel = new("--parallel") { Description = "Runs at a time.", DefaultValueFactory = _ => Environment.ProcessorCount };

    public static Command Build()
    {
        var command = new Command("economy", "Compares which moves in profit are worth a message: ours, a continuous trailer, fixed intervals, first come first served, under budgets.");
        foreach (var option in (Option[])[Ticks, Budgets, Seeds, Starts, Positions, Hours, Parallel]) command.Options.Add(option);
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        var quotes = ReplayCommand.QuotesOf(parsed.GetValue(Ticks)!, SymbolSpecs.BuiltIn)().ToList();
        if (quotes.Count == 0) throw new UsageException("--ticks: there are no quotes");
        var day = new DateTimeOffset(quotes[^1].Time.UtcDateTime.Date, TimeSpan.Zero);
        var plan = new EconomyPlan(quotes, SymbolSpecs.BuiltIn, Each(parsed, Budgets, Budget), Within(parsed, Seeds, 1, 1000), Each(parsed, Starts, time => Start(day, time)),
            Within(parsed, Positions, 1, 5000), TimeSpan.FromHours(Within(parsed, Hours, 1, 24)), Within(parsed, Parallel, 1, 64));

        Console.WriteLine(EconomyReport.Heading);
        EconomyRow? ours = null;
        var (fewest, runs, rows) = (int.MaxValue, 0, new List<EconomyRow>());
        foreach (var row in new EconomyBench(plan).Run())
        {
            rows.Add(row);
            if (row.Contender == Contender.Ours) ours = row;
            Console.WriteLine(EconomyReport.Line(row, row.Budget is null ? null : ours));
            (fewest, runs) = (Math.Min(fewest, row.Runs.Min(run => run.OpenAtOnce)), row.Runs.Count);
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\n{runs} runs each: {plan.Seeds} seeds x {plan.Starts.Count} starts; at least {fewest} of {plan.Positions} positions were open at once."));
        var broken = EconomyReport.Broken(rows).ToList();
        foreach (var promise in broken) Console.WriteLine($"BROKEN: {promise}");
        return broken.Count == 0 ? 0 : 1;
    }

    private static List<T> Each<T>(ParseResult parsed, Option<string> option, Func<string, T?> parse) where T : struct
    {
        var text = parsed.GetValue(option)!;
        var values = text.Split(',', StringSplitOptions.TrimEntries).Select(parse).ToList();
        if (values.Contains(null)) throw new UsageException($"{option.Name} is \"{text}\", expected is a list as in {option.GetDefaultValue()}");
        return [.. values.Select(value => value!.Value)];
    }

    private static int? Budget(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var budget) && budget is >= 1 and <= 800_000 ? budget : null;

    private static DateTimeOffset? Start(DateTimeOffset day, string text) =>
        TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? day + time.ToTimeSpan() : null;

    private static int Within(ParseResult parsed, Option<int> option, int from, int to)
    {
        var value = parsed.GetValue(option);
        return value >= from && value <= to ? value : throw new UsageException(string.Create(CultureInfo.InvariantCulture, $"{option.Name} is {value}, allowed is {from} to {to}"));
    }
}

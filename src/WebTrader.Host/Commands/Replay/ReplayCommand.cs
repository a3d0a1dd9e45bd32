using System.CommandLine;
using System.Globalization;
using WebTrader.Brokers.Simulator;
using WebTrader.Brokers.Ticks;
using WebTrader.Engine;
using WebTrader.Host.Commands.Replay.Recorded;
using WebTrader.Host.Settings;

namespace WebTrader.Host.Commands.Replay;

/// <summary><c>replay</c>: plays recorded or generated quotes through the engine and reports what it did.</summary>
public static class ReplayCommand
{
    private static readonly Option<string[]> Ticks = new("--ticks") { Description = "A tick export of MetaTrader 5, plain or .gz; SYMBOL=FILE where the name does not begin with the symbol. May be given several times." };
    private static readonly Option<string?> Generate = new("--generate") { Description = "SEED:HOURS of generated quotes instead of tick files.", HelpName = "SEED:HOURS" };
    private static readonly Option<string?> Snapshots = new("--snapshots") { Description = "Trades that another program held, with the prices observed meanwhile, instead of quotes: a folder with real-trades.csv, real-snapshots.csv and real-symbols.csv. Compares at 0, 100, 300 and 1,000 ms.", HelpName = "FOLDER" };
    private static readonly Option<string?> Positions = new("--positions") { Description = "Positions to open: a file with the columns time,symbol,side,lots.", HelpName = "FILE.csv" };
    private static readonly Option<string?> Auto = new("--auto") { Description = "Opens COUNT positions at random quotes. Default without --positions: 1:100.", HelpName = "SEED:COUNT" };
    private static readonly Option<string?> Latency = new("--latency") { Description = "Round trip of a trade, as in 80ms. Default: none.", HelpName = "DURATION" };
    private static readonly Option<string?> ReadLatency = new("--read-latency") { Description = "Round trip of a reading, as in 2ms. Default: none.", HelpName = "DURATION" };
    private static readonly Option<int> InFlight = new("--in-flight") { Description = "Trades the broker takes at once.", DefaultValueFactory = _ => 1 };
    private static readonly Option<string?> Settings = new("--settings") { Description = "Settings of the engine, as in appsettings.json. Without it the defaults hold, whatever this machine is set to, so that a replay repeats elsewhere.", HelpName = "FILE.json" };
    private static readonly Option<string?> Symbols = new("--symbols") { Description = "Symbol specifications over the built-in ones.", HelpName = "FILE.json" };
    private static readonly Option<string?> Out = new("--out") { Description = "Writes the whole result to this file.", HelpName = "FILE.json" };

    public static Command Build()
    {
        var command = new Command("replay", "Plays recorded or generated quotes through the same engine that serves live, as fast as the machine allows.");
        foreach (var option in (Option[])[Ticks, Generate, Snapshots, Positions, Auto, Latency, ReadLatency, InFlight, Settings, Symbols, Out]) command.Options.Add(option);
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        var output = parsed.GetValue(Out);
        if (output is not null && !Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(output)))) throw new UsageException($"--out: there is no folder for {output}");
        var symbols = Specifications(parsed.GetValue(Symbols));
        var options = parsed.GetValue(Settings) is { } settings ? SettingsReader.ReadEngine(SettingsSources.LoadFile(settings)) : new EngineOptions();
        if (parsed.GetValue(Snapshots) is { } folder) return Recorded(parsed, folder, options);
        var quotes = Quotes(parsed, symbols);
        var inFlight = parsed.GetValue(InFlight);
        if (inFlight is < 1 or > 100) throw new UsageException($"--in-flight is {inFlight}, allowed is 1 to 100");
        var plan = new ReplayPlan(options, symbols, Duration(parsed, Latency), Duration(parsed, ReadLatency), inFlight);

        var result = ReplayRun.Run(plan, quotes(), Entries(parsed, quotes, plan));
        ReplayReport.Print(result, options.Plan);
        if (output is not null) ReplayReport.Write(result, output);
        return 0;
    }

    private static int Recorded(ParseResult parsed, string folder, EngineOptions options)
    {
        foreach (var option in (Option[])[Ticks, Generate, Positions, Auto, Latency, ReadLatency, Symbols, Out])
        {
            if (parsed.GetResult(option) is { Implicit: false }) throw new UsageException($"{option.Name} does not go with --snapshots");
        }

        var files = RecordedTradeFiles.Read(folder);
        if (files.Trades.Count == 0) throw new UsageException($"--snapshots: no trade in {folder} can be played");
        RecordedReport.Print(files, options);
        return 0;
    }

    /// <summary>The built-in symbols, and over them those of a file.</summary>
    internal static IReadOnlyList<SimulatedSymbol> Specifications(string? file)
    {
        if (file is null) return SymbolSpecs.BuiltIn;
        var given = SymbolFile.Read(file);
        return [.. given, .. SymbolSpecs.BuiltIn.Where(builtIn => given.All(symbol => symbol.Spec.Name != builtIn.Spec.Name))];
    }

    private static Func<IEnumerable<TimedQuote>> Quotes(ParseResult parsed, IReadOnlyList<SimulatedSymbol> symbols)
    {
        var files = parsed.GetValue(Ticks) ?? [];
        var generate = parsed.GetValue(Generate);
        if (files.Length > 0 == generate is not null) throw new UsageException("Give either --ticks (once or more) or --generate");
        if (generate is not null)
        {
            var (seed, hours) = Pair("--generate", generate, 10_000);
            return () => GeneratedQuotes.Of(seed, TimeSpan.FromHours(hours));
        }

        return QuotesOf(files, symbols);
    }

    /// <summary>The quotes of tick files in the order of time; read again with every call.</summary>
    /// <exception cref="UsageException">A file is missing, or its symbol has no specification.</exception>
    internal static Func<IEnumerable<TimedQuote>> QuotesOf(IReadOnlyList<string> files, IReadOnlyList<SimulatedSymbol> symbols)
    {
        // At the same moment the order is by symbol, so that the order on the command line does not matter.
        var readers = files.Select(TickFile).OrderBy(reader => reader.Symbol, StringComparer.Ordinal).ToList();
        foreach (var reader in readers)
        {
            if (symbols.All(symbol => symbol.Spec.Name != reader.Symbol))
                throw new UsageException($"--ticks: the symbol {reader.Symbol} has no specification; known are {string.Join(", ", symbols.Select(symbol => symbol.Spec.Name))}. Give one with --symbols");
        }

        return () => TickMerge.InOrderOfTime(readers.Select(reader => reader.Read()));
    }

    private static Mt5TickFile TickFile(string given)
    {
        var split = given.IndexOf('=', StringComparison.Ordinal);
        var named = split > 0 && !File.Exists(given);
        var path = named ? given[(split + 1)..] : given;
        if (!File.Exists(path)) throw new UsageException($"--ticks: there is no file {path}");
        return new Mt5TickFile(path, named ? given[..split] : null);
    }

    private static IReadOnlyList<ReplayEntry> Entries(ParseResult parsed, Func<IEnumerable<TimedQuote>> quotes, ReplayPlan plan)
    {
        var file = parsed.GetValue(Positions);
        var auto = parsed.GetValue(Auto);
        if (file is not null && auto is not null) throw new UsageException("Give either --positions or --auto");
        if (file is not null) return ReplayEntries.Read(file);
        var (seed, count) = Pair("--auto", auto ?? "1:100", 1_000_000);
        return AutoEntries.Choose(seed, count, quotes(), plan.Symbols, plan.Options.Plan.MaxRisk);
    }

    private static (ulong Seed, int Number) Pair(string option, string value, int most)
    {
        var parts = value.Split(':');
        if (parts.Length == 2
            && ulong.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var seed)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= 1 && number <= most) return (seed, number);
        throw new UsageException(string.Create(CultureInfo.InvariantCulture, $"{option} is \"{value}\", expected are two numbers as in 1:200, the second from 1 to {most}"));
    }

    private static TimeSpan Duration(ParseResult parsed, Option<string?> option)
    {
        if (parsed.GetValue(option) is not { } text) return TimeSpan.Zero;
        if (DurationText.Parse(text) is not { } duration || duration > TimeSpan.FromSeconds(60))
            throw new UsageException($"{option.Name} is \"{text}\", allowed is a duration from 0ms to 60s, as in 80ms");
        return duration;
    }
}

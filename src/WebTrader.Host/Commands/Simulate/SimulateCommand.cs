using System.CommandLine;
using System.Globalization;
using WebTrader.Host.Commands.Simulate.Scenarios;
using WebTrader.Host.Commands.Simulate.Ways;

namespace WebTrader.Host.Commands.Simulate;

/// <summary><c>simulate</c>: random worlds in which every promise is checked from the broker's side, and named scenarios with what is expected of them.</summary>
public static class SimulateCommand
{
    private const int MostHours = 1_000;
    private const int MostSeeds = 10_000;
    private const int MostPositions = 500;

    private static readonly Option<ulong> Seed = new("--seed") { Description = "The world's seed; the same seed plays the same world.", DefaultValueFactory = _ => 1, HelpName = "N" };
    private static readonly Option<int> Seeds = new("--seeds") { Description = "So many worlds, beginning with --seed.", DefaultValueFactory = _ => 1, HelpName = "COUNT" };
    private static readonly Option<decimal> Hours = new("--hours") { Description = "Simulated hours.", DefaultValueFactory = _ => 1m, HelpName = "H" };
    private static readonly Option<int> Positions = new("--positions") { Description = "Positions kept open.", DefaultValueFactory = _ => 50, HelpName = "COUNT" };
    private static readonly Option<FaultProfile> Faults = new("--faults") { Description = "What goes wrong: none, light or full.", DefaultValueFactory = _ => FaultProfile.None, HelpName = "none|light|full" };
    private static readonly Option<WorldWay> Over = new("--over") { Description = "How the broker is reached: embedded, or mt5 for the MetaTrader 5 gateway over its wire and a simulated terminal.", DefaultValueFactory = _ => WorldWay.Embedded, HelpName = "embedded|mt5" };
    private static readonly Option<bool> Stop = new("--stop") { Description = "An emergency stop is pressed in each world, at a moment, for a purpose and about what the seed says; orders are placed through us too." };
    private static readonly Option<bool> List = new("--list") { Description = "Lists the named scenarios." };
    private static readonly Option<string?> Scenario = new("--scenario") { Description = "Plays a named scenario, all of them, or the one in a file, instead of a random world.", HelpName = "NAME|all|FILE" };

    public static Command Build()
    {
        var command = new Command("simulate", "Plays random worlds with faults, or named scenarios, and checks every promise from the broker's side; exits 1 where one is broken.");
        foreach (var option in (Option[])[Seed, Hours, Positions, Faults, Seeds, Over, Stop, List, Scenario]) command.Options.Add(option);
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        if (parsed.GetValue(List) || parsed.GetResult(Scenario) is not null) return RunScenarios(parsed);
        var plan = new WorldPlan
        {
            Seed = parsed.GetValue(Seed),
            Length = TimeSpan.FromHours((double)Within("--hours", parsed.GetValue(Hours), 0.01m, MostHours)),
            Positions = (int)Within("--positions", parsed.GetValue(Positions), 1, MostPositions),
            Faults = parsed.GetValue(Faults),
            Over = parsed.GetValue(Over),
            HasStop = parsed.GetValue(Stop),
        };
        var worlds = Play(plan, (int)Within("--seeds", parsed.GetValue(Seeds), 1, MostSeeds));
        Console.Out.Write(SimulateReport.Of(worlds, plan.Length, plan.Positions, plan.Faults));
        return worlds.Any(world => world.Violations.Count > 0) ? CommandLine.Failure : 0;
    }

    private static int RunScenarios(ParseResult parsed)
    {
        foreach (var option in (Option[])[Seed, Hours, Positions, Faults, Seeds, Stop])
        {
            if (parsed.GetResult(option) is { Implicit: false }) throw new UsageException($"{option.Name} is for random worlds, not for named scenarios");
        }

        return parsed.GetValue(List) ? ScenarioRuns.List(Console.Out) : ScenarioRuns.Play(parsed.GetValue(Scenario)!, parsed.GetValue(Over), Console.Out);
    }

    /// <summary>So many worlds from the plan's seed on, on all cores; in the order of their seeds.</summary>
    public static IReadOnlyList<WorldWatch> Play(WorldPlan plan, int seeds)
    {
        var worlds = new WorldWatch[seeds];
        Parallel.For(0, seeds, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, index => worlds[index] = World.Play(plan with { Seed = plan.Seed + (ulong)index }));
        return worlds;
    }

    private static decimal Within(string option, decimal value, decimal least, decimal most) =>
        value >= least && value <= most ? value : throw new UsageException(string.Create(CultureInfo.InvariantCulture, $"{option} is {value}, allowed is {least} to {most}"));
}

using System.CommandLine;
using Shouldly;
using WebTrader.Host.Commands;
using WebTrader.Host.Commands.Economy;
using WebTrader.Host.Commands.Replay;
using WebTrader.Host.Commands.Simulate;
using WebTrader.Host.Commands.Simulate.Scenarios;
using WebTrader.Host.Commands.Terminal;
using WebTrader.Host.Commands.Verify;

namespace WebTrader.Host.Tests.Commands;

/// <summary>The scenarios as traders play them: on the command line, from anywhere.</summary>
public sealed class ScenarioCommandTests
{
    private const string Mine = "about My own.\nmarket EURUSD 1.10000 spread 20\n\nopen long 0.01 as A\nwait 1s\nexpect A stop entry-200\n";

    [Fact]
    public async Task The_list_has_every_name_with_its_sentence()
    {
        var (code, said) = await HostProcess.RunAsync("simulate", "--list");

        code.ShouldBe(0, said);
        var lines = said.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        lines.Select(line => line.Split(' ')[0]).ShouldBe(ScenarioLibrary.Names);
        lines.ShouldAllBe(line => line.EndsWith('.') && line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length > 5);
    }

    [Theory]
    [InlineData("S6-buy-hard-stop-loss")]
    [InlineData("s6")]
    public async Task A_scenario_that_holds_says_so_for_each_expectation_and_ends_with_0(string name)
    {
        var (code, said) = await HostProcess.RunAsync("simulate", "--scenario", name);

        code.ShouldBe(0, said);
        said.ShouldContain("held   line  12  expect A profit -2.00 -- -2.00");
        said.ShouldContain("1 scenario, 8 expectations: all held");
    }

    [Fact]
    public async Task All_of_them_are_played_in_one_go()
    {
        var (code, said) = await HostProcess.RunAsync("simulate", "--scenario", "all");

        code.ShouldBe(0, said);
        said.TrimEnd().ShouldEndWith("expectations: all held");
        said.ShouldContain($"{ScenarioLibrary.Names.Count} scenarios, ");
    }

    [Fact]
    public async Task A_file_of_ones_own_is_played()
    {
        using var folder = new TempFolder();
        var (code, said) = await HostProcess.RunAsync("simulate", "--scenario", folder.Of("mine.txt", Mine));

        code.ShouldBe(0, said);
        said.ShouldContain("mine: My own.");
        said.ShouldContain("1 scenario, 2 expectations: all held");
    }

    [Fact]
    public async Task An_expectation_that_is_not_met_ends_with_1_and_says_scenario_line_and_what_was_seen()
    {
        using var folder = new TempFolder();
        var (code, said) = await HostProcess.RunAsync("simulate", "--scenario", folder.Of("mine.txt", Mine + "expect A stop entry-100\n"));

        code.ShouldBe(1, said);
        said.ShouldContain("FAILED line   7  expect A stop entry-100");
        said.ShouldContain("seen: ticket 100001: 1.09820, entry-200");
        said.ShouldContain("1 scenario, 3 expectations: FAILED in mine");
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_is_wrong_usage_and_says_file_and_line()
    {
        using var folder = new TempFolder();
        var (code, said) = await HostProcess.RunAsync("simulate", "--scenario", folder.Of("mine.txt", Mine + "expect B open\n"));

        code.ShouldBe(2, said);
        said.ShouldContain($"{folder.Of("mine.txt")}, line 7: the position is \"B\", allowed is one of those opened before: A");
    }

    [Fact]
    public async Task A_name_that_nobody_knows_is_wrong_usage_and_lists_the_names()
    {
        var (code, said) = await HostProcess.RunAsync("simulate", "--scenario", "S99");

        code.ShouldBe(2, said);
        said.ShouldContain("--scenario is \"S99\", allowed is all, the path of a file, or one of:");
        ScenarioLibrary.Names.ShouldAllBe(name => said.Contains(name, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_belongs_to_random_worlds_does_not_go_with_a_scenario()
    {
        var (code, said) = await HostProcess.RunAsync("simulate", "--scenario", "S6", "--seed", "3");

        code.ShouldBe(2, said);
        said.ShouldContain("--seed is for random worlds, not for named scenarios");
    }

    [Fact]
    public void The_scenario_that_the_readme_shows_holds()
    {
        var readme = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));
        var shown = readme.Split("```").Single(block => block.TrimStart().StartsWith("about ", StringComparison.Ordinal));
        var result = ScenarioPlayer.Play(ScriptParser.Parse("shown", "README.md", shown));

        result.Holds.ShouldBeTrue(ScenarioReport.Of(result));
        result.Verdicts.Count.ShouldBe(4);
    }

    [Fact]
    public void Every_command_that_the_readme_shows_is_one_that_the_program_knows()
    {
        var root = new RootCommand { ArmCommand.Build(), ReplayCommand.Build(), EconomyCommand.Build(), EvaluateCommand.Build(), SimulateCommand.Build(), VerifyCommand.Build(), RestoreCommand.Build(), TerminalCommand.Build(), CheckTerminalCommand.Build() };
        var text = File.ReadAllText(Path.Combine(Repository.Root, "README.md")).Replace("\\\n", " ", StringComparison.Ordinal);
        var shown = text.Split('\n').Where(line => line.StartsWith("dotnet run", StringComparison.Ordinal) && line.Contains(" -- ", StringComparison.Ordinal)).Select(line => line.Split(" -- ")[1].Split('#')[0].Trim()).ToList();

        shown.ShouldContain("simulate --list");
        shown.ShouldContain(command => command.StartsWith("simulate --scenario ", StringComparison.Ordinal));
        foreach (var command in shown) root.Parse(command).Errors.ShouldBeEmpty(command);
    }
}

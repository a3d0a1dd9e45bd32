using WebTrader.TestKit.Files;
using Shouldly;
using WebTrader.TestKit.Core;
using Xunit;

namespace WebTrader.Core.Tests.House;

/// <summary>The two hard limits of the source tree. Migrations are generated and exempt.</summary>
public class TidyTests
{
    private const int LinesOfAFile = 400;
    private const int LinesOfAMethod = 70;

    [Fact]
    public void No_file_is_over_400_lines() =>
        CSharp().Concat(Scripts()).Concat(Repository.Files("wwwroot", ".css"))
            .Select(file => (File: Repository.Relative(file), Lines: File.ReadLines(file).Count()))
            .Where(file => file.Lines > LinesOfAFile)
            .ShouldBeEmpty();

    [Fact]
    public void No_method_is_over_70_lines()
    {
        var members = CSharp().SelectMany(file => Members.OfCSharp(File.ReadAllText(file)).Select(member => (File: Repository.Relative(file), member))).ToList();
        members.Count.ShouldBeGreaterThan(200, "the search must have found the methods");
        members.Where(found => found.member.Lines > LinesOfAMethod).ShouldBeEmpty();
    }

    [Fact]
    public void No_function_of_the_dashboard_is_over_70_lines()
    {
        var functions = Scripts().SelectMany(file => Members.OfScript(File.ReadAllText(file)).Select(member => (File: Repository.Relative(file), member))).ToList();
        functions.Count.ShouldBeGreaterThan(50, "the search must have found the functions");
        functions.Where(found => found.member.Lines > LinesOfAMethod).ShouldBeEmpty();
    }

    /// <summary>A program of top-level statements is one method.</summary>
    [Fact]
    public void The_program_itself_is_at_most_70_lines() =>
        CSharp().Where(file => Path.GetFileName(file) == "Program.cs" && !File.ReadAllText(file).Contains("class Program\n{", StringComparison.Ordinal))
            .Select(file => (File: Repository.Relative(file), Lines: File.ReadLines(file).Count()))
            .Where(file => file.Lines > LinesOfAMethod)
            .ShouldBeEmpty();

    private static IEnumerable<string> CSharp() =>
        Repository.Files("src", ".cs").Concat(Repository.Files("tests", ".cs")).Where(file => !Repository.Relative(file).Contains("/Migrations/", StringComparison.Ordinal));

    private static IEnumerable<string> Scripts() => Repository.Files("wwwroot", ".js", ".mjs");
}

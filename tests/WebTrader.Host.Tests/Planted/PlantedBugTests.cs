using Shouldly;

namespace WebTrader.Host.Tests.Planted;

/// <summary>Ten mistakes, each built into a copy of the product: a scenario, a property or a history must find it. All of them with WEBTRADER_FULL=true.</summary>
public sealed class PlantedBugTests(PlantedBuild build) : IClassFixture<PlantedBuild>
{
    private const int InTheGate = 2;

    private static readonly bool IsFull = Environment.GetEnvironmentVariable("WEBTRADER_FULL") == "true";

    public static IEnumerable<TheoryDataRow<string>> Names() => PlantedBug.All.Take(IsFull ? PlantedBug.All.Count : InTheGate).Select(bug => new TheoryDataRow<string>(bug.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public async Task It_is_found_that(string name)
    {
        var bug = PlantedBug.All.Single(bug => bug.Name == name);
        var (code, said) = await build.WithAsync(bug, () => build.FindAsync(bug.Finds));
        code.ShouldBe(1, said);
        said.ShouldContain(bug.Shows);
    }

    /// <summary>Without a mistake in it the copy passes everything that finds one; otherwise nothing would be shown.</summary>
    [Fact]
    public async Task Nothing_is_found_in_the_sources_as_they_are()
    {
        await build.BuildAsync();
        foreach (var finds in PlantedBug.All.Take(IsFull ? PlantedBug.All.Count : InTheGate).Select(bug => bug.Finds).Distinct())
        {
            var (code, said) = await build.FindAsync(finds);
            code.ShouldBe(0, said);
        }
    }

    [Fact]
    public void Every_mistake_has_its_place_in_the_sources()
    {
        PlantedBug.All.Count.ShouldBe(10);
        foreach (var bug in PlantedBug.All)
        {
            var text = File.ReadAllText(Path.Combine(Repository.Root, "src", bug.File)).ReplaceLineEndings("\n");
            text.Split(bug.Right).Length.ShouldBe(2, $"{bug.Name}: {bug.File} must hold exactly once: {bug.Right}");
        }
    }
}

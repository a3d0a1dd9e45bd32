using WebTrader.TestKit.Files;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;
using Shouldly;
using WebTrader.TestKit.Core;
using Xunit;

namespace WebTrader.Core.Tests.House;

/// <summary>Who may reference whom, in the project files and in what was compiled from them.</summary>
public class FloorsTests
{
    private static readonly string[] Floors = ["WebTrader.Core", "WebTrader.Engine", "WebTrader.Brokers", "WebTrader.Persistence", "WebTrader.Host"];

    public static TheoryData<string, string[]> MayReference => new()
    {
        { "WebTrader.Core", [] },
        { "WebTrader.Engine", ["WebTrader.Core"] },
        { "WebTrader.Brokers", ["WebTrader.Core"] },
        { "WebTrader.Persistence", ["WebTrader.Core"] },
        { "WebTrader.Host", ["WebTrader.Core", "WebTrader.Engine", "WebTrader.Brokers", "WebTrader.Persistence"] },
    };

    /// <summary>What a floor must not see, by the beginning of an assembly's or package's name.</summary>
    public static TheoryData<string, string[]> MustNotSee => new()
    {
        { "WebTrader.Core", ["Microsoft.Extensions", "Microsoft.AspNetCore", "Microsoft.EntityFrameworkCore", "System.Net", "System.IO.Pipe"] },
        { "WebTrader.Engine", ["Microsoft.AspNetCore", "Microsoft.EntityFrameworkCore", "Microsoft.Data", "System.Net", "Npgsql"] },
        { "WebTrader.Brokers", ["Microsoft.AspNetCore", "Microsoft.EntityFrameworkCore", "Microsoft.Data", "Npgsql", "Polly"] },
        { "WebTrader.Persistence", ["Microsoft.AspNetCore.Http", "Microsoft.AspNetCore.Mvc", "Microsoft.AspNetCore.Hosting", "System.Net"] },
    };

    [Theory]
    [MemberData(nameof(MayReference))]
    public void A_project_file_references_only_the_floors_below(string project, string[] allowed) =>
        Included(project, "ProjectReference").Select(Path.GetFileNameWithoutExtension).ShouldBeSubsetOf(allowed);

    [Theory]
    [MemberData(nameof(MayReference))]
    public void What_was_compiled_references_only_the_floors_below(string project, string[] allowed) =>
        References(project).Where(name => Floors.Contains(name)).ShouldBeSubsetOf(allowed);

    [Theory]
    [MemberData(nameof(MustNotSee))]
    public void A_floor_does_not_see_what_belongs_to_others(string project, string[] foreign)
    {
        var seen = References(project).Concat(Included(project, "PackageReference")).Concat(Included(project, "FrameworkReference"));
        seen.Where(name => foreign.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal))).ShouldBeEmpty();
    }

    [Fact]
    public void Core_references_nothing_but_the_base_class_library()
    {
        References("WebTrader.Core").ShouldAllBe(name => name.StartsWith("System.", StringComparison.Ordinal));
        Included("WebTrader.Core", "PackageReference").ShouldBeEmpty();
        Included("WebTrader.Core", "FrameworkReference").ShouldBeEmpty();
    }

    [Fact]
    public void Every_project_is_one_of_the_floors() =>
        Repository.Files("src", ".csproj").Select(file => Path.GetFileNameWithoutExtension(file)!).ShouldBe(Floors, ignoreOrder: true);

    private static IEnumerable<string> Included(string project, string item) =>
        XDocument.Load(Path.Combine(Repository.Root, "src", project, project + ".csproj"))
            .Descendants(item).Select(element => element.Attribute("Include")!.Value.Replace('\\', '/'));

    /// <summary>The assemblies that the compiled project names, read without loading it.</summary>
    private static string[] References(string project)
    {
        using var file = new PEReader(File.OpenRead(Compiled(project)));
        var metadata = file.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(reference => metadata.GetString(metadata.GetAssemblyReference(reference).Name))];
    }

    /// <summary>The assembly that was compiled of a project of src; a test that finds none is skipped, but fails where everything must be there.</summary>
    internal static string Compiled(string project)
    {
        // The tests lie in artifacts/bin/<tests>/<configuration>: the projects beside them were built in the same way.
        var output = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var compiled = Path.Combine(output.Parent!.Parent!.FullName, project, output.Name, project + ".dll");
        if (!File.Exists(compiled))
        {
            (Environment.GetEnvironmentVariable("CI") == "true").ShouldBeFalse($"{compiled} is missing: build the whole solution first");
            Assert.Skip($"{project} is not built");
        }

        return compiled;
    }
}

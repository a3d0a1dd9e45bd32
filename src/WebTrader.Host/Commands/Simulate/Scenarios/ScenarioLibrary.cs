using System.Text;

namespace WebTrader.Host.Commands.Simulate.Scenarios;

/// <summary>The scenarios that come with the product, and those that traders write themselves.</summary>
internal static class ScenarioLibrary
{
    private const string Prefix = "Scenario/";
    private const string Ending = ".txt";
    private const int LargestFile = 256 * 1024;

    /// <summary>The names of those that come along: by group, then by number.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. typeof(ScenarioLibrary).Assembly.GetManifestResourceNames()
            .Where(resource => resource.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(resource => resource[Prefix.Length..^Ending.Length])
            .OrderBy(name => Group(name), StringComparer.Ordinal).ThenBy(name => Code(name).Length).ThenBy(name => name, StringComparer.Ordinal),
    ];

    /// <summary>One that comes along.</summary>
    public static Script Load(string name)
    {
        using var resource = typeof(ScenarioLibrary).Assembly.GetManifestResourceStream(Prefix + name + Ending)!;
        using var reader = new StreamReader(resource, Encoding.UTF8);
        return ScriptParser.Parse(name, name + Ending, reader.ReadToEnd());
    }

    /// <summary>All of them for "all", one by its name or by what stands before its first hyphen, or the one in a file.</summary>
    public static IReadOnlyList<Script> Find(string wanted)
    {
        if (wanted == "all") return [.. Names.Select(Load)];
        if (Names.FirstOrDefault(name => name.Equals(wanted, StringComparison.OrdinalIgnoreCase) || Code(name).Equals(wanted, StringComparison.OrdinalIgnoreCase)) is { } known) return [Load(known)];
        if (File.Exists(wanted)) return [LoadFile(wanted)];
        throw new UsageException($"--scenario is \"{wanted}\", allowed is all, the path of a file, or one of:\n{string.Concat(Names.Select(name => $"  {name}\n"))}");
    }

    private static Script LoadFile(string path)
    {
        if (new FileInfo(path).Length > LargestFile) throw new UsageException($"--scenario: {path} is larger than {LargestFile / 1024} KiB, allowed is a scenario of at most that");
        return ScriptParser.Parse(Path.GetFileNameWithoutExtension(path), path, File.ReadAllText(path, Encoding.UTF8));
    }

    private static string Code(string name) => name.Split('-', 2)[0];

    // The classic scenarios first, then those on generated prices, then the lessons.
    private static string Group(string name) => name[0] switch
    {
        'S' => "1",
        'B' => "2",
        _ => "3" + name[0],
    };
}

namespace WebTrader.TestKit.Files;

/// <summary>Where the sources lie: the nearest folder above the tests that holds the solution.</summary>
public static class Repository
{
    public static string Root { get; } = Locate();

    /// <summary>The files under a folder of the repository with one of these endings; empty while there is no such folder.</summary>
    public static IEnumerable<string> Files(string folder, params string[] endings)
    {
        var path = Path.Combine(Root, folder);
        if (!Directory.Exists(path)) return [];
        return Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories)
            .Where(file => endings.Any(ending => file.EndsWith(ending, StringComparison.Ordinal)))
            .Where(file => !Relative(file).Split('/').Any(part => part is "bin" or "obj" or "artifacts" or "node_modules" or "lib"))
            .Order(StringComparer.Ordinal);
    }

    public static string Relative(string file) => Path.GetRelativePath(Root, file).Replace('\\', '/');

    private static string Locate()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "WebTrader.sln"))) return folder.FullName;
        }

        throw new InvalidOperationException($"No folder above {AppContext.BaseDirectory} holds WebTrader.sln");
    }
}

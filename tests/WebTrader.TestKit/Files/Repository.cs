namespace WebTrader.TestKit.Files;

/// <summary>Where the sources lie: the nearest folder above the tests that holds the solution.</summary>
public static class Repository
{
    public static string Root { get; } = Locate();

    /// <summary>
    /// The files under a folder of the repository with one of these endings; empty while there is no such folder. Folders that a build or a package
    /// manager fills are not entered: they change while the tests run.
    /// </summary>
    public static IEnumerable<string> Files(string folder, params string[] endings) =>
        Walk(new DirectoryInfo(Path.Combine(Root, folder)))
            .Where(file => endings.Any(ending => file.EndsWith(ending, StringComparison.Ordinal)))
            .Order(StringComparer.Ordinal);

    public static string Relative(string file) => Path.GetRelativePath(Root, file).Replace('\\', '/');

    private static IEnumerable<string> Walk(DirectoryInfo folder)
    {
        if (!folder.Exists || folder.Name is "bin" or "obj" or "artifacts" or "node_modules" or "lib") return [];
        return folder.EnumerateFiles().Select(file => file.FullName).Concat(folder.EnumerateDirectories().SelectMany(Walk));
    }

    private static string Locate()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "WebTrader.sln"))) return folder.FullName;
        }

        throw new InvalidOperationException($"No folder above {AppContext.BaseDirectory} holds WebTrader.sln");
    }
}

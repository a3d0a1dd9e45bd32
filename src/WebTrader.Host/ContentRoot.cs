namespace WebTrader.Host;

/// <summary>
/// Where appsettings.json and wwwroot are. The framework would take the current directory, and started elsewhere come up without
/// settings and pages, silently: the worst case for a stop-loss service.
/// </summary>
public static class ContentRoot
{
    public const string Marker = "appsettings.json";

    /// <summary>The first folder at or above the program's own that holds appsettings.json.</summary>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    public static string Locate() => Locate(AppContext.BaseDirectory);

    internal static string Locate(string from)
    {
        for (var folder = new DirectoryInfo(from); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, Marker))) return folder.FullName;
        }

        throw new FileNotFoundException($"There is no {Marker} in {from} or in a folder above it: the settings are missing.");
    }
}

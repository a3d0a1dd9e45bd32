using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Memory;
using WebTrader.Persistence.Databases;

namespace WebTrader.Host.Settings;

/// <summary>What the command line may say over the settings files and the environment.</summary>
/// <param name="Overlay">A settings file over appsettings.json; null for none.</param>
public sealed record CommandLineSettings(int? Port = null, string? DataFolder = null, string? Overlay = null);

/// <summary>Where settings come from, the later over the earlier: appsettings.json, an overlay file, the environment, the command line.</summary>
public static class SettingsSources
{
    /// <summary>Environment variables begin with this, as in WEBTRADER__STOPS__MAXRISK; others are not ours to judge.</summary>
    public const string EnvironmentPrefix = "WEBTRADER__";

    private const string Accounts = "Accounts";
    private const string ConnectionStrings = "ConnectionStrings";

    /// <exception cref="FileNotFoundException">A settings file is missing.</exception>
    /// <exception cref="InvalidDataException">A settings file is not JSON.</exception>
    /// <exception cref="SettingsException">A settings file holds a password.</exception>
    public static IConfigurationRoot Load(string contentRoot, CommandLineSettings commandLine)
    {
        var builder = new ConfigurationBuilder();
        var shipped = ReadFile(Path.Combine(contentRoot, ContentRoot.Marker));
        var overlay = commandLine.Overlay is { } file ? ReadFile(Path.GetFullPath(file)) : [];

        // A list is one value: mixing two of them entry by entry would start accounts that nobody wrote down.
        if (overlay.Keys.Any(IsAccount)) shipped = shipped.Where(pair => !IsAccount(pair.Key)).ToDictionary(StringComparer.OrdinalIgnoreCase);
        builder.Add(new MemoryConfigurationSource { InitialData = shipped });
        builder.Add(new MemoryConfigurationSource { InitialData = overlay });
        builder.AddEnvironmentVariables(EnvironmentPrefix);

        var spoken = new Dictionary<string, string?>(StringComparer.Ordinal);
        if (commandLine.Port is { } port) spoken["Host:Port"] = port.ToString(System.Globalization.CultureInfo.InvariantCulture);
        if (commandLine.DataFolder is { } folder) spoken["DataFolder"] = Path.GetFullPath(folder);
        return builder.AddInMemoryCollection(spoken).Build();
    }

    /// <summary>One settings file by itself.</summary>
    /// <exception cref="FileNotFoundException">It is missing.</exception>
    /// <exception cref="InvalidDataException">It is not JSON.</exception>
    public static IConfigurationRoot LoadFile(string path) => new ConfigurationBuilder().AddInMemoryCollection(ReadFile(Path.GetFullPath(path))).Build();

    private static Dictionary<string, string?> ReadFile(string path)
    {
        if (!File.Exists(path)) throw new FileNotFoundException($"The settings file {path} does not exist.", path);
        try
        {
            var read = new ConfigurationBuilder().AddJsonFile(path, optional: false, reloadOnChange: false).Build();
            RefusePasswords(path, read);
            return read.AsEnumerable().Where(pair => pair.Value is not null || !read.GetSection(pair.Key).GetChildren().Any()).ToDictionary(StringComparer.OrdinalIgnoreCase);
        }
        catch (InvalidDataException fault)
        {
            throw new InvalidDataException($"The settings file {path} is not sound JSON: {fault.InnerException?.Message ?? fault.Message}", fault);
        }
    }

    /// <summary>A settings file is copied, shown and committed; a password must not stand there. It is refused before anything else looks at it.</summary>
    private static void RefusePasswords(string path, IConfiguration read)
    {
        foreach (var connection in read.GetSection(ConnectionStrings).AsEnumerable().Where(pair => DatabaseAddress.HoldsPassword(pair.Value)))
        {
            throw new SettingsException([$"{connection.Key} in {path} holds a password, and a settings file is no place for one: take it out, and set PGPASSWORD, a passfile, or the environment variable {EnvironmentPrefix}CONNECTIONSTRINGS__JOURNAL with the whole connection string"]);
        }
    }

    private static bool IsAccount(string key) =>
        key.Equals(Accounts, StringComparison.OrdinalIgnoreCase) || key.StartsWith(Accounts + ":", StringComparison.OrdinalIgnoreCase);
}

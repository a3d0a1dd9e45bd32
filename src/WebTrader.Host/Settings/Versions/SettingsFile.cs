using System.Text.Json;
using System.Text.Json.Nodes;
using WebTrader.Host.Data;
using WebTrader.Persistence.Settings;

namespace WebTrader.Host.Settings.Versions;

/// <summary>
/// The last good copy: the version in force, in a file of the data folder. Enough to start from, so that no start waits for a database. Sealed by the hash of the version: it is whole, or it is
/// damaged, and never half of it is taken.
/// </summary>
internal sealed class SettingsFile(string folder)
{
    public const string Name = "settings-in-force.json";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        PropertyNameCaseInsensitive = false,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    public string Path { get; } = System.IO.Path.Combine(folder, Name);

    /// <summary>What was last written; both null where nothing ever was. The problem says why what is there cannot be used.</summary>
    public (SettingsVersion? Version, string? Problem) Read()
    {
        if (!File.Exists(Path)) return (null, null);
        try
        {
            if (JsonSerializer.Deserialize<Kept>(File.ReadAllText(Path), Json) is not { Document: JsonObject document } kept) return (null, $"{Path} is empty");
            var version = new SettingsVersion { Version = kept.Version, At = kept.At, By = kept.By, Why = kept.Why, Document = DocumentWriter.Tidy(document), Seed = kept.Seed, Hash = kept.Hash };
            return version.IsWhole ? (version, null) : (null, $"{Path} is damaged, or was changed by hand: its hash is another");
        }
        catch (Exception fault) when (fault is JsonException or IOException or UnauthorizedAccessException or InvalidOperationException or ArgumentException)
        {
            return (null, $"{Path} cannot be read: {fault.Message}");
        }
    }

    /// <summary>Whole or not at all, and on the disk when this returns.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">As above.</exception>
    public void Write(SettingsVersion version) =>
        SmallFile.Write(Path, JsonSerializer.SerializeToUtf8Bytes(new Kept(version.Version, version.At, version.By, version.Why, version.Seed, version.Hash, JsonNode.Parse(version.Document)!), Json));

    private sealed record Kept(long Version, DateTimeOffset At, string By, string Why, string Seed, string Hash, JsonNode Document);
}

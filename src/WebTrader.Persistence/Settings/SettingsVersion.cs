using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace WebTrader.Persistence.Settings;

/// <summary>One version of the settings that are changed while the host runs. Immutable: a change makes another one.</summary>
public sealed record SettingsVersion
{
    /// <summary>Counts from 1; numbers may be left out, and never come twice.</summary>
    public required long Version { get; init; }

    /// <summary>When it was made, to the millisecond.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Who made it.</summary>
    public required string By { get; init; }
    public required string Why { get; init; }

    /// <summary>The settings as JSON without line ends.</summary>
    public required string Document { get; init; }

    /// <summary>Of the settings files and the environment that were last taken over.</summary>
    public required string Seed { get; init; }

    /// <summary>Over everything else of it.</summary>
    public string Hash { get; init; } = "";

    /// <summary>Whether it is what was once sealed, to the last letter.</summary>
    public bool IsWhole => Hash == Sum();

    /// <summary>With its hash, and the time as it is stored.</summary>
    public SettingsVersion Sealed()
    {
        var exact = this with { At = DateTimeOffset.FromUnixTimeMilliseconds(At.ToUnixTimeMilliseconds()) };
        return exact with { Hash = exact.Sum() };
    }

    /// <summary>The hash of a text, as 64 small hexadecimal digits.</summary>
    public static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    // As a list in JSON: no part can run over into the next.
    private string Sum() => HashOf(JsonSerializer.Serialize(new object[] { Version, At.ToUnixTimeMilliseconds(), By, Why, Document, Seed }));
}

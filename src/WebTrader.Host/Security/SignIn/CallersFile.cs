using System.Text.Json;
using System.Text.Json.Serialization;
using WebTrader.Host.Data;
using WebTrader.Persistence.Control;

namespace WebTrader.Host.Security.SignIn;

/// <summary>
/// The last good copy of who may come in, in a file of the data folder that only its owner can read: it is what a run goes by in which the database is not there from the beginning. It holds hashes alone,
/// from which neither a password nor a key nor a cookie can be made.
/// </summary>
internal sealed class CallersFile(DataFolder data)
{
    public const string Name = "callers.json";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    private byte[] written = [];

    private string Path => System.IO.Path.Combine(data.Path, Name);

    /// <summary>What was last written; null where nothing was, or it cannot be read: then the problem says why.</summary>
    public (CallersCopy? Copy, string? Problem) Read()
    {
        try
        {
            return (JsonSerializer.Deserialize<CallersCopy>(File.ReadAllText(Path), Json), null);
        }
        catch (Exception none) when (none is FileNotFoundException or DirectoryNotFoundException)
        {
            return (null, null);
        }
        catch (Exception fault) when (fault is JsonException or IOException or UnauthorizedAccessException)
        {
            return (null, $"{Path} cannot be read: {fault.Message}");
        }
    }

    /// <summary>Nothing where it says so already. One caller at a time.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">As above.</exception>
    public void Write(CallersCopy copy)
    {
        var content = JsonSerializer.SerializeToUtf8Bytes(copy, Json);
        if (content.AsSpan().SequenceEqual(written)) return;
        SmallFile.Write(Path, content, isForOwner: true);
        written = content;
    }
}

/// <summary>Users and keys as they were last read.</summary>
internal sealed record CallersCopy(IReadOnlyList<KnownUser> Users, IReadOnlyList<KnownKey> Keys);

/// <summary>A user as it was last read. <paramref name="StampHash"/> is of its stamp, which changes with password, role and second factor.</summary>
internal sealed record KnownUser(string Id, Role Role, bool IsDisabled, string? StampHash);

/// <summary>A key as it was last read.</summary>
/// <param name="ExpiresAt">UTC; null for never.</param>
internal sealed record KnownKey(string Id, string Name, string Hash, string Scopes, DateTimeOffset? ExpiresAt);

using System.Text.Json;
using WebTrader.Core.Ports;
using WebTrader.Core.Safety;
using WebTrader.Host.Data;

namespace WebTrader.Host.Sessions;

/// <summary>
/// Which positions of an account are armed, in a file of the account's folder: it outlives the process, and needs no database. It says for which login at which server: another
/// account under the same id was never agreed to.
/// </summary>
internal static class ArmingFile
{
    private const string Name = "armed.json";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true };

    /// <summary>What was last written; <paramref name="otherwise"/> where nothing ever was. What cannot be read, or was for another account, arms nothing, and the problem says why.</summary>
    public static (Arming Arming, string? Problem) Read(string folder, BrokerAccount account, Arming otherwise)
    {
        var path = Path.Combine(folder, Name);
        if (!File.Exists(path)) return (otherwise, null);
        try
        {
            if (JsonSerializer.Deserialize<Armed>(File.ReadAllText(path), Json) is not { } armed) return (Arming.Observe, $"{path} is empty");
            return armed.Login == account.Login && armed.Server == account.Server
                ? (armed.Arming, null)
                : (Arming.Observe, $"it was armed for {armed.Login} at {armed.Server}, and the settings say {account.Login} at {account.Server}");
        }
        catch (Exception fault) when (fault is JsonException or IOException or UnauthorizedAccessException)
        {
            return (Arming.Observe, $"{path} cannot be read: {fault.Message}");
        }
    }

    /// <summary>Whole or not at all, and on the disk when this returns.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Write(string folder, BrokerAccount account, Arming arming)
    {
        Directory.CreateDirectory(folder);
        SmallFile.Write(Path.Combine(folder, Name), JsonSerializer.SerializeToUtf8Bytes(new Armed(account.Login, account.Server, arming), Json));
    }

    private sealed record Armed(string Login, string Server, Arming Arming);
}

using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using WebTrader.Core.Positions;
using WebTrader.Core.Safety.Emergency;
using WebTrader.Host.Data;

namespace WebTrader.Host.Emergency;

/// <summary>The emergency stops, in a small file of the data folder: they outlive the process and need no database. The newest of those that were released stay in it, for their history and their keys.</summary>
internal sealed class EmergencyFile(string folder)
{
    public const string Name = "emergency.json";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    private string? aside;

    public string Path { get; } = System.IO.Path.Combine(folder, Name);

    /// <summary>What was last written; none where nothing ever was. The problem says why what is there cannot be read: then nobody knows which stops are in force.</summary>
    public (IReadOnlyList<HeldStop> Stops, string? Problem) Read()
    {
        try
        {
            return JsonSerializer.Deserialize<Kept>(File.ReadAllText(Path), Json) is { } kept ? ([.. kept.Stops.Select(stop => stop.ToHeld())], null) : Lost("it is empty");
        }
        catch (Exception none) when (none is FileNotFoundException or DirectoryNotFoundException)
        {
            return ([], null);
        }
        catch (Exception fault) when (fault is JsonException or IOException or UnauthorizedAccessException)
        {
            return Lost(fault.Message);
        }
    }

    /// <summary>Whole or not at all, and on the disk when this returns. What could not be read stays beside it.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">As above.</exception>
    public void Write(IReadOnlyList<HeldStop> stops)
    {
        SmallFile.Write(Path, JsonSerializer.SerializeToUtf8Bytes(new Kept([.. stops.Select(KeptStop.Of)]), Json), aside: File.Exists(Path) ? aside : null);
        aside = null;
    }

    private (IReadOnlyList<HeldStop> Stops, string Problem) Lost(string why)
    {
        aside = Path + ".damaged";
        return ([], $"{Path} cannot be read: {why}");
    }

    private sealed record Kept(IReadOnlyList<KeptStop> Stops);

    private sealed record KeptStop(
        string Id, EmergencyAction Action, string? Account, string? Symbol, long? Magic, long? Ticket, string By, string Why, DateTimeOffset At, IReadOnlyList<string> Keys,
        IReadOnlyDictionary<string, AccountPart> Accounts, EmergencyRelease? Release)
    {
        public static KeptStop Of(HeldStop held)
        {
            var (stop, scope) = (held.Stop, held.Stop.Scope);
            return new KeptStop(stop.Id, stop.Action, scope.Account?.Value, scope.Symbol, scope.Magic, scope.Ticket?.Value, stop.By, stop.Why, stop.At, held.Keys, held.Parts, held.Release);
        }

        public HeldStop ToHeld()
        {
            var scope = new EmergencyScope(Account is null ? null : new AccountId(Account), Symbol, Magic, Ticket is { } ticket ? new Ticket(ticket) : null);
            return new HeldStop(new EmergencyStop(Id, Action, scope, By, Why, At), [.. Keys], Accounts.ToImmutableSortedDictionary(StringComparer.Ordinal), Release);
        }
    }
}

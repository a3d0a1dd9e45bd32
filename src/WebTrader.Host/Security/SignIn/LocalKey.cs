using WebTrader.Host.Data;
using WebTrader.Host.Security.Rights;

namespace WebTrader.Host.Security.SignIn;

/// <summary>
/// Lets commands of the same user on the same machine speak to the host: a key in a file that only its owner can read, a new one every ten minutes. Whoever
/// can read it could change the host's files as well. It does not manage users or keys. Thread-safe.
/// </summary>
internal sealed class LocalKey(DataFolder data, TimeProvider clock)
{
    public const string FileName = "local.key";

    /// <summary>Who that is in the journal; no user has this name.</summary>
    public const string Name = "local";

    private static readonly TimeSpan Life = TimeSpan.FromMinutes(10);

    private static readonly Caller Owner = new(Name, Name, null, [Right.Read, Right.Operate, Right.Emergency, Right.Settings]);

    private readonly Lock renewing = new();
    private string? current;
    private string? previous;
    private long since;

    /// <summary>What the file of a data folder holds; null where there is none.</summary>
    public static string? Read(string folder)
    {
        var path = Path.Combine(folder, FileName);
        return File.Exists(path) ? File.ReadAllText(path).Trim() : null;
    }

    /// <summary>A new key when the present one is old; the one before is good for as long again.</summary>
    /// <exception cref="IOException">The file cannot be written. The present key stays.</exception>
    public void Renew()
    {
        lock (renewing)
        {
            if (current is not null && clock.GetElapsedTime(since) < Life) return;
            var fresh = ApiKeyHandler.Prefix + Secrets.Make();
            Write(fresh);
            (previous, current, since) = (current, fresh, clock.GetTimestamp());
        }
    }

    public Caller? Of(string secret)
    {
        lock (renewing) return Secrets.AreEqual(secret, current) | Secrets.AreEqual(secret, previous) ? Owner : null;
    }

    public void Remove() => File.Delete(Path.Combine(data.Path, FileName));

    private void Write(string key)
    {
        var path = Path.Combine(data.Path, FileName);
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        File.Delete(path + ".new");
        using (var file = new StreamWriter(path + ".new", options)) file.Write(key);
        File.Move(path + ".new", path, overwrite: true);
    }
}

using WebTrader.Core.Positions;

namespace WebTrader.Host.Data;

/// <summary>Where a host keeps everything: the journal and the folders of its accounts. Held by one process at a time.</summary>
public sealed class DataFolder : IDisposable
{
    private const string Accounts = "accounts";

    private readonly FolderLock held;

    private DataFolder(string path, FolderLock held)
    {
        Path = path;
        this.held = held;
    }

    public string Path { get; }

    /// <summary>Makes the folder where it is missing, and takes it.</summary>
    /// <param name="configured">Null for the folder of the user.</param>
    /// <exception cref="FolderHeldException">Another process has it.</exception>
    /// <exception cref="IOException">It cannot be made or written.</exception>
    public static DataFolder Open(string? configured, TimeProvider clock)
    {
        var path = Locate(configured);
        try
        {
            Directory.CreateDirectory(path);
            return new DataFolder(path, FolderLock.Take(path, clock));
        }
        catch (Exception fault) when (fault is UnauthorizedAccessException or IOException and not FolderHeldException)
        {
            throw new IOException($"The data folder {path} cannot be used: {fault.Message}", fault);
        }
    }

    /// <summary>Where it is; nothing is made or taken.</summary>
    /// <param name="configured">Null for the folder of the user.</param>
    public static string Locate(string? configured) => System.IO.Path.GetFullPath(configured ?? OfTheUser());

    /// <summary>Whether an account was ever run from here.</summary>
    public bool HasAccounts => Directory.Exists(System.IO.Path.Combine(Path, Accounts));

    public string OfAccount(AccountId account) => System.IO.Path.Combine(Path, Accounts, account.Value);

    /// <summary>Which data folder this is, wherever it is mounted and whatever its machine is called: made once, and kept in it. 32 letters and digits.</summary>
    /// <exception cref="IOException">It can neither be read nor made.</exception>
    public string Identity()
    {
        var file = System.IO.Path.Combine(Path, "host.id");
        if (File.Exists(file) && Guid.TryParseExact(File.ReadAllText(file).Trim(), "N", out var known)) return known.ToString("N");
        var made = Guid.NewGuid().ToString("N");
        File.WriteAllText(file, made);
        return made;
    }

    public void Dispose() => held.Dispose();

    private static string OfTheUser()
    {
        var local = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return local.Length > 0
            ? System.IO.Path.Combine(local, Product.Name)
            : throw new IOException("This user has no folder for application data (HOME is not set). Name a data folder with --data FOLDER or the setting DataFolder.");
    }
}

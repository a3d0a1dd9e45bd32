using System.Security.Cryptography;

namespace WebTrader.Persistence.Chain;

/// <summary>The key that signs checkpoints, in a file beside the database that only its owner may read.</summary>
internal static class CheckpointKey
{
    public const string FileName = "journal.key";

    /// <summary>Signs with the key of a folder; makes it where there is none.</summary>
    /// <exception cref="IOException">The file cannot be read or made.</exception>
    /// <exception cref="ArgumentException">The file holds no key.</exception>
    public static Checkpoint Sign(string folder, ChainHead last, DateTimeOffset at)
    {
        using var key = Take(Path.Combine(folder, FileName));
        var name = Convert.ToBase64String(key.ExportSubjectPublicKeyInfo());
        var time = at.ToUnixTimeMilliseconds();
        var signature = key.SignData(Checkpoint.Content(last.Sequence, last.Hash, time, name), HashAlgorithmName.SHA256);
        return new Checkpoint(last.Sequence, last.Hash, time, name, Convert.ToBase64String(signature));
    }

    /// <summary>The name of the key of a folder; null where there is none, or none that may be read.</summary>
    public static string? NameIn(string folder)
    {
        var file = Path.Combine(folder, FileName);
        if (!File.Exists(file)) return null;
        try
        {
            using var key = Take(file);
            return Checkpoint.NameOf(Convert.ToBase64String(key.ExportSubjectPublicKeyInfo()));
        }
        catch (Exception fault) when (fault is UnauthorizedAccessException or IOException or ArgumentException)
        {
            return null;
        }
    }

    private static ECDsa Take(string file)
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        try
        {
            if (File.Exists(file)) key.ImportFromPem(File.ReadAllText(file));
            else Write(file, key.ExportPkcs8PrivateKeyPem());
            return key;
        }
        catch
        {
            key.Dispose();
            throw;
        }
    }

    private static void Write(string file, string pem)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var writer = new StreamWriter(file, options);
        writer.Write(pem);
    }
}

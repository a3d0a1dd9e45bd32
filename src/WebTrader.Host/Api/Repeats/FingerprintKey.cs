using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using WebTrader.Host.Data;

namespace WebTrader.Host.Api.Repeats;

/// <summary>
/// Makes fingerprints of bodies that hold a password. With a key that lies in the data folder and not in the database, so that a copy of the database tells nothing, and slow, so that the key does not tell much either.
/// Thread-safe.
/// </summary>
internal sealed class FingerprintKey(DataFolder data, ILogger<FingerprintKey> logger)
{
    private const int Length = 32;
    private const int Rounds = 100_000;

    private readonly Lazy<byte[]> key = new(() => Load(Path.Combine(data.Path, "keys", "fingerprints.key"), logger));

    public byte[] Of(ReadOnlySpan<byte> body) => Rfc2898DeriveBytes.Pbkdf2(body, key.Value, Rounds, HashAlgorithmName.SHA256, Length);

    /// <summary>Where the key cannot be kept there is one for this run: after it the same request counts as another one, which is refused and never taken for the first.</summary>
    private static byte[] Load(string path, ILogger logger)
    {
        try
        {
            if (File.Exists(path) && File.ReadAllBytes(path) is { Length: Length } kept) return kept;
            var made = RandomNumberGenerator.GetBytes(Length);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            SmallFile.Write(path, made, isForOwner: true);
            return made;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            logger.LogWarning("The key of request fingerprints cannot be kept, and holds for this run alone: {Reason}", fault.Message);
            return RandomNumberGenerator.GetBytes(Length);
        }
    }
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace WebTrader.Persistence.Chain;

/// <summary>
/// Where a journal begins after old entries were taken out as the settings say: the last one of them, signed by the key of the data folder, so that
/// a beginning which somebody else took away is told apart.
/// </summary>
/// <param name="Sequence">Of the last entry taken out.</param>
/// <param name="Hash">Of the same.</param>
/// <param name="At">When it was taken out, unix milliseconds.</param>
/// <param name="Key">The public key, base64.</param>
/// <param name="Signature">Over all but itself, base64.</param>
public sealed record Checkpoint(long Sequence, string Hash, long At, string Key, string Signature)
{
    public ChainHead Head => new(Sequence, Hash);

    /// <summary>The key in short, for people.</summary>
    public string KeyName => NameOf(Key);

    internal static string NameOf(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..16];

    /// <summary>The name of the key in a folder; null where there is none, or none that may be read.</summary>
    public static string? KeyNameIn(string folder) => CheckpointKey.NameIn(folder);

    /// <summary>What is signed.</summary>
    public static byte[] Content(long sequence, string hash, long at, string key) => Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"WebTrader journal checkpoint\n{sequence}\n{hash}\n{at}\n{key}"));

    /// <summary>Whether the signature is of this key and over this content. Whether the key is the right one shows by its name.</summary>
    public bool IsSigned()
    {
        try
        {
            using var key = ECDsa.Create();
            key.ImportSubjectPublicKeyInfo(Convert.FromBase64String(Key), out _);
            return key.VerifyData(Content(Sequence, Hash, At, Key), Convert.FromBase64String(Signature), HashAlgorithmName.SHA256);
        }
        catch (Exception fault) when (fault is FormatException or CryptographicException)
        {
            return false;
        }
    }
}

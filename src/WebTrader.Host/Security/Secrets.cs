using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace WebTrader.Host.Security;

/// <summary>Random words that cannot be guessed.</summary>
internal static class Secrets
{
    /// <summary>256 bits, in letters that need no quoting anywhere.</summary>
    public static string Make() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    /// <summary>Takes as long whatever is wrong.</summary>
    public static bool AreEqual(string? given, string? kept) =>
        kept is not null && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(given ?? "")), SHA256.HashData(Encoding.UTF8.GetBytes(kept)));
}

using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using WebTrader.Persistence.Control;

namespace WebTrader.Host.Security.SignIn;

/// <summary>Seals with the keys of the data folder: a copy of the database alone tells no secret.</summary>
internal sealed class SecretBox(IDataProtectionProvider keys) : ISecretBox
{
    private readonly IDataProtector protector = keys.CreateProtector("WebTrader.Control");

    public string Seal(string secret) => protector.Protect(secret);

    public string? Open(string sealedSecret)
    {
        try
        {
            return protector.Unprotect(sealedSecret);
        }
        catch (CryptographicException)
        {
            // The keys were lost or belong to another folder; an administrator resets the second factor.
            return null;
        }
    }
}

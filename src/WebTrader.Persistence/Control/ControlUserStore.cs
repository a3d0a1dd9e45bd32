using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;

namespace WebTrader.Persistence.Control;

/// <summary>Identity's store, which would keep the authenticator's key and the recovery codes in clear: here the one is sealed, and of the others there are sealed hashes.</summary>
public sealed class ControlUserStore(ControlDbContext context, ISecretBox box, IdentityErrorDescriber? describer = null) : UserOnlyStore<UserRow, ControlDbContext>(context, describer)
{
    private const string Provider = "[AspNetUserStore]";
    private const string Codes = "RecoveryCodes";

    public override Task SetAuthenticatorKeyAsync(UserRow user, string key, CancellationToken cancellationToken) =>
        base.SetAuthenticatorKeyAsync(user, box.Seal(key), cancellationToken);

    public override async Task<string?> GetAuthenticatorKeyAsync(UserRow user, CancellationToken cancellationToken) =>
        await base.GetAuthenticatorKeyAsync(user, cancellationToken) is { } kept ? box.Open(kept) : null;

    public override Task ReplaceCodesAsync(UserRow user, IEnumerable<string> recoveryCodes, CancellationToken cancellationToken) =>
        KeepAsync(user, recoveryCodes.Select(Hash), cancellationToken);

    public override async Task<bool> RedeemCodeAsync(UserRow user, string code, CancellationToken cancellationToken)
    {
        var hashes = await HashesAsync(user, cancellationToken);
        var hash = Hash(code);
        if (!hashes.Contains(hash)) return false;
        await KeepAsync(user, hashes.Where(other => other != hash), cancellationToken);
        return true;
    }

    public override async Task<int> CountCodesAsync(UserRow user, CancellationToken cancellationToken) => (await HashesAsync(user, cancellationToken)).Length;

    private Task KeepAsync(UserRow user, IEnumerable<string> hashes, CancellationToken cancellation) =>
        SetTokenAsync(user, Provider, Codes, box.Seal(string.Join(';', hashes)), cancellation);

    private async Task<string[]> HashesAsync(UserRow user, CancellationToken cancellation) =>
        await GetTokenAsync(user, Provider, Codes, cancellation) is { } kept && box.Open(kept) is { } opened ? opened.Split(';', StringSplitOptions.RemoveEmptyEntries) : [];

    private static string Hash(string code) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(code.Trim().ToUpperInvariant())));
}

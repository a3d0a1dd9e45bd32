using System.Globalization;
using System.Security.Claims;
using WebTrader.Persistence.Control;

namespace WebTrader.Host.Security.Rights;

/// <summary>Who calls: a signed-in person, or a key. Kept as claims in the cookie of a person.</summary>
/// <param name="Id">Of the user or key.</param>
/// <param name="Name">For the journal and for people.</param>
/// <param name="Role">Null for a key.</param>
/// <param name="May">What it may do.</param>
internal sealed record Caller(string Id, string Name, Role? Role, IReadOnlyList<Right> May)
{
    private const string IdClaim = "id", NameClaim = "name", RoleClaim = "role", StampClaim = "stamp", SessionClaim = "session", AntiforgeryClaim = "antiforgery", FactorClaim = "factor", SinceClaim = "since";

    /// <summary>The user's security stamp at the sign-in: a new one ends the session. Null for a key.</summary>
    public string? Stamp { get; private init; }

    public string? Session { get; private init; }

    /// <summary>What the page sends along when it changes something; null for a key, which no browser sends by itself.</summary>
    public string? Antiforgery { get; private init; }

    public bool HasSecondFactor { get; private init; }

    /// <summary>When the person signed in.</summary>
    public DateTimeOffset Since { get; private init; }

    public bool IsPerson => Role is not null;

    public static Caller SignedIn(UserRow user, bool hasSecondFactor, DateTimeOffset now) => new(user.Id, user.UserName!, user.Role, Grants.Of(user.Role))
    {
        Stamp = user.SecurityStamp,
        Session = Secrets.Make(),
        Antiforgery = Secrets.Make(),
        HasSecondFactor = hasSecondFactor,
        Since = now,
    };

    public static Caller? Of(ClaimsPrincipal principal)
    {
        if (principal.Identity is KeyIdentity key) return key.Caller;
        if (principal.FindFirstValue(IdClaim) is not { } id || !Enum.TryParse<Role>(principal.FindFirstValue(RoleClaim), out var role)) return null;
        return new Caller(id, principal.FindFirstValue(NameClaim)!, role, Grants.Of(role))
        {
            Stamp = principal.FindFirstValue(StampClaim),
            Session = principal.FindFirstValue(SessionClaim),
            Antiforgery = principal.FindFirstValue(AntiforgeryClaim),
            HasSecondFactor = principal.HasClaim(claim => claim.Type == FactorClaim),
            Since = DateTimeOffset.FromUnixTimeSeconds(long.Parse(principal.FindFirstValue(SinceClaim)!, CultureInfo.InvariantCulture)),
        };
    }

    public ClaimsPrincipal ToPrincipal(string scheme) => new(IsPerson ? new ClaimsIdentity(Claims(), scheme, NameClaim, RoleClaim) : new KeyIdentity(this, scheme));

    private IEnumerable<Claim> Claims()
    {
        yield return new Claim(IdClaim, Id);
        yield return new Claim(NameClaim, Name);
        yield return new Claim(RoleClaim, Role.ToString()!);
        yield return new Claim(StampClaim, Stamp!);
        yield return new Claim(SessionClaim, Session!);
        yield return new Claim(AntiforgeryClaim, Antiforgery!);
        yield return new Claim(SinceClaim, Since.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        if (HasSecondFactor) yield return new Claim(FactorClaim, "2");
    }

    /// <summary>A key is looked up with each request and never written into a cookie.</summary>
    private sealed class KeyIdentity(Caller caller, string scheme) : ClaimsIdentity([new Claim(NameClaim, caller.Name)], scheme, NameClaim, RoleClaim)
    {
        public Caller Caller { get; } = caller;
    }
}

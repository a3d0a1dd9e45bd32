using System.Net;

namespace WebTrader.Host.Settings;

/// <summary>Who is asked what before it is let in. Immutable.</summary>
public sealed record SecuritySettings
{
    /// <summary>The proxies whose word about the client's address and scheme counts; empty for none.</summary>
    public IReadOnlyList<IPAddress> BehindProxy { get; init; } = [];

    /// <summary>Whether a person needs to have signed in with a second factor to stop or close everything.</summary>
    public bool RequireSecondFactorForEmergency { get; init; }

    /// <summary>Attempts to sign in from one address; 1 to 1000.</summary>
    public int SignInsPerMinute { get; init; } = 20;

    /// <summary>Requests of one user, key or address; as many again for what lessens a risk. 60 to 1000000.</summary>
    public int RequestsPerMinute { get; init; } = 12_000;

    /// <summary>How long an answer to a question may take before it is given up; 1 s to 10 min. What changes something is never cut off.</summary>
    public TimeSpan AnswerWithin { get; init; } = TimeSpan.FromSeconds(30);
}

/// <summary>Where the host also listens, beyond this machine.</summary>
public sealed record OutsideSettings
{
    public required IPAddress Address { get; init; }

    /// <summary>1 to 65535, and not the one on this machine.</summary>
    public int Port { get; init; } = 5443;

    /// <summary>A PKCS #12 file with its key, whose password is in the environment; null is allowed behind a named proxy only.</summary>
    public string? Certificate { get; init; }
}

using System.Collections.Immutable;
using WebTrader.Core.Positions;
using WebTrader.Core.Safety.Emergency;

namespace WebTrader.Host.Emergency;

/// <summary>An emergency stop with what has become of it so far, in force or released. Immutable.</summary>
/// <param name="Keys">Of the requests that asked for it, each with its caller: the same one again gets this stop, and never another.</param>
/// <param name="Parts">How far each account is, by its id.</param>
/// <param name="Release">Null while it is in force.</param>
public sealed record HeldStop(EmergencyStop Stop, ImmutableList<string> Keys, ImmutableSortedDictionary<string, AccountPart> Parts, EmergencyRelease? Release)
{
    public bool IsInForce => Release is null;

    public AccountPart PartOf(AccountId account) => Parts.GetValueOrDefault(account.Value, AccountPart.Untold);

    /// <summary>As an account is to have it.</summary>
    public EmergencyStop StopOf(AccountId account) => Stop with { DoneAt = PartOf(account).DoneAt };

    internal static HeldStop Of(EmergencyStop stop, string? key) => new(stop, key is null ? [] : [key], ImmutableSortedDictionary.Create<string, AccountPart>(StringComparer.Ordinal), null);
}

/// <summary>How far one account is with an emergency stop.</summary>
/// <param name="IsTold">Its session has taken the stop up, and its journal says so.</param>
/// <param name="DoneAt">UTC; when what the stop does once was done there. Null before.</param>
/// <param name="IsReleaseTold">Its journal says that the stop was released.</param>
public sealed record AccountPart(bool IsTold, DateTimeOffset? DoneAt, bool IsReleaseTold)
{
    public static readonly AccountPart Untold = new(false, null, false);
}

/// <summary>Who released an emergency stop, when (UTC) and why.</summary>
public sealed record EmergencyRelease(DateTimeOffset At, string By, string Why);

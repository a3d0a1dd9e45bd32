using WebTrader.Core.Positions;
using WebTrader.Core.Safety;
using WebTrader.Core.Stops;
using WebTrader.Core.Writing;
using WebTrader.Engine;
using WebTrader.Host.Alerts;
using WebTrader.Host.Diagnostics;
using WebTrader.Host.Emergency;
using WebTrader.Host.Jobs;

namespace WebTrader.Host.Settings;

/// <summary>Everything a host is started with; read and checked by <see cref="SettingsReader"/>. Immutable.</summary>
public sealed record HostSettings
{
    /// <summary>The TCP port on this machine's loopback addresses, 0 to 65535; 0 lets the system choose.</summary>
    public int Port { get; init; } = 5080;

    /// <summary>Where it listens beyond this machine; null is nowhere.</summary>
    public OutsideSettings? Outside { get; init; }

    /// <summary>The names by which others reach it, as in trader.example.com or trader.example.com:8443.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>What people open, where it is not what the host can tell by itself; null for that.</summary>
    public Uri? PublicAddress { get; init; }

    /// <summary>The address for people: as the settings say, the first name of the host where it is reached by names, and null where it is only reached on this machine.</summary>
    public Uri? OpenedAt => PublicAddress ?? (Names is not [var name, ..] ? null
        : Security.BehindProxy.Count > 0 || Outside is null || name.Contains(':', StringComparison.Ordinal) ? new Uri($"https://{name}/")
        : new Uri(FormattableString.Invariant($"https://{name}:{Outside.Port}/")));

    public SecuritySettings Security { get; init; } = new();

    /// <summary>Whether one has to sign in to look: everywhere but on this machine with simulators only.</summary>
    public bool ReadingNeedsSignIn => Outside is not null || Security.BehindProxy.Count > 0 || Accounts.Any(account => account.Terminal is not null);

    /// <summary>Where everything is kept, a full path; null is the folder of the user.</summary>
    public string? DataFolder { get; init; }

    /// <summary>The OpenTelemetry collector that metrics are sent to, http or https; null sends nothing.</summary>
    public Uri? OtlpEndpoint { get; init; }

    /// <summary>Which database keeps the journal.</summary>
    public ConnectionText Journal { get; init; } = ConnectionText.Usual;

    /// <summary>How many days facts and quotes are kept, 1 to 3650.</summary>
    public int KeepDays { get; init; } = 30;

    /// <summary>For every account alike.</summary>
    public EngineOptions Engine { get; init; } = new();

    /// <summary>Whom to tell what.</summary>
    public AlertSettings Alerts { get; init; } = AlertSettings.None;

    /// <summary>What runs by the clock.</summary>
    public JobSettings Jobs { get; init; } = new();

    /// <summary>How emergency stops are pressed and released.</summary>
    public EmergencySettings Emergency { get; init; } = new();

    /// <summary>How the log is kept in the data folder.</summary>
    public LogFileSettings LogFiles { get; init; } = new();

    /// <summary>At least one; the first is the default where none is named.</summary>
    public required IReadOnlyList<AccountSettings> Accounts { get; init; }

    /// <summary>The engine's settings for one account, with what it changes.</summary>
    public EngineOptions EngineOf(AccountSettings account)
    {
        var engine = Engine with { Limits = account.Limits, Messages = Engine.Messages with { Limits = account.Messages } };
        return account.Stops is { } stops ? engine with { Layers = [new StopLayer(StopLayerKind.Account, "", stops), .. engine.Layers] } : engine;
    }
}

/// <summary>One trading account that the host protects.</summary>
public sealed record AccountSettings
{
    /// <summary>1 to 64 letters, digits, dots, dashes and underscores, not beginning with a dot; unique.</summary>
    public required AccountId Id { get; init; }

    public required string Name { get; init; }

    /// <summary>The MetaTrader 5 terminal that it is reached through; null for the embedded simulator.</summary>
    public TerminalSettings? Terminal { get; init; }

    /// <summary>Decides prices and orders of the simulator; the same seed gives the same market.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>What a new simulated account begins with; above 0, at most 1,000,000,000.</summary>
    public decimal Balance { get; init; } = 10_000m;

    /// <summary>Three capital letters.</summary>
    public string Currency { get; init; } = "USD";

    /// <summary>Round trip of a trade to the simulated broker; 0 to 10 s.</summary>
    public TimeSpan TradeLatency { get; init; } = TimeSpan.FromMilliseconds(40);

    /// <summary>Round trip of a reading; 0 to 10 s.</summary>
    public TimeSpan ReadLatency { get; init; } = TimeSpan.FromMilliseconds(2);

    /// <summary>How many trades may be under way at once; 1 to 64.</summary>
    public int TradesInFlight { get; init; } = 1;

    /// <summary>How many messages it sends to the broker.</summary>
    public MessageLimits Messages { get; init; } = new();

    /// <summary>What it may hold and lose.</summary>
    public AccountLimits Limits { get; init; } = AccountLimits.None;

    /// <summary>Whether the rules may write to its positions before an operator has armed it: true for a simulator, false where money is real.</summary>
    public bool StartsArmed { get; init; } = true;

    /// <summary>The settings of money that it has no amounts of its own for: a real account is not armed by defaults. Empty where it needs none.</summary>
    public IReadOnlyList<string> MissingMoney => StartsArmed ? [] :
    [
        .. Missing(nameof(StopPatch.MaxRisk), Stops is { MaxRisk: not null } or { RiskIn: not null }),
        .. Missing(nameof(StopPatch.SweetSpotFrom), Stops is { SweetSpotFrom: not null }),
        .. Missing(nameof(StopPatch.SweetSpotTo), Stops is { SweetSpotTo: not null }),
        .. Missing(nameof(StopPatch.TrailingStep), Stops is { TrailingStep: not null }),
    ];

    /// <summary>What its stop settings change; null for nothing.</summary>
    public StopPatch? Stops { get; init; }

    private static IEnumerable<string> Missing(string name, bool isThere) => isThere ? [] : [name];
}

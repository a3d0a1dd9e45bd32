namespace WebTrader.Host.Emergency;

/// <summary>How emergency stops are pressed and released beside the dashboard. Immutable.</summary>
public sealed record EmergencySettings
{
    /// <summary>How long a stop holds at least before a person may release it; 0 to 24 h.</summary>
    public TimeSpan MinimumHold { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The file of the data folder that presses a stop by being there; 1 to 64 letters, digits, dashes and underscores.</summary>
    public string FileName { get; init; } = "STOP";

    /// <summary>What an empty file presses.</summary>
    public EmergencyCommand FileDoes { get; init; } = EmergencyCommand.FlattenEverything;

    /// <summary>What SIGUSR1 presses, where there are signals.</summary>
    public EmergencyCommand SignalDoes { get; init; } = EmergencyCommand.FlattenEverything;

    /// <summary>What happens when nobody says for a while that somebody is there; null for nothing.</summary>
    public DeadManSettings? DeadMan { get; init; }
}

/// <param name="After">Without a heartbeat for so long; 10 s to 7 days.</param>
public sealed record DeadManSettings(TimeSpan After, EmergencyCommand Does);

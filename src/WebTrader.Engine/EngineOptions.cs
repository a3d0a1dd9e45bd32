using WebTrader.Core.Safety;
using WebTrader.Core.Safety.Emergency;
using WebTrader.Core.Stops;
using WebTrader.Core.Writing;

namespace WebTrader.Engine;

/// <summary>The settings of an account session. Checked by <see cref="EngineOptionsValidator"/> before a session starts.</summary>
public sealed record EngineOptions
{
    /// <summary>What the stop rules want.</summary>
    public StopPlan Plan { get; init; } = new();

    /// <summary>What is different for the account, for single symbols and for the positions of single programs.</summary>
    public IReadOnlyList<StopLayer> Layers { get; init; } = [];

    /// <summary>Which positions may be written to when the session begins.</summary>
    public Arming Arming { get; init; } = Arming.Everything;

    /// <summary>The emergency stops in force when the session begins, told of by an earlier run.</summary>
    public IReadOnlyList<EmergencyStop> EmergencyStops { get; init; } = [];

    /// <summary>What the account may hold and lose.</summary>
    public AccountLimits Limits { get; init; } = AccountLimits.None;

    public StopLossOptions StopLoss { get; init; } = new();

    public MonitorOptions Monitor { get; init; } = new();

    public LockOptions Locks { get; init; } = new();

    public MessageOptions Messages { get; init; } = new();
}

public sealed record MessageOptions
{
    public MessageLimits Limits { get; init; } = new();

    /// <summary>How the moves in profit share the messages. Only replays that compare use another than the usual one.</summary>
    public IMessagePricing Pricing { get; init; } = ScarcityPricing.Instance;
}

public sealed record StopLossOptions
{
    /// <summary>The stop-loss worker looks at least this often, quote or not; 10 ms to 10 s.</summary>
    public TimeSpan MaxCycle { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>A quote older than this is stale: no stop is moved on it, except to a ticket that has none; 1 s to 1 h.</summary>
    public TimeSpan MaxQuoteAge { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>A trade call without an answer for this long has an unknown outcome; 0.5 s to 60 s.</summary>
    public TimeSpan AmbiguousAfter { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>A trade call without an answer for this long is given up; longer than <see cref="AmbiguousAfter"/>, up to 10 min.</summary>
    public TimeSpan GivenUpAfter { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Between two readings of a ticket whose outcome is unknown; 50 ms to 10 s.</summary>
    public TimeSpan SettleEvery { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>First wait after the broker refused; doubles with each refusal in a row; 10 ms to 10 s.</summary>
    public TimeSpan BackOffFrom { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Longest wait after the broker refused; up to 60 s.</summary>
    public TimeSpan BackOffTo { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long stopping waits for writes that are under way; up to 30 s.</summary>
    public TimeSpan StopWithin { get; init; } = TimeSpan.FromSeconds(2);
}

public sealed record MonitorOptions
{
    /// <summary>The position monitor reads at least this often; at once on trade events; 0.1 s to 5 min.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>A closing deal that is not in the history yet is looked for this often; 50 ms to 1 min.</summary>
    public TimeSpan DealRetry { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Tick values move with the rates: specifications are read again this often; 1 s to 1 h.</summary>
    public TimeSpan SpecInterval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>A reading without an answer for this long has failed; 0.1 s to 60 s.</summary>
    public TimeSpan ReadDeadline { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long stopping waits for a reading that is under way; up to 30 s.</summary>
    public TimeSpan StopWithin { get; init; } = TimeSpan.FromSeconds(5);
}

public sealed record LockOptions
{
    /// <summary>How long the second attempt for a ticket lock waits; the first one does not; 10 ms to 60 s.</summary>
    public TimeSpan Wait { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The same where more profit is to be locked; 10 ms to 60 s.</summary>
    public TimeSpan ProfitWait { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Attempts in all; 1 to 10.</summary>
    public int Attempts { get; init; } = 3;

    /// <summary>How much longer each further attempt waits; 1 to 5.</summary>
    public decimal Growth { get; init; } = 1.5m;

    /// <summary>A holding outside a broker call is stale after this long; 10 ms to 60 s.</summary>
    public TimeSpan StaleAfter { get; init; } = TimeSpan.FromMilliseconds(300);

    /// <summary>A holding outside a broker call is revoked after this long; longer than <see cref="StaleAfter"/>, up to 10 min.</summary>
    public TimeSpan RevokeAfter { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Whoever has been overtaken for this long goes next; 50 ms to 60 s.</summary>
    public TimeSpan OvertakenAtMost { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>More waiters than this at one ticket are refused at once; 1 to 10,000.</summary>
    public int WaitersAtMost { get; init; } = 64;
}

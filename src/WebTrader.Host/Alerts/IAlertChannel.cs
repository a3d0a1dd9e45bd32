namespace WebTrader.Host.Alerts;

/// <summary>A way to tell somebody.</summary>
internal interface IAlertChannel
{
    /// <summary>As in "webhook"; unique.</summary>
    string Name { get; }

    /// <summary>Whom it tells, without a secret, as in "alerts@example.com".</summary>
    string Target { get; }

    /// <summary>Tells it, or throws.</summary>
    Task TellAsync(AlertNotice notice, CancellationToken cancellation);
}

/// <summary>How a way to tell somebody is doing.</summary>
/// <param name="Waiting">Notices that were not told yet.</param>
/// <param name="Dropped">Notices that were given up: too many waited, or the last attempt failed.</param>
/// <param name="Failure">Why the last attempt failed; null when it did not.</param>
public sealed record ChannelView(string Name, string Target, int Waiting, long Told, long Dropped, DateTimeOffset? LastToldAt, DateTimeOffset? FailingSince, string? Failure);

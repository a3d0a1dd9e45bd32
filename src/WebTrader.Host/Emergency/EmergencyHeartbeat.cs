namespace WebTrader.Host.Emergency;

/// <summary>When somebody last said that somebody is there; the start of the host counts as saying so. Thread-safe.</summary>
internal sealed class EmergencyHeartbeat(TimeProvider clock)
{
    private readonly Lock gate = new();
    private long heardAt = clock.GetTimestamp();
    private bool isMissed;

    /// <summary>Somebody is there.</summary>
    public void Beat()
    {
        lock (gate) (heardAt, isMissed) = (clock.GetTimestamp(), false);
    }

    /// <summary>Whether nobody has said so for a while; true once, and again only after a heartbeat.</summary>
    public bool IsMissed(TimeSpan after)
    {
        lock (gate)
        {
            if (isMissed || clock.GetElapsedTime(heardAt) < after) return false;
            return isMissed = true;
        }
    }
}

namespace WebTrader.Brokers.MtApi5.Client;

/// <summary>What has been counted; kept by the client over all its lines.</summary>
internal sealed class Mt5Counters
{
    public long Connections { get; set; }

    public long Sent { get; set; }

    public long Answered { get; set; }

    public long Overdue { get; set; }

    public long Late { get; set; }

    public long Kicks { get; set; }

    public long Events { get; set; }

    public long Ignored { get; set; }
}

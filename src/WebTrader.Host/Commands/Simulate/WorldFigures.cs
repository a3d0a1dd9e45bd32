namespace WebTrader.Host.Commands.Simulate;

/// <summary>What a world came to, counted on the broker's side. Money in the account's currency.</summary>
public sealed class WorldFigures
{
    public long Quotes { get; set; }
    public long Opened { get; set; }
    public long Closed { get; set; }

    /// <summary>Positions that the journal says ended.</summary>
    public long Recorded { get; set; }

    /// <summary>Closed parts of positions, as the journal tells them.</summary>
    public long Parts { get; set; }

    /// <summary>Calls that left for the broker.</summary>
    public long Calls { get; set; }
    public long ClosesSent { get; set; }

    /// <summary>The part of them that an emergency stop sent.</summary>
    public long EmergencyCloses { get; set; }

    /// <summary>How often an emergency stop said that everything is flat.</summary>
    public long Flats { get; set; }

    /// <summary>Changes of a stop at the broker that came through us.</summary>
    public long StopsSet { get; set; }
    public long Refused { get; set; }
    public long Unanswered { get; set; }
    public long FailedReadings { get; set; }
    public long Restarts { get; set; }
    public long HandEdits { get; set; }

    /// <summary>How often a position came to stand without a stop.</summary>
    public long Exposures { get; set; }
    public TimeSpan Naked { get; set; }

    /// <summary>The part of it during or right after an outage that the world made.</summary>
    public TimeSpan NakedForced { get; set; }

    /// <summary>The part of it that nothing explains, beyond one round trip.</summary>
    public TimeSpan NakedExcess { get; set; }
    public decimal WorstLoss { get; set; }
    public decimal Gap { get; set; }
    public long Violations { get; set; }
}

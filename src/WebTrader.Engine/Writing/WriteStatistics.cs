using WebTrader.Core.Writing;

namespace WebTrader.Engine.Writing;

/// <summary>What came of the writes of a session: stops set and positions closed.</summary>
public sealed class WriteStatistics
{
    /// <summary>Stops set and read back.</summary>
    public long StopsSet { get; internal set; }

    /// <summary>Writes after which nothing was different although the position was open.</summary>
    public long NoOps { get; private set; }

    /// <summary>Writes that we refused ourselves; nothing was sent.</summary>
    public long Denied { get; private set; }

    /// <summary>Writes that the server refused.</summary>
    public long Rejected { get; private set; }

    /// <summary>Writes whose outcome was not known at first.</summary>
    public long Unknown { get; private set; }

    /// <summary>Stops that a write of ours left looser than they were. Must stay zero.</summary>
    public long Regressions { get; internal set; }

    internal void Count(WriteOutcome outcome, bool isNoOp)
    {
        switch (outcome)
        {
            case WriteOutcome.Unchanged when isNoOp:
                NoOps++;
                break;
            case WriteOutcome.Denied:
                Denied++;
                break;
            case WriteOutcome.Rejected:
                Rejected++;
                break;
            case WriteOutcome.Unknown:
                Unknown++;
                break;
        }
    }
}

using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Engine.Running;

namespace WebTrader.Engine.Book;

/// <summary>How well an account was protected since the start. On the session's scheduler.</summary>
public sealed class ProtectionFigures(string account)
{
    /// <summary>How long managed positions had no stop at the broker, all together; those that have none just now are not in it.</summary>
    public TimeSpan NakedFor { get; private set; }

    /// <summary>From where a position had no stop until a reading showed one.</summary>
    public DurationHistogram Exposures { get; } = new();

    /// <summary>From the first decision that wanted another stop until a reading showed the stop that was sent for it.</summary>
    public DurationHistogram Confirmations { get; } = new();

    /// <summary>Positions that closed and whose peak is known.</summary>
    public long ClosedWithPeak { get; private set; }

    /// <summary>What they had earned at their peak and did not keep, gross, in account money; a trade that closed at its peak gives back nothing.</summary>
    public Money GivenBack { get; private set; }

    /// <param name="isProtected">Whether it ended with a stop; otherwise the position ended, or is left to others.</param>
    internal void CountNaked(TimeSpan naked, bool isProtected)
    {
        NakedFor += naked;
        if (!isProtected) return;
        Exposures.Add(naked);
        EngineMeter.Exposure.Record(naked, account);
    }

    internal void CountConfirmed(TimeSpan since)
    {
        Confirmations.Add(since);
        EngineMeter.Confirmation.Record(since, account);
    }

    internal void Count(Trade trade)
    {
        if (trade.PeakProfit is not { } peak) return;
        ClosedWithPeak++;
        if (peak > Money.Zero && peak > trade.Profit) GivenBack += peak - trade.Profit;
    }
}

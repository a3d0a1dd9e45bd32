namespace WebTrader.Core.Market;

/// <summary>The prices of one symbol at one moment.</summary>
/// <param name="Symbol">Name at the broker.</param>
/// <param name="Bid">What a long position would be closed at.</param>
/// <param name="Ask">What a short position would be closed at.</param>
/// <param name="Time">When the broker made it (UTC). A label: ages are measured from <paramref name="ReceivedAt"/>.</param>
/// <param name="ReceivedAt">When we got it, on the monotone scale of <see cref="TimeProvider.GetTimestamp"/>; earlier where the broker had made it before we were connected.</param>
public readonly record struct Quote(string Symbol, Price Bid, Price Ask, DateTimeOffset Time, long ReceivedAt)
{
    /// <summary>Ask minus bid; zero or more in a sane market.</summary>
    public decimal Spread => Ask.Value - Bid.Value;

    /// <summary>Whether both prices are above zero and the ask is not below the bid. Any other quote is not acted upon.</summary>
    public bool IsSane => Bid.Value > 0 && Ask.Value >= Bid.Value;
}

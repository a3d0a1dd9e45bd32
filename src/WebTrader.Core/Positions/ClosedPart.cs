using WebTrader.Core.Market;

namespace WebTrader.Core.Positions;

/// <summary>A deal that closed a part of a position.</summary>
/// <param name="Deal">The broker's number of the deal.</param>
/// <param name="Time">When it was closed, UTC.</param>
/// <param name="Profit">Of this part, without commission and swap, in account money.</param>
/// <param name="Recovered">It was closed before this run began, and found afterwards.</param>
public sealed record ClosedPart(long Deal, DateTimeOffset Time, Lots Lots, Price Price, Money Profit, CloseReason Reason, bool Recovered);

using WebTrader.Core.Positions;

namespace WebTrader.Brokers.Simulator;

/// <summary>All that a simulated broker goes on from.</summary>
/// <param name="Market">Null where no market was driven.</param>
/// <param name="Trader">Null where nobody traded by itself.</param>
public sealed record SavedBook(BookState Book, IReadOnlyList<Deal> Deals, MarketState? Market, TraderState? Trader);

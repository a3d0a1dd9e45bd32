using WebTrader.Brokers.MtApi5.Terminal.Trading;

namespace WebTrader.Brokers.MtApi5.Terminal.Experts;

/// <summary>The part of the account's history that an expert has loaded, for all its clients.</summary>
internal sealed record HistorySelection(IReadOnlyList<WireDeal> Deals, IReadOnlyList<WireOrder> Orders)
{
    public static readonly HistorySelection Nothing = new([], []);
}

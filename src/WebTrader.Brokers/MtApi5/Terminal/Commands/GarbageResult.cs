using WebTrader.Brokers.MtApi5.Protocol;

namespace WebTrader.Brokers.MtApi5.Terminal.Commands;

/// <summary>What a failed OrderSend leaves in a result that nobody had cleared. The number of the deal is one that users have seen.</summary>
internal static class GarbageResult
{
    private const long SeenDeal = -324_288_327_408_680_875;

    public static Mt5TradeResult Of(uint request) => new(
        unchecked(3_735_928_559u + request), unchecked((ulong)SeenDeal), ulong.MaxValue - request, 6.9e-20m, 0.000_000_000_000_123m, 4_611_686_018_427m, -1.5m, "", 32_767u + request);
}

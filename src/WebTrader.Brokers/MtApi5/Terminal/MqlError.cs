namespace WebTrader.Brokers.MtApi5.Terminal;

/// <summary>What <c>GetLastError</c> says, with MQL5's own numbers (MQL5 reference, "Runtime Errors").</summary>
internal static class MqlError
{
    public const int Internal = 4001;
    public const int UnknownSymbol = 4301;
    public const int NotInMarketWatch = 4302;
    public const int NoHistory = 4401;
    public const int TradingByExpertsDisabled = 4752;
    public const int PositionNotFound = 4753;
    public const int OrderNotFound = 4754;
    public const int DealNotFound = 4755;
    public const int TradeFailed = 4756;
    public const int BookNotOpen = 4903;
}

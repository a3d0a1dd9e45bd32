namespace WebTrader.Core.Stops;

/// <summary>
/// Which price the rules go by where a stop moves into profit or a part is closed. The losing side always goes by the closing price: there the broker's own stops do, too.
/// </summary>
public enum TriggerPrice
{
    /// <summary>The closing price of the newest quote: bid for a long, ask for a short.</summary>
    Closing = 0,

    /// <summary>The worse closing price of the last two quotes of the symbol, so that what only one quote showed triggers nothing.</summary>
    Double = 1,
}

using WebTrader.Core.Market;

namespace WebTrader.Core.Orders;

/// <summary>What a person or a script may ask for an open position.</summary>
public abstract record OperatorAsk
{
    private OperatorAsk()
    {
    }

    /// <summary>A tighter stop.</summary>
    public sealed record Stop(Price At) : OperatorAsk;

    /// <summary>A stop where the position ends with neither profit nor loss, its costs so far included.</summary>
    public sealed record BreakEven : OperatorAsk;

    /// <summary>A stop as near to the price as the broker allows.</summary>
    public sealed record Tightest : OperatorAsk;

    /// <summary>Another take-profit.</summary>
    /// <param name="At">Null removes it.</param>
    public sealed record TakeProfit(Price? At) : OperatorAsk;

    /// <summary>A close at the market.</summary>
    /// <param name="Lots">Null for all; otherwise above zero, less than the position has, and a whole number of volume steps.</param>
    public sealed record Close(Lots? Lots) : OperatorAsk;
}

namespace WebTrader.Brokers.MtApi5.Protocol;

/// <summary>What the terminal gave back for a trade (<c>MqlTradeResult</c>). Only read where the terminal said that it filled it in.</summary>
/// <param name="Retcode">MetaTrader 5's own number; one that we do not know is kept.</param>
/// <param name="Deal">0 for none.</param>
/// <param name="Order">0 for none.</param>
/// <param name="Price">0 where nothing was executed.</param>
public sealed record Mt5TradeResult(uint Retcode, ulong Deal, ulong Order, decimal Volume, decimal Price, decimal Bid, decimal Ask, string Comment, uint RequestId);

/// <summary>The answer to a trade call.</summary>
/// <param name="Accepted">What <c>OrderSend</c> returned. It says nothing about the execution: that is the retcode's to say.</param>
/// <param name="Result">Null when not accepted: the terminal does not fill it in then, and what it holds is left over from something else.</param>
public sealed record Mt5TradeOutcome(bool Accepted, Mt5TradeResult? Result);

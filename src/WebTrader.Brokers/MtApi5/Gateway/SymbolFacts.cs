using WebTrader.Brokers.MtApi5.Protocol;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;

namespace WebTrader.Brokers.MtApi5.Gateway;

/// <summary>What the terminal says of a symbol: its specification, and how it may be traded.</summary>
/// <param name="FillingFlags">SYMBOL_FILLING_MODE: 1 all or nothing, 2 what there is.</param>
/// <param name="ReadAt">On the scale of <see cref="TimeProvider.GetTimestamp"/>.</param>
internal sealed record SymbolFacts(SymbolSpec Spec, Mt5SymbolTradeMode TradeMode, Mt5SymbolExecution Execution, long FillingFlags, bool IsWatched, long ReadAt)
{
    private const long AllOrNothing = 1;
    private const long WhatThereIs = 2;

    /// <summary>
    /// How volume that is not there at once is dealt with. To fill what there is protects best; it is asked for wherever the symbol allows it. Source: MQL5 reference,
    /// "Order Properties", on filling and execution modes.
    /// </summary>
    public Mt5Filling Filling => Execution switch
    {
        _ when (FillingFlags & WhatThereIs) != 0 => Mt5Filling.ImmediateOrCancel,
        Mt5SymbolExecution.Exchange => Mt5Filling.Return,
        _ => (FillingFlags & AllOrNothing) != 0 || Execution == Mt5SymbolExecution.Market ? Mt5Filling.FillOrKill : Mt5Filling.Return,
    };

    /// <summary>Why nothing can be closed in it; null when it can.</summary>
    public string? WhyNotClose => TradeMode == Mt5SymbolTradeMode.Disabled ? $"trading in {Spec.Name} is disabled" : null;

    /// <summary>Why nothing can be opened on this side; null when it can.</summary>
    public string? WhyNotOpen(Side side) => TradeMode switch
    {
        Mt5SymbolTradeMode.Disabled => WhyNotClose,
        Mt5SymbolTradeMode.CloseOnly => $"positions in {Spec.Name} can only be closed",
        Mt5SymbolTradeMode.LongOnly when side == Side.Short => $"{Spec.Name} is for long positions only",
        Mt5SymbolTradeMode.ShortOnly when side == Side.Long => $"{Spec.Name} is for short positions only",
        _ => null,
    };
}

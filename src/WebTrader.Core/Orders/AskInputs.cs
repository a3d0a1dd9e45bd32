using WebTrader.Core.Market;
using WebTrader.Core.Positions;

namespace WebTrader.Core.Orders;

/// <summary>All that an ask was held against, so that anybody can have it decided again.</summary>
/// <param name="Spec">Null when it was not known.</param>
/// <param name="Quote">Null when there was none that was fresh.</param>
/// <param name="HardStop">The max-risk price as the rules had it; null when it was not known, or is left to others.</param>
public sealed record AskInputs(OperatorAsk Ask, Position Position, SymbolSpec? Spec, Quote? Quote, Price? HardStop)
{
    /// <summary>What the ask comes to. Pure.</summary>
    public OperatorPlan Plan() => OperatorPlan.For(Ask, Position, Spec, Quote, HardStop);
}

using System.Globalization;
using WebTrader.Core.Market;
using WebTrader.Core.Orders;
using WebTrader.Core.Positions;
using WebTrader.Core.Writing;

namespace WebTrader.Core.Journal;

/// <summary>Has what people and scripts asked for decided again from what it was held against: what was sent must be what it came to. Pure.</summary>
internal static class AskAudit
{
    /// <returns>What the ask does not explain of the stop; null when it explains it.</returns>
    public static string? Explain(StopIntended intent, AskInputs asked)
    {
        var (position, write) = (asked.Position, intent.Write);
        if (position.Side != intent.Side || position.StopLoss != intent.From)
            return $"it is recorded as {intent.Side} with {Say(intent.From)}, and was asked for {position.Side} with {Say(position.StopLoss)}";
        if (Plan(asked, write.Ticket, write.Position, write.Symbol, out var plan) is { } failure) return failure;
        if (asked.Ask is OperatorAsk.Close or OperatorAsk.TakeProfit) return $"recorded is a stop at {write.Stop}, and somebody asked for {Say(asked.Ask)}";
        return plan.Stop == write.Stop && plan.TakeProfit == write.TakeProfit && plan.Profit == intent.ProfitAtStop
            ? null
            : $"recorded is a stop at {write.Stop} ({intent.ProfitAtStop}); {Say(asked.Ask)} comes to: {plan.Says}";
    }

    /// <returns>What the ask does not explain of the take-profit; null when it explains it.</returns>
    public static string? Explain(TakeProfitIntended intent, AskInputs asked)
    {
        var write = intent.Write;
        if (asked.Position.TakeProfit != intent.From) return $"it is recorded as from {intent.From?.ToString() ?? "none"}, and was asked where {asked.Position.TakeProfit?.ToString() ?? "none"} stood";
        if (Plan(asked, write.Ticket, write.Position, write.Symbol, out var plan) is { } failure) return failure;
        return asked.Ask is OperatorAsk.TakeProfit && plan.Stop == write.Stop && plan.TakeProfit == write.TakeProfit
            ? null
            : $"recorded is a take-profit at {write.TakeProfit?.ToString() ?? "none"} with the stop at {write.Stop}; {Say(asked.Ask)} comes to: {plan.Says}";
    }

    /// <returns>What the ask does not explain of the close; null when it explains it.</returns>
    public static string? Explain(CloseIntended intent, AskInputs asked)
    {
        var write = intent.Write;
        if (Plan(asked, write.Ticket, write.Position, write.Symbol, out var plan) is { } failure) return failure;
        return asked.Ask is OperatorAsk.Close && asked.Position.Side == write.Side && plan.Lots == write.Lots
            ? null
            : $"recorded is a close of {write.Side} {write.Lots}; {Say(asked.Ask)} comes to: {plan.Says}";
    }

    /// <returns>What the wish does not explain of the order; null when it explains it.</returns>
    public static string? Explain(OpenIntended intent, OrderInputs inputs)
    {
        var (wish, write) = (inputs.Wish, intent.Write);
        if (wish.Symbol != write.Symbol || wish.Side != write.Side || wish.Magic != write.Magic)
            return string.Create(CultureInfo.InvariantCulture, $"recorded is {write.Side} {write.Symbol} with magic number {write.Magic}, and wanted was {wish.Side} {wish.Symbol} with {wish.Magic}");
        if (Mismatch(wish.Symbol, inputs.Spec, inputs.Quote) is { } mismatch) return mismatch;
        if (inputs.Rules.Problems().FirstOrDefault() is { } problem) return problem;
        var (order, refusal) = Try(inputs.Plan, out var fault);
        if (fault is not null) return fault;
        if (order is null) return $"recorded is an order of {write.Lots} lots, and the wish is refused: {refusal}";
        return order.Lots == write.Lots && order.Stop == write.Stop && order.TakeProfit == write.TakeProfit
            ? null
            : $"recorded is an order of {write.Lots} lots with {Say(write.Stop)}; the wish comes to {order.Lots} with {Say(order.Stop)}: {order.Reason}";
    }

    private static string? Plan(AskInputs asked, Ticket ticket, PositionId id, string symbol, out OperatorPlan plan)
    {
        plan = Ends;
        var about = asked.Position;
        if (about.Ticket != ticket || about.Id != id || about.Symbol != symbol) return $"it is about ticket {ticket} in {symbol}, and was asked for ticket {about.Ticket} in {about.Symbol}";
        if (Mismatch(symbol, asked.Spec, asked.Quote) is { } mismatch) return mismatch;
        plan = Try(asked.Plan, out var fault) ?? Ends;
        return fault ?? (plan.End is { } end ? $"something was sent, and {Say(asked.Ask)} is refused: {end.Reason}" : null);
    }

    private static readonly OperatorPlan Ends = new(null, null, null, null, null, "nothing");

    private static string? Mismatch(string symbol, SymbolSpec? spec, Quote? quote)
    {
        if ((spec is { } known && known.Name != symbol) || (quote is { } at && at.Symbol != symbol)) return $"it is about {symbol}, and was decided with the specification of {spec?.Name ?? "nothing"} and a quote of {quote?.Symbol ?? "nothing"}";
        return spec?.Problem();
    }

    private static T? Try<T>(Func<T> decide, out string? fault)
    {
        try
        {
            fault = null;
            return decide();
        }
        catch (ArithmeticException impossible)
        {
            fault = $"nothing can be decided from what is recorded: {impossible.Message}";
            return default;
        }
    }

    private static string Say(Price? stop) => stop is { } price ? $"a stop at {price}" : "no stop";

    private static string Say(OperatorAsk ask) => ask switch
    {
        OperatorAsk.Stop(var at) => $"a stop at {at}",
        OperatorAsk.BreakEven => "a stop at break-even",
        OperatorAsk.Tightest => "the tightest stop",
        OperatorAsk.TakeProfit(var at) => $"a take-profit at {at?.ToString() ?? "none"}",
        OperatorAsk.Close(var lots) => $"a close of {lots?.ToString() ?? "all"}",
        _ => throw new ArgumentOutOfRangeException(nameof(ask), ask, "no such ask"),
    };
}

using WebTrader.Brokers.MtApi5.Client;
using WebTrader.Brokers.MtApi5.Protocol;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Core.Writing;

namespace WebTrader.Brokers.MtApi5.Gateway;

/// <summary>
/// What OrderSend gave back, as an answer. Where it returned true, the return code says what became of the trade. Where it returned false, the result may hold
/// anything (the expert does not empty it before the call): it counts only where the terminal's own error says that the server refused it, and it looks like a
/// refusal. What stays unclear is unknown, never "failed". Source: MQL5 reference, "OrderSend", "Runtime Errors".
/// </summary>
internal static class TradeAnswers
{
    /// <summary>ERR_TRADE_DISABLED: programs may not trade; nothing was sent.</summary>
    private const long TradingDisabled = 4752;

    /// <summary>ERR_TRADE_POSITION_NOT_FOUND.</summary>
    private const long PositionNotFound = 4753;

    /// <summary>ERR_TRADE_ORDER_NOT_FOUND.</summary>
    private const long OrderNotFound = 4754;

    /// <summary>ERR_TRADE_SEND_FAILED: it was sent, and refused; the result says why.</summary>
    private const long SendFailed = 4756;

    /// <summary>The order is gone, or was filled.</summary>
    public static TradeAnswer.Answered NoSuchOrder { get; } = new(TradeRetcode.InvalidOrder, Comment: "the terminal has no such order");

    /// <param name="value">What command 301 gave back.</param>
    /// <param name="lastError">The answer to the question after the terminal's last error, which was reset before.</param>
    /// <param name="trade">What was sent.</param>
    /// <param name="digits">Of its symbol; null where no price comes back.</param>
    /// <param name="lookAgain">Reads the permissions anew; null when they cannot be read.</param>
    public static async Task<TradeAnswer> OfAsync(Mt5Value value, Task<Mt5Answer> lastError, Mt5TradeRequest trade, int? digits, Func<Task<TerminalChecks?>> lookAgain)
    {
        if (value.AsTradeOutcome is not { } outcome) return new TradeAnswer.Unanswered("the terminal's answer cannot be read");
        if (outcome is { Accepted: true, Result: { } result }) return Answered(result, trade, digits);
        if (outcome.Accepted) return new TradeAnswer.Unanswered("the terminal took it, and its result cannot be read");

        var error = (await lastError as Mt5Answer.Value)?.Is.AsInt64;
        if (error == PositionNotFound) return new TradeAnswer.Answered(TradeRetcode.PositionClosed, Comment: "the terminal has no such position");
        if (error == OrderNotFound) return NoSuchOrder;
        if (error == SendFailed && Refusal(value, trade) is { } refusal) return new TradeAnswer.Answered((TradeRetcode)refusal.Retcode, Comment: refusal.Comment);
        if (error is TradingDisabled or null or 0 or SendFailed && await lookAgain() is { } now && now.WhyNoTrades is { } off) return new TradeAnswer.Answered(now.RefusalRetcode, Comment: off);
        if (error == TradingDisabled) return new TradeAnswer.Answered(TradeRetcode.ClientDisablesAutoTrading, Comment: "the expert may not trade: allow algorithmic trading in its properties");
        return new TradeAnswer.Unanswered($"the terminal returned false, error {error?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "unknown"}, and does not say what became of it");
    }

    private static TradeAnswer.Answered Answered(Mt5TradeResult result, Mt5TradeRequest trade, int? digits)
    {
        var isDeal = trade.Action == Mt5TradeAction.Deal;
        var price = isDeal && result.Price > 0m ? WireNumbers.Price(result.Price, digits) : (Price?)null;
        var opened = isDeal && trade.Position == 0 && result.Order is > 0 and <= long.MaxValue ? new Ticket((long)result.Order) : (Ticket?)null;
        return new TradeAnswer.Answered((TradeRetcode)result.Retcode, price, result.Comment, opened);
    }

    /// <summary>The result as a refusal by the server; null where it does not look like one.</summary>
    private static Mt5TradeResult? Refusal(Mt5Value value, Mt5TradeRequest trade)
    {
        if (!value.TryStructure(out var structure) || !structure.TryGetProperty("Result", out var inner) || Mt5Json.TradeResult(inner) is not { } result) return null;
        if (result.Deal != 0 || (result.Order != 0 && result.Order != trade.Order) || !Enum.IsDefined((TradeRetcode)result.Retcode)) return null;
        return (TradeRetcode)result.Retcode is TradeRetcode.Done or TradeRetcode.DonePartial or TradeRetcode.Placed ? null : result;
    }
}

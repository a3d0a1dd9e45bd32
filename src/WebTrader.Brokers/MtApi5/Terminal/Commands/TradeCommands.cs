using WebTrader.Brokers.MtApi5.Protocol;
using WebTrader.Brokers.MtApi5.Terminal.Json;
using WebTrader.Brokers.MtApi5.Terminal.Trading;
using WebTrader.Brokers.Simulator;
using WebTrader.Core.Positions;

namespace WebTrader.Brokers.MtApi5.Terminal.Commands;

/// <summary>
/// What changes something at the broker. 301 and 302 send what they are given; the others go through MetaTrader 5's own trade class and its
/// defaults: no magic number, ten points of deviation, and often no return code.
/// </summary>
internal sealed class TradeCommands(TerminalWorld world, TradeDesk desk)
{
    private const ulong UsualDeviation = 10;

    public static bool IsTrade(Mt5Command command) => command is Mt5Command.OrderSend or Mt5Command.OrderSendAsync or Mt5Command.Buy or Mt5Command.Sell
        or Mt5Command.PositionOpen or Mt5Command.PositionOpen2 or Mt5Command.PositionModify or Mt5Command.PositionClose
        or Mt5Command.PositionClosePartialByTicket or Mt5Command.PositionClosePartialBySymbol or Mt5Command.PositionCloseAll or Mt5Command.OrderCloseAll;

    /// <summary>Carries one out; null where no answer ever comes.</summary>
    public async Task<string?> AnswerAsync(ExpertCall call) => call.Command switch
    {
        Mt5Command.OrderSend => Sent(await desk.SendAsync(call.Expert, TradeParameters.Read(call))),
        Mt5Command.OrderSendAsync => Sent(desk.SendAndForget(call.Expert, TradeParameters.Read(call), world.Faults.LatencyOf(Mt5Command.OrderSend, isTrade: true))),
        Mt5Command.Buy => Sent(await OpenAsync(call, Mt5OrderType.Buy, call.OptionalText("Symbol") ?? call.Expert.Symbol)),
        Mt5Command.Sell => Sent(await OpenAsync(call, Mt5OrderType.Sell, call.OptionalText("Symbol") ?? call.Expert.Symbol)),
        Mt5Command.PositionOpen => Said(await OpenAsync(call, (Mt5OrderType)call.Int("OrderType"), call.Text("Symbol"))),
        Mt5Command.PositionOpen2 => Sent(await OpenAsync(call, (Mt5OrderType)call.Int("OrderType"), call.Text("Symbol"))),
        Mt5Command.PositionModify => Said(await ModifyAsync(call)),
        Mt5Command.PositionClose => await CloseAsync(call),
        Mt5Command.PositionClosePartialByTicket => await ClosePartAsync(call, world.Broker.Find(new Ticket(call.Long("Ticket")))),
        Mt5Command.PositionClosePartialBySymbol => await ClosePartAsync(call, PositionCommands.BySymbol(call, call.Text("Symbol"))),
        Mt5Command.PositionCloseAll => await CloseAllAsync(call),
        Mt5Command.OrderCloseAll => await RemoveAllAsync(call),
        _ => throw new InvalidOperationException($"{call.Command} is no trade."),
    };

    private Task<TradeReply> OpenAsync(ExpertCall call, Mt5OrderType type, string symbol) => desk.SendAsync(call.Expert, new Mt5TradeRequest(
        Mt5TradeAction.Deal, Symbol: symbol, Volume: call.Amount("Volume"), Price: call.Amount("Price"), StopLoss: call.Amount("Sl"), TakeProfit: call.Amount("Tp"),
        Deviation: UsualDeviation, Type: type, Filling: UsualFilling(), Comment: call.OptionalText("Comment") ?? ""));

    private async Task<TradeReply?> ModifyAsync(ExpertCall call)
    {
        var (ticket, stop, takeProfit) = (call.Long("Ticket"), call.Amount("Sl"), call.Amount("Tp"));
        if (Find(call, ticket) is not { } position) return null;
        return await desk.SendAsync(call.Expert, new Mt5TradeRequest(
            Mt5TradeAction.Stops, Symbol: position.Symbol, StopLoss: stop, TakeProfit: takeProfit, Position: unchecked((ulong)ticket)));
    }

    private async Task<string?> CloseAsync(ExpertCall call)
    {
        var (ticket, deviation) = (call.Long("Ticket"), unchecked((ulong)call.Long("Deviation")));
        if (Find(call, ticket) is not { } position) return Reply.Result(false, world.Transactions.Result(new Mt5TradeResult(0, 0, 0, 0, 0, 0, 0, "", 0)));
        return Sent(await desk.SendAsync(call.Expert, Closing(position, position.Lots.Value, deviation)));
    }

    private async Task<string?> ClosePartAsync(ExpertCall call, Position? position)
    {
        var (volume, deviation) = (call.Amount("Volume"), unchecked((ulong)call.Long("Deviation")));
        if (position is null) call.Fail(MqlError.PositionNotFound);
        return position is null ? Reply.Value(EaJson.Flag(false)) : Said(await desk.SendAsync(call.Expert, Closing(position, Math.Min(volume, position.Lots.Value), deviation)));
    }

    // Its own defect: it walks forward over a list that gets shorter, so it leaves about half of them open, and says how many it saw.
    private async Task<string?> CloseAllAsync(ExpertCall call)
    {
        var seen = world.Broker.Positions.Count;
        for (var index = 0; index < seen; index++)
        {
            if (world.Broker.Positions.ElementAtOrDefault(index) is { } position) await desk.SendAsync(call.Expert, Closing(position, position.Lots.Value, UsualDeviation));
        }

        return Reply.Value(EaJson.Whole(seen));
    }

    private async Task<string?> RemoveAllAsync(ExpertCall call)
    {
        var seen = world.Broker.Orders.Count;
        for (var index = 0; index < seen; index++)
        {
            if (world.Broker.Orders.ElementAtOrDefault(index) is { } order)
                await desk.SendAsync(call.Expert, new Mt5TradeRequest(Mt5TradeAction.Remove, Order: unchecked((ulong)order.Ticket.Value)));
        }

        return Reply.Nothing;
    }

    private Position? Find(ExpertCall call, long ticket)
    {
        var position = world.Broker.Find(new Ticket(ticket));
        if (position is null) call.Fail(MqlError.PositionNotFound);
        return position;
    }

    private Mt5TradeRequest Closing(Position position, decimal volume, ulong deviation) => new(
        Mt5TradeAction.Deal, Symbol: position.Symbol, Volume: volume, Price: PriceFor(position), Deviation: deviation,
        Type: position.Side == Side.Long ? Mt5OrderType.Sell : Mt5OrderType.Buy, Filling: UsualFilling(), Comment: "", Position: unchecked((ulong)position.Ticket.Value));

    private decimal PriceFor(Position position) =>
        world.Options.Execution == Mt5SymbolExecution.Instant && world.Broker.QuoteOf(position.Symbol) is { } quote ? Core.Market.TickMath.ClosingPrice(quote, position.Side).Value : 0;

    // The trade class takes what the symbol takes.
    private Mt5Filling UsualFilling() => (world.Options.FillingModes & 1) != 0 ? Mt5Filling.FillOrKill : Mt5Filling.ImmediateOrCancel;

    private string? Sent(TradeReply reply)
    {
        if (reply.Retcode is null) return null;
        var result = reply.IsTaken || !world.Faults.Garbage.Strikes() ? reply.Result : GarbageResult.Of(reply.Result.RequestId);
        return Reply.Result(reply.IsTaken, world.Transactions.Result(result));
    }

    private static string? Said(TradeReply? reply) => reply is { Retcode: null } ? null : Reply.Value(EaJson.Flag(reply?.IsTaken ?? false));
}

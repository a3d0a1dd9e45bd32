using WebTrader.Brokers.MtApi5.Protocol;
using WebTrader.Brokers.MtApi5.Terminal.Experts;
using WebTrader.Brokers.Simulator;
using WebTrader.Core.Positions;
using WebTrader.Core.Writing;

namespace WebTrader.Brokers.MtApi5.Terminal.Trading;

/// <summary>What came of a trade request.</summary>
/// <param name="Retcode">Null where nobody will ever say.</param>
internal sealed record TradeReply(TradeRetcode? Retcode, Mt5TradeResult Result)
{
    public bool IsTaken => Retcode is { } given && RetcodeText.IsTaken(given);
}

/// <summary>
/// The way of a trade request through the terminal to the broker, and what can go wrong on it. On the terminal's thread.
/// </summary>
/// <param name="announce">Hands the payload of a transaction to every expert.</param>
internal sealed class TradeDesk(TerminalWorld world, Action<string> announce)
{
    private readonly TradeExecution execution = new(world);

    public async Task<TradeReply> SendAsync(Expert expert, Mt5TradeRequest request)
    {
        var id = ++world.RequestsSoFar;
        if (Refusal(expert) is { } refused) return Reply(refused, id);

        return await CarryAsync(expert, request, id);
    }

    /// <summary>Answers at once that the request is on its way; what comes of it is told by a transaction.</summary>
    /// <param name="latency">How long it is under way.</param>
    public TradeReply SendAndForget(Expert expert, Mt5TradeRequest request, TimeSpan latency)
    {
        var id = ++world.RequestsSoFar;
        if (Refusal(expert) is { } refused) return Reply(refused, id);

        CarryLater(expert, request, id, latency);
        return Reply(TradeRetcode.Placed, id);
    }

    private TradeRetcode? Refusal(Expert expert)
    {
        TradeRetcode? refused = !world.Broker.AutoTrading ? TradeRetcode.ClientDisablesAutoTrading
            : !world.Switches.AccountMayTrade ? TradeRetcode.TradeDisabled
            : !world.Switches.ExpertsMayTrade ? TradeRetcode.ServerDisablesAutoTrading
            : null;
        if (refused is not null) expert.LastError = refused == TradeRetcode.TradeDisabled ? MqlError.TradeFailed : MqlError.TradingByExpertsDisabled;
        return refused;
    }

    private async void CarryLater(Expert expert, Mt5TradeRequest request, uint id, TimeSpan latency)
    {
        // Never within the call itself: the answer "placed" leaves first.
        await Task.Yield();
        if (latency > TimeSpan.Zero) await Task.Delay(latency, world.Clock);
        await CarryAsync(expert, request, id);
    }

    private async Task<TradeReply> CarryAsync(Expert expert, Mt5TradeRequest request, uint id)
    {
        var fault = world.IsConnected ? world.Plan.Strike(KindOf(request), TicketOf(request), world.Clock.GetUtcNow()) : null;
        if (fault is Fault.Disconnect lost) world.DisconnectFor(lost.For);
        if (fault is Fault.Hang hang) await HangAsync(request, id, hang.For);
        if (fault is Fault.LoseRequest) return Silence(id);
        if (fault is Fault.ActLate late)
        {
            ActLate(request, id, late.After);
            return Silence(id);
        }

        var result = !world.IsConnected ? Result(TradeRetcode.NoConnection, id) : fault switch
        {
            Fault.Reject reject => Result(reject.Retcode, id),
            Fault.PretendDone => Result(TradeRetcode.Done, id),
            _ => execution.Execute(request) with { RequestId = id },
        };
        announce(world.Transactions.Request(request, result));
        if (!RetcodeText.IsTaken((TradeRetcode)result.Retcode)) expert.LastError = MqlError.TradeFailed;
        var isLost = fault is Fault.LoseAnswer || world.Faults.LostAnswer.Strikes();
        return isLost ? Silence(id) : new TradeReply((TradeRetcode)result.Retcode, result);
    }

    // Whatever looks at the orders meanwhile sees that of a trade at the market among them.
    private async Task HangAsync(Mt5TradeRequest request, uint id, TimeSpan time)
    {
        var order = request.Action == Mt5TradeAction.Deal ? AccountLedger.UnderWay(request, id, world.Clock.GetUtcNow()) : null;
        if (order is not null) world.OrdersUnderWay.Add(order);
        await Task.Delay(time, world.Clock);
        if (order is not null) world.OrdersUnderWay.Remove(order);
    }

    private async void ActLate(Mt5TradeRequest request, uint id, TimeSpan after)
    {
        await Task.Delay(after, world.Clock);
        announce(world.Transactions.Request(request, execution.Execute(request) with { RequestId = id }));
    }

    private static TradeReply Silence(uint id) => new(null, new Mt5TradeResult(0, 0, 0, 0, 0, 0, 0, "", id));

    private static TradeReply Reply(TradeRetcode retcode, uint id) => new(retcode, Result(retcode, id));

    private static Mt5TradeResult Result(TradeRetcode retcode, uint id) => new((uint)retcode, 0, 0, 0, 0, 0, 0, RetcodeText.Of(retcode), id);

    private static GatewayCall KindOf(Mt5TradeRequest request) => request switch
    {
        { Action: Mt5TradeAction.Stops } => GatewayCall.SetStop,
        { Action: Mt5TradeAction.CloseBy } or { Action: Mt5TradeAction.Deal, Position: not 0 } => GatewayCall.Close,
        { Action: Mt5TradeAction.Remove } => GatewayCall.Cancel,
        _ => GatewayCall.Open,
    };

    private static Ticket? TicketOf(Mt5TradeRequest request) => request switch
    {
        { Position: not 0 and var position } => new Ticket(unchecked((long)position)),
        { Action: Mt5TradeAction.Remove } => new Ticket(unchecked((long)request.Order)),
        _ => null,
    };
}

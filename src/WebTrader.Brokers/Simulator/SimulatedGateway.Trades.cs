using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Core.Writing;

namespace WebTrader.Brokers.Simulator;

/// <content>Trades.</content>
public sealed partial class SimulatedGateway
{
    public ValueTask<TradeAnswer> SetStopAsync(StopWrite write, CancellationToken cancellation) =>
        TradeAsync(GatewayCall.SetStop, write.Ticket, () => SetStop(write), cancellation);

    public ValueTask<TradeAnswer> CloseAsync(CloseWrite write, CancellationToken cancellation) =>
        TradeAsync(GatewayCall.Close, write.Ticket, () => Close(write), cancellation);

    public bool? IsNetting => broker.IsNetting;

    private TradeReceipt SetStop(StopWrite write)
    {
        if (broker.Find(write.Ticket) is { } position && position.Symbol != write.Symbol) return new TradeReceipt(TradeRetcode.Invalid);
        return broker.Modify(write.Ticket, write.Stop, write.TakeProfit);
    }

    private TradeReceipt Close(CloseWrite write)
    {
        if (broker.Find(write.Ticket) is { } position && (position.Symbol != write.Symbol || position.Side != write.Side))
            return new TradeReceipt(TradeRetcode.Invalid);
        var receipt = broker.Close(write.Ticket, write.Lots, DealReason.Expert, 0, write.Comment);
        // The reference does not say what a server makes of it; where a close is a deal like any other, the worse of both.
        return receipt.Retcode == TradeRetcode.PositionClosed && broker.IsNetting
            ? broker.Open(new OrderRequest(write.Symbol, write.Side.Opposite(), write.Lots, Comment: write.Comment, Reason: DealReason.Expert)) : receipt;
    }

    public ValueTask<TradeAnswer> OpenAsync(OpenWrite write, CancellationToken cancellation) =>
        TradeAsync(GatewayCall.Open, default, () => broker.Open(new OrderRequest(write.Symbol, write.Side, write.Lots, write.Stop, write.TakeProfit, write.Magic, write.Comment, DealReason.Expert)), cancellation);

    public ValueTask<TradeAnswer> CancelAsync(CancelWrite write, CancellationToken cancellation) =>
        TradeAsync(GatewayCall.Cancel, write.Order, () => broker.RemoveOrder(write.Order), cancellation);

    private async ValueTask<TradeAnswer> TradeAsync(GatewayCall call, Ticket ticket, Func<TradeReceipt> act, CancellationToken cancellation)
    {
        if (cancellation.IsCancellationRequested) return new TradeAnswer.NotSent("given up before it was sent");
        if (TradesFree == 0) return new TradeAnswer.NotSent("busy: a trade is under way");
        var fault = IsConnected ? faults?.Strike(call, ticket, clock.GetUtcNow()) : null;
        if (fault is Fault.Disconnect lost) DisconnectFor(lost.For);
        if (!IsConnected) return new TradeAnswer.NotSent("no connection to the broker");

        tradesUnderWay++;
        TradeCalls++;
        try
        {
            var underWay = CarryAsync(call, act, fault);
            return underWay.IsCompleted ? await underWay : await underWay.WaitAsync(options.AnswerDeadline, clock, cancellation);
        }
        catch (TimeoutException)
        {
            return new TradeAnswer.Unanswered($"no answer within {options.AnswerDeadline:c}");
        }
        catch (OperationCanceledException)
        {
            return new TradeAnswer.Unanswered("given up while waiting for the answer");
        }
    }

    // Goes on by itself when the caller has given up: a request that left is not called back.
    private async Task<TradeAnswer> CarryAsync(GatewayCall call, Func<TradeReceipt> act, Fault? fault)
    {
        TradeReceipt? receipt;
        try
        {
            receipt = await ServeAsync(act, fault);
        }
        finally
        {
            tradesUnderWay--;
        }

        if (fault is Fault.LoseAnswer or Fault.LoseRequest) return await NeverAsync();
        if (receipt is null) return new TradeAnswer.Unanswered(fault is Fault.ActLate ? "the terminal lost the request under way" : "the connection was lost under way");
        return IsConnected
            ? new TradeAnswer.Answered(receipt.Retcode, receipt.Price, receipt.Comment, call == GatewayCall.Open ? receipt.Ticket : null)
            : new TradeAnswer.Unanswered("the connection was lost before the answer");
    }

    // The way there, the server, and the way back; until then the line is taken, and on a line of one nothing overtakes it. Null when nothing comes back.
    private async Task<TradeReceipt?> ServeAsync(Func<TradeReceipt> act, Fault? fault)
    {
        await PassAsync(options.TradeLatency / 2);
        if (fault is Fault.Hang hang) await PassAsync(hang.For);
        if (fault is Fault.ActLate late)
        {
            if (options.TradesInFlight > 1) ActLater(act, late.After);
            else await ActAfterAsync(act, late.After);
            return null;
        }

        if (!IsConnected) return null;
        var receipt = fault switch
        {
            Fault.Reject reject => new TradeReceipt(reject.Retcode),
            Fault.PretendDone => new TradeReceipt(TradeRetcode.Done),
            Fault.LoseRequest => null,
            _ => Act(act),
        };
        await PassAsync(options.TradeLatency / 2);
        return receipt;
    }

    private TradeReceipt Act(Func<TradeReceipt> act) => broker.AutoTrading ? act() : new TradeReceipt(TradeRetcode.ClientDisablesAutoTrading);

    // Nobody waits for it any more, so a fault in here must reach the scheduler.
    private async void ActLater(Func<TradeReceipt> act, TimeSpan after) => await ActAfterAsync(act, after);

    private async Task ActAfterAsync(Func<TradeReceipt> act, TimeSpan after)
    {
        await PassAsync(after);
        Act(act);
    }

    private static Task<TradeAnswer> NeverAsync() => new TaskCompletionSource<TradeAnswer>().Task;
}

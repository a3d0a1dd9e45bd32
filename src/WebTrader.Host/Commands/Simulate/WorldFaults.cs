using WebTrader.Brokers.Simulator;
using WebTrader.Core.Writing;

namespace WebTrader.Host.Commands.Simulate;

/// <summary>What goes wrong between a session and its broker, by profile and seed.</summary>
internal static class WorldFaults
{
    // Every refusal in the reference, also those that a server has no reason to give to a change or a close; what says "done" is not among them.
    private static readonly TradeRetcode[] Refusals =
    [
        TradeRetcode.Requote, TradeRetcode.Reject, TradeRetcode.Cancel, TradeRetcode.Error, TradeRetcode.Timeout, TradeRetcode.Invalid,
        TradeRetcode.InvalidPrice, TradeRetcode.InvalidStops, TradeRetcode.TradeDisabled, TradeRetcode.MarketClosed, TradeRetcode.PriceChanged, TradeRetcode.PriceOff,
        TradeRetcode.OrderChanged, TradeRetcode.TooManyRequests, TradeRetcode.ServerDisablesAutoTrading, TradeRetcode.ClientDisablesAutoTrading,
        TradeRetcode.Locked, TradeRetcode.Frozen, TradeRetcode.InvalidFill, TradeRetcode.NoConnection, TradeRetcode.OnlyReal,
        TradeRetcode.InvalidOrder, TradeRetcode.CloseOrderExists, TradeRetcode.RejectCancel, TradeRetcode.HedgeProhibited,
        TradeRetcode.InvalidVolume, TradeRetcode.NoMoney, TradeRetcode.InvalidExpiration, TradeRetcode.LimitOrders, TradeRetcode.LimitVolume, TradeRetcode.InvalidCloseVolume,
        TradeRetcode.LimitPositions, TradeRetcode.LongOnly, TradeRetcode.ShortOnly, TradeRetcode.CloseOnly, TradeRetcode.FifoClose,
    ];

    public static FaultPlan For(FaultProfile profile, ulong seed) => profile switch
    {
        FaultProfile.None => new FaultPlan(seed),
        FaultProfile.Light => Light(new FaultPlan(seed)),
        _ => Full(new FaultPlan(seed)),
    };

    private static FaultPlan Light(FaultPlan plan)
    {
        foreach (var code in new[] { TradeRetcode.Requote, TradeRetcode.PriceOff, TradeRetcode.TooManyRequests, TradeRetcode.Locked }) Add(plan, 5, new Fault.Reject(code));
        Add(plan, 5, new Fault.Hang(TimeSpan.FromMilliseconds(700)));
        return Add(plan, 5, new Fault.FailRead("the terminal did not answer"));
    }

    private static FaultPlan Full(FaultPlan plan)
    {
        foreach (var code in Refusals) Add(plan, 4, new Fault.Reject(code));
        foreach (var seconds in new[] { 1, 4, 20 })
        {
            Add(plan, 4, new Fault.ActLate(TimeSpan.FromSeconds(seconds)));
            plan.Add(new FaultCase(new Fault.Hang(TimeSpan.FromSeconds(seconds))) { Call = GatewayCall.SetStop, PerMille = 4 });
            plan.Add(new FaultCase(new Fault.Hang(TimeSpan.FromSeconds(seconds))) { Call = GatewayCall.Close, PerMille = 10 });
            plan.Add(new FaultCase(new Fault.Hang(TimeSpan.FromSeconds(seconds))) { Call = GatewayCall.ReadPositions, PerMille = 2 });
        }

        Add(plan, 8, new Fault.LoseAnswer());
        Add(plan, 8, new Fault.LoseRequest());
        Add(plan, 8, new Fault.PretendDone());
        Add(plan, 10, new Fault.FailRead("the terminal did not answer"));
        return Add(plan, 1, new Fault.Disconnect(TimeSpan.FromSeconds(3)));
    }

    private static FaultPlan Add(FaultPlan plan, int perMille, Fault fault) => plan.Add(new FaultCase(fault) { PerMille = perMille });
}

using WebTrader.Brokers.MtApi5.Protocol;
using WebTrader.Brokers.Simulator;

namespace WebTrader.Brokers.MtApi5.Terminal.Faults;

/// <summary>Which commands stand for which reading of a gateway, where a plan of faults has something for readings: each once or twice in a burst.</summary>
internal static class ReadTrouble
{
    /// <summary>What strikes a command; null for nothing.</summary>
    public static Fault? Strike(TerminalWorld world, Mt5Command command) =>
        world is { ReadPlan: { } plan, IsConnected: true } && KindOf(command) is { } kind ? plan.Strike(kind, null, world.Clock.GetUtcNow()) : null;

    private static GatewayCall? KindOf(Mt5Command command) => command switch
    {
        Mt5Command.PositionsTotal => GatewayCall.ReadPositions,
        Mt5Command.PositionSelectByTicket => GatewayCall.ReadPosition,
        Mt5Command.OrdersTotal => GatewayCall.ReadOrders,
        Mt5Command.SymbolInfoString => GatewayCall.ReadSymbol,
        Mt5Command.HistorySelect or Mt5Command.HistorySelectByPosition => GatewayCall.ReadDeals,
        Mt5Command.AccountInfoDouble => GatewayCall.ReadAccount,
        _ => null,
    };
}

using WebTrader.Core.Journal;
using WebTrader.Core.Safety.Emergency;
using WebTrader.Core.Writing;
using WebTrader.Engine.Writing;

namespace WebTrader.Host.Commands.Simulate;

/// <content>What an emergency stop promises: nothing is opened through us after it, nothing is closed for it that it is not about, and what it calls flat is flat.</content>
public sealed partial class WorldWatch
{
    private EmergencyStop? latched;
    private DateTimeOffset ordersReadFrom;

    /// <summary>An emergency stop holds from now on.</summary>
    public void Latched(EmergencyStop stop) => latched = stop;

    /// <summary>It holds no more.</summary>
    public void Released() => latched = null;

    /// <summary>An opening of ours leaves for the broker.</summary>
    public void Sending(OpenWrite write)
    {
        Figures.Calls++;
        if (latched is { Scope: var scope } && (scope.Symbol is null || scope.Symbol == write.Symbol)) Report(null, $"an opening in {write.Symbol} left for the broker after the emergency stop");
    }

    /// <summary>Whether a close is an emergency stop's, which needs no loss; one that no stop asks for is reported.</summary>
    private bool IsEmergency(CloseWrite write)
    {
        if (write.Comment != ClosingComment.EmergencyStop) return false;
        Figures.EmergencyCloses++;
        if (latched is not { Action: EmergencyAction.Flatten } stop || broker.Find(write.Ticket) is { } position && !stop.Scope.Covers(position)) Report(write.Ticket, "it is closed for an emergency stop that is not about it");
        return true;
    }

    /// <summary>Nothing that was there before the last reading began may be there when it is called flat.</summary>
    private void Check(EmergencyProved proved)
    {
        if (latched is not { Action: EmergencyAction.Flatten } stop) return;
        Figures.Flats++;
        foreach (var position in broker.Positions.Where(position => stop.Scope.Covers(position) && position.OpenTime < ordersReadFrom)) Report(position.Ticket, $"it is open, and emergency stop {proved.StopId} says flat");
        foreach (var order in broker.Orders.Where(order => (stop.Scope.Symbol is null || stop.Scope.Symbol == order.Symbol) && order.Placed < ordersReadFrom)) Report(null, $"pending order {order.Ticket} is there, and emergency stop {proved.StopId} says flat");
    }

    /// <summary>At the end, when nobody has opened anything for a while and what was in the way is over.</summary>
    /// <param name="isProved">Whether the stop is told as done, as far as anybody can say.</param>
    public void FinishStop(bool isProved)
    {
        if (latched is not { Action: EmergencyAction.Flatten } stop) return;
        var left = broker.Positions.Count(stop.Scope.Covers);
        if (left > 0) Report(null, $"{left} positions are open at the end, and everything was to be flat");
        else if (!isProved) Report(null, "everything is flat at the end, and it is not told so");
    }
}

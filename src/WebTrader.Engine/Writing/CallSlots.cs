using WebTrader.Core.Ports;
using WebTrader.Engine.Running;

namespace WebTrader.Engine.Writing;

/// <summary>
/// The calls the broker takes at a time, and who has one. Whoever waits here has not passed the door: nothing queues behind it. An operator's call goes
/// before the worker's, except where a position is exposed. On the session's scheduler.
/// </summary>
public sealed class CallSlots(IBrokerGateway gateway, TimeProvider clock)
{
    private readonly Queue<TaskCompletionSource<bool>> operators = new();

    // Given to operators who have not gone on yet.
    private int given;

    /// <summary>Calls taken just now.</summary>
    public int Taken { get; private set; }

    /// <summary>Told when a call has become free, before it is given to an operator who waits.</summary>
    public Action? OnFree { get; set; }

    /// <summary>Whether <see cref="TryTake"/> would give one.</summary>
    /// <param name="isUrgent">Whether it goes before an operator who waits.</param>
    public bool IsFree(bool isUrgent) => isUrgent ? HasRoom(2) : operators.Count == 0 && HasRoom(1);

    public bool TryTake(bool isUrgent)
    {
        if (!IsFree(isUrgent)) return false;
        Taken++;
        return true;
    }

    /// <summary>Waits for a call, no longer than allowed; false when none became free. Whoever gets one sends at once: a call that is kept for later may go to something exposed.</summary>
    public async ValueTask<bool> TakeAsync(TimeSpan atMost)
    {
        if (TryTake(isUrgent: false)) return true;
        var turn = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        operators.Enqueue(turn);
        await using var timer = clock.CreateTimer(static turn => ((TaskCompletionSource<bool>)turn!).TrySetResult(false), turn, atMost, Timeout.InfiniteTimeSpan);
        if (!await turn.Task) return false;
        given--;
        return true;
    }

    public void Free()
    {
        Taken--;
        OnFree?.Invoke();
        if (operators.Count > 0) ServeNext();
    }

    /// <summary>Behind the worker, which has been woken: it takes the call where something is exposed, and nothing else while an operator waits. A worker that does not turn keeps nobody waiting.</summary>
    private async void ServeNext()
    {
        await Task.Yield();
        Serve();
    }

    /// <summary>The broker may take a call again although none of ours has ended: gives it to the operator who has waited longest.</summary>
    public void Serve()
    {
        while (operators.TryPeek(out var first) && (first.Task.IsCompleted || HasRoom(1)))
        {
            operators.Dequeue();
            if (!first.TrySetResult(true)) continue;
            Taken++;
            given++;
        }
    }

    /// <summary>A call whose answer is lost counts for seconds although the broker takes others: what is exposed does not wait for that.</summary>
    private bool HasRoom(int factor) => Taken < gateway.TradesInFlight * factor && gateway.TradesFree > given;
}

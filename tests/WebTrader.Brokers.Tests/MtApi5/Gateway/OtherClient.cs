using WebTrader.Brokers.MtApi5.Client;
using WebTrader.Brokers.MtApi5.Protocol;

namespace WebTrader.Brokers.Tests.MtApi5.Gateway;

/// <summary>Somebody else's program on the same expert.</summary>
internal sealed class OtherClient(Mt5Client client, Func<Func<Task>, Task> onScheduler) : IMt5Listener, IAsyncDisposable
{
    private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public async Task ConnectAsync()
    {
        await onScheduler(() =>
        {
            client.Connect(this);
            return Task.CompletedTask;
        });
        await ready.Task.WaitAsync(TimeSpan.FromSeconds(10));
    }

    /// <summary>Selects one position after the other.</summary>
    public Task MeddleAsync(int rounds) => onScheduler(async () =>
    {
        for (var round = 0; round < rounds; round++) await client.CallAsync(client.Experts[0].Handle, Mt5Request.PositionGetTicket(round % 5), default);
    });

    void IMt5Listener.OnConnected()
    {
    }

    void IMt5Listener.OnDisconnected(string reason)
    {
    }

    void IMt5Listener.OnExpertsChanged(IReadOnlyList<Mt5Expert> experts)
    {
        if (experts.Any(expert => expert.State == Mt5ExpertState.Ready)) ready.TrySetResult();
    }

    void IMt5Listener.OnEvent(Mt5Event reported)
    {
    }

    void IMt5Listener.OnLateAnswer(Mt5Call call, Mt5Answer answer)
    {
    }

    public async ValueTask DisposeAsync() => await onScheduler(() => client.DisposeAsync().AsTask());
}

namespace WebTrader.Brokers.MtApi5.Client;

/// <summary>
/// Hands on to the listener what a line tells, each by a post of its own: it arrives in order with the answers, which are posted too, and what the listener
/// throws reaches the scheduler instead of ending the line.
/// </summary>
internal sealed class Mt5Outlet : IMt5LinkOwner
{
    private readonly SynchronizationContext context;
    private readonly IMt5Listener listener;
    private readonly Mt5Counters counters;
    private readonly SendOrPostCallback passEvent;
    private bool isClosed;
    private bool toldDown;

    public Mt5Outlet(SynchronizationContext context, IMt5Listener listener, Mt5Counters counters)
    {
        this.context = context;
        this.listener = listener;
        this.counters = counters;
        passEvent = reported =>
        {
            if (!isClosed) listener.OnEvent((Mt5Event)reported!);
        };
    }

    public void OnUp()
    {
        toldDown = false;
        counters.Connections++;
        Post(listener.OnConnected);
    }

    public void OnExpertsChanged(IReadOnlyList<Mt5Expert> experts) => Post(() => listener.OnExpertsChanged(experts));

    public void OnEvent(Mt5Event reported) => context.Post(passEvent, reported);

    public void OnLateAnswer(Mt5Call call, Mt5Answer answer) => Post(() => listener.OnLateAnswer(call, answer));

    /// <summary>There is no line; told once until there is one again.</summary>
    public void Down(string reason)
    {
        if (toldDown) return;
        toldDown = true;
        Post(() =>
        {
            listener.OnExpertsChanged([]);
            listener.OnDisconnected(reason);
        });
    }

    /// <summary>Nothing more is handed on.</summary>
    public void Close() => isClosed = true;

    private void Post(Action tell) => context.Post(_ =>
    {
        if (!isClosed) tell();
    }, null);
}

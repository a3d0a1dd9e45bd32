using WebTrader.Brokers.MtApi5.Protocol;

namespace WebTrader.Brokers.MtApi5.Client;

/// <summary>
/// A connection to the experts of one MetaTrader 5 terminal that keeps itself connected. Never throws for what the terminal or the network does: that is
/// in the answers. Everything is called on the scheduler of whoever connected (its <see cref="SynchronizationContext"/>), and everything that comes
/// back arrives there, one after another, in the order in which the wire brought it; calls from elsewhere throw.
/// <para>
/// An expert does one command after another, in the order in which they arrived. Calls that are made in one go (without awaiting between them) leave
/// one right behind the other and are answered in that order; no other call of this client comes in between that selects something.
/// </para>
/// </summary>
public interface IMt5Client : IAsyncDisposable
{
    /// <summary>Whether the line stands and the terminal has said which experts it has.</summary>
    bool IsConnected { get; }

    /// <summary>The experts of the terminal, in the order in which it told them. Calls go to an expert only while its state is <see cref="Mt5ExpertState.Ready"/>.</summary>
    IReadOnlyList<Mt5Expert> Experts { get; }

    /// <summary>What has happened so far, and what waits.</summary>
    Mt5ClientFigures Figures { get; }

    /// <summary>
    /// Begins to connect, and from then on connects again by itself whenever the line is lost, until it is disposed. Returns at once; called once, on the
    /// scheduler that everything arrives on.
    /// </summary>
    /// <exception cref="InvalidOperationException">Called twice, or where there is no scheduler to come back to.</exception>
    void Connect(IMt5Listener listener);

    /// <summary>
    /// Sends a command to an expert. The task never fails and always ends: at the latest when the deadline of its kind is over (reads and trades have
    /// their own, see <see cref="Mt5ClientOptions"/>). Cancelling gives up waiting; what has left is not called back and may still be executed.
    /// </summary>
    ValueTask<Mt5Answer> CallAsync(int expert, Mt5Request request, CancellationToken cancellation);

    /// <summary>
    /// Sends several reads one right behind the other: all of them, or none when there is no room for all. The answers are in the order of the requests.
    /// For what needs a selection: select, read each property, read the ticket once more.
    /// </summary>
    /// <exception cref="ArgumentException">One of them is a trade.</exception>
    ValueTask<IReadOnlyList<Mt5Answer>> CallAllAsync(int expert, IReadOnlyList<Mt5Request> requests, CancellationToken cancellation);
}

/// <summary>Who takes what a client reports by itself. Called on the scheduler of whoever connected; must not block.</summary>
public interface IMt5Listener
{
    /// <summary>The line stands and the terminal has told its experts. None of them may be used yet: each is asked for its account first.</summary>
    void OnConnected();

    /// <summary>The line is lost, or could not be had (told once until it stands again), and why. It is tried again by itself.</summary>
    void OnDisconnected(string reason);

    /// <summary>An expert came, left, began again or was checked. While the line is lost there are none.</summary>
    void OnExpertsChanged(IReadOnlyList<Mt5Expert> experts);

    /// <summary>The terminal reported something. Experts that were not checked yet, or are on the wrong account, are not listened to.</summary>
    void OnEvent(Mt5Event reported);

    /// <summary>
    /// What became of a call that was answered as <see cref="Mt5Silence.Overdue"/> or <see cref="Mt5Silence.GivenUp"/>; told exactly once for each:
    /// its late answer, or <see cref="Mt5Answer.Unanswered"/> with the reason why none will come any more.
    /// </summary>
    void OnLateAnswer(Mt5Call call, Mt5Answer answer);
}

using WebTrader.Brokers.MtApi5.Terminal.Trading;
using WebTrader.Core.Positions;

namespace WebTrader.Brokers.MtApi5.Terminal.Experts;

/// <summary>
/// One expert on a chart: a line of commands worked off one after another, and what it remembers for all its clients. On the terminal's thread.
/// </summary>
/// <param name="answer">Carries a command out and answers it.</param>
/// <param name="tell">Hands an event to all clients.</param>
internal sealed class Expert(int handle, string symbol, Func<Expert, WaitingCommand, Task> answer, Action<byte[]> tell)
{
    // MetaTrader 5 keeps so many events for a busy program; what comes then is lost.
    private const int MostEvents = 1024;

    private readonly Queue<WaitingCommand> line = new();
    private readonly Queue<byte[]> events = new();

    public int Handle => handle;
    public string Symbol => symbol;

    /// <summary>Stopped without notice: listed, and silent.</summary>
    public bool IsDead { get; private set; }

    /// <summary>Attached no more: what it still does reaches nobody.</summary>
    public bool IsGone { get; set; }

    public bool IsBusy { get; private set; }

    /// <summary>What MetaTrader 5's <c>_LastError</c> says: kept until it is reset.</summary>
    public int LastError { get; set; }

    public Position? Position { get; set; }
    public WireOrder? Order { get; set; }
    public HistorySelection History { get; set; } = HistorySelection.Nothing;
    public HashSet<string> Books { get; } = new(StringComparer.Ordinal);

    /// <summary>At the end of the line. The real one has no bound; what a dead expert would never look at is not kept.</summary>
    public void Enqueue(WaitingCommand command)
    {
        if (!IsDead) line.Enqueue(command);
    }

    public void Die()
    {
        IsDead = true;
        line.Clear();
        events.Clear();
    }

    /// <summary>Works off the line; the events that came meanwhile go out after that, as one thread does it.</summary>
    public async void Wake()
    {
        if (IsBusy) return;
        IsBusy = true;
        try
        {
            while (!IsDead && !IsGone && line.TryDequeue(out var next)) await answer(this, next);
        }
        finally
        {
            IsBusy = false;
        }

        while (events.TryDequeue(out var waiting)) tell(waiting);
    }

    /// <summary>An event that is never dropped, but for the bound of MetaTrader 5's own line.</summary>
    public void Tell(byte[] message)
    {
        if (IsDead || IsGone) return;
        if (!IsBusy) tell(message);
        else if (events.Count < MostEvents) events.Enqueue(message);
    }

    /// <summary>A tick, which MetaTrader 5 drops while the program is busy.</summary>
    /// <returns>Whether it was told.</returns>
    public bool TellTick(byte[] message)
    {
        if (IsDead || IsGone || IsBusy) return false;
        tell(message);
        return true;
    }
}

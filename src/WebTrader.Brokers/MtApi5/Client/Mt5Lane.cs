namespace WebTrader.Brokers.MtApi5.Client;

/// <summary>What is under way to one expert, in the order in which it left: the order in which the expert answers.</summary>
internal sealed class Mt5Lane(int expert)
{
    public int Expert { get; } = expert;

    public Mt5Expert Info { get; set; } = new(expert, Mt5ExpertState.Checking, null, null, "asked for its account");

    /// <summary>False once the expert left or began again: then another lane, or none, has its handle.</summary>
    public bool IsOpen { get; set; } = true;

    public Queue<Mt5PendingCall> Sent { get; } = new();

    /// <summary>When something was last sent to it, or answered by it, on the clock's scale of timestamps.</summary>
    public long LastSign { get; set; }

    /// <summary>Kicks since its last answer.</summary>
    public int Kicks { get; set; }

    /// <summary>Whether anybody waits for an answer, or for a late one.</summary>
    public bool IsAwaited
    {
        get
        {
            foreach (var call in Sent)
            {
                if (!call.IsSettled && call.Owner != Mt5CallOwner.Kick) return true;
            }

            return false;
        }
    }
}

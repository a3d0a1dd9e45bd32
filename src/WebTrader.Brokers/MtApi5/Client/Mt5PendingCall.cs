using WebTrader.Brokers.MtApi5.Protocol;

namespace WebTrader.Brokers.MtApi5.Client;

/// <summary>One call on its way. Its task's continuations are posted, never run inside the client.</summary>
internal sealed class Mt5PendingCall(Mt5Lane lane, int id, Mt5Request request, Mt5CallOwner owner)
    : TaskCompletionSource<Mt5Answer>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    public Mt5Lane Lane { get; } = lane;

    public int Id { get; } = id;

    public Mt5Request Request { get; } = request;

    public Mt5CallOwner Owner { get; } = owner;

    public Mt5CallState State { get; set; }

    /// <summary>When its caller is told that there is no answer.</summary>
    public long Due { get; init; }

    public long SentAt { get; set; }

    public CancellationTokenRegistration Cancellation { get; set; }

    public bool IsSettled => State == Mt5CallState.Settled;

    public Mt5Call Described => new(Lane.Expert, Id, Request, SentAt);
}

/// <summary>Who made a call.</summary>
internal enum Mt5CallOwner
{
    Caller,
    AccountCheck,
    Kick,
}

/// <summary>How far a call has come.</summary>
internal enum Mt5CallState
{
    /// <summary>In line for the socket: it can still be kept here.</summary>
    Waiting,

    /// <summary>Handed to the socket.</summary>
    Sent,

    /// <summary>Its caller was told that nobody knows; its answer may still come.</summary>
    Late,

    /// <summary>Accounted for.</summary>
    Settled,
}

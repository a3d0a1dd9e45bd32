namespace WebTrader.Brokers.MtApi5.Protocol;

/// <summary>The first field of every message.</summary>
public enum Mt5MessageType
{
    /// <summary>Client to server: <c>0;expert;id;command;payload</c>.</summary>
    Command = 0,

    /// <summary>Server to the client that asked: <c>1;expert;id;payload</c>.</summary>
    Response = 1,

    /// <summary>Server to every client: <c>2;expert;event;payload</c>.</summary>
    Event = 2,

    /// <summary>Server to the client that said it is ready: <c>3;expert,expert</c>.</summary>
    ExpertList = 3,

    /// <summary>Server to every client: <c>4;expert</c>.</summary>
    ExpertAdded = 4,

    /// <summary>Server to every client: <c>5;expert</c>.</summary>
    ExpertRemoved = 5,

    /// <summary>Client to server: <c>6;0</c>, "I am ready".</summary>
    Notification = 6,
}

namespace WebTrader.Brokers.MtApi5.Terminal.Wire;

/// <summary>One client as the terminal sees it, over a socket or without one. On the terminal's thread.</summary>
internal interface ITerminalLine
{
    /// <summary>Whether messages can be sent: after the upgrade and before the end.</summary>
    bool IsOpen { get; }

    /// <summary>Queues a message; nothing happens when the connection has ended.</summary>
    void Send(byte[] message);

    /// <summary>Ends without a word.</summary>
    void Drop();
}

/// <summary>Where clients come in, and those that are there. On the terminal's thread.</summary>
internal interface ITerminalLines
{
    /// <summary>How many are connected.</summary>
    int Connections { get; }

    /// <summary>Lets clients in; nothing happens where they are let in already.</summary>
    /// <exception cref="IOException">It cannot.</exception>
    void Listen();

    void StopListening();

    /// <returns>How many it was handed to.</returns>
    int Broadcast(byte[] message);

    void CloseAll(ushort code);

    void DropAll();
}

namespace WebTrader.Brokers.MtApi5.Protocol;

/// <summary>One message of the wire, taken apart. It looks into the bytes it was parsed from and lives as long as they do.</summary>
public readonly ref struct Mt5Message
{
    internal Mt5Message(Mt5MessageType type, int expert, int number, int command, ReadOnlySpan<byte> payload)
    {
        Type = type;
        Expert = expert;
        Number = number;
        Command = (Mt5Command)command;
        Payload = payload;
    }

    public Mt5MessageType Type { get; }

    /// <summary>The expert's handle; may be negative. In a command 0 means any expert. 0 for an expert list and a notification, which have none.</summary>
    public int Expert { get; }

    /// <summary>The id of a command or response, the type of an event (<see cref="Mt5EventType"/>) or notification; otherwise 0.</summary>
    public int Number { get; }

    /// <summary>What a command asks for; of no meaning in other messages.</summary>
    public Mt5Command Command { get; }

    /// <summary>JSON of a command (may be empty), response or event; the handles of an expert list. UTF-8, not checked.</summary>
    public ReadOnlySpan<byte> Payload { get; }

    public Mt5EventType EventType => (Mt5EventType)Number;
}

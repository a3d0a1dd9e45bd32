using WebTrader.Brokers.MtApi5.Protocol;

namespace WebTrader.Brokers.MtApi5.Terminal;

/// <summary>What a simulated terminal has counted so far, at one moment.</summary>
public sealed record TerminalFigures
{
    /// <summary>Commands that reached an expert, by kind; those that were never answered too.</summary>
    public required IReadOnlyDictionary<Mt5Command, long> Commands { get; init; }

    /// <summary>Answers that were handed to a connection.</summary>
    public required long Answers { get; init; }

    /// <summary>Answers to clients that were gone.</summary>
    public required long AnswersToNobody { get; init; }

    /// <summary>Events that were handed to connections, one for each.</summary>
    public required long Events { get; init; }

    /// <summary>Quotes that a busy expert never told.</summary>
    public required long TicksMissed { get; init; }

    /// <summary>Messages that were not one, and those for handles that nobody has.</summary>
    public required long Malformed { get; init; }

    public required long UnknownHandles { get; init; }

    /// <summary>Connections at this moment, and all so far that were upgraded.</summary>
    public required int Connections { get; init; }

    public required long ConnectionsSoFar { get; init; }

    /// <summary>Connections that the terminal ended by itself: silent for 300 s, not a WebSocket, or not read from.</summary>
    public required long Dropped { get; init; }

    /// <summary>Experts that were attached and answer no more, because a command killed them.</summary>
    public required int DeadExperts { get; init; }
}

/// <summary>The figures while they are counted; on the terminal's thread.</summary>
internal sealed class Counters
{
    private readonly Dictionary<Mt5Command, long> commands = [];

    public long Answers { get; set; }
    public long AnswersToNobody { get; set; }
    public long Events { get; set; }
    public long TicksMissed { get; set; }
    public long Malformed { get; set; }
    public long UnknownHandles { get; set; }
    public long ConnectionsSoFar { get; set; }
    public long Dropped { get; set; }

    public void Count(Mt5Command command) => commands[command] = commands.GetValueOrDefault(command) + 1;

    public TerminalFigures Now(int connections, int deadExperts) => new()
    {
        Commands = new Dictionary<Mt5Command, long>(commands),
        Answers = Answers,
        AnswersToNobody = AnswersToNobody,
        Events = Events,
        TicksMissed = TicksMissed,
        Malformed = Malformed,
        UnknownHandles = UnknownHandles,
        Connections = connections,
        ConnectionsSoFar = ConnectionsSoFar,
        Dropped = Dropped,
        DeadExperts = deadExperts,
    };
}

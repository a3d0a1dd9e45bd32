namespace WebTrader.Brokers.MtApi5.Terminal.Commands;

/// <summary>Ends a command with an error that the expert makes itself.</summary>
internal sealed class ExpertErrorException(string message, int code = -1) : Exception(message)
{
    public int Code => code;
}

/// <summary>What the expert does not survive: a value of another JSON type than it casts to. It stops, and nobody is told.</summary>
internal sealed class ExpertCrashException(string message) : Exception(message);

namespace WebTrader.Brokers.Simulator;

/// <summary>A simulated broker's book on file cannot be used: which file, and why.</summary>
public sealed class BookFileException(string file, string reason, Exception? cause = null) : Exception($"{file}: {reason}", cause)
{
    public string File { get; } = file;
    public string Reason { get; } = reason;
}

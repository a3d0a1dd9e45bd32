namespace WebTrader.Host.Settings;

/// <summary>A MetaTrader 5 terminal with the MtApi5 expert in it, and whose account it must be logged in to. No password is here: the terminal has it.</summary>
public sealed record TerminalSettings
{
    /// <summary>Where the expert listens.</summary>
    public required TerminalEndpoint Endpoint { get; init; }

    /// <summary>The only account that is traded on; above 0.</summary>
    public required long Login { get; init; }

    /// <summary>The only server of the broker that is traded on, to the letter.</summary>
    public required string Server { get; init; }

    /// <summary>The magic number of what we open where none is asked for; 1 to 2,147,483,647.</summary>
    public long Magic { get; init; } = 5_080;

    /// <summary>Slippage in points that a close or an opening accepts where the broker executes at the price asked for; 0 to 100,000.</summary>
    public int Deviation { get; init; } = 50;

    /// <summary>How often prices are asked for that the terminal does not report by itself; 10 ms to 10 s.</summary>
    public TimeSpan PollEvery { get; init; } = TimeSpan.FromMilliseconds(100);
}

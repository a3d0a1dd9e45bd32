namespace WebTrader.Brokers.MtApi5.Gateway;

/// <summary>How an account is reached through a terminal.</summary>
public sealed record Mt5GatewayOptions
{
    /// <summary>As host:port, for people.</summary>
    public required string Endpoint { get; init; }

    /// <summary>The only account that is traded on.</summary>
    public required long Login { get; init; }

    /// <summary>The only server of the broker that is traded on, to the letter.</summary>
    public required string Server { get; init; }

    /// <summary>The currency that the account must be in.</summary>
    public string Currency { get; init; } = "USD";

    /// <summary>The magic number of what we open, where none is asked for; 0 or more.</summary>
    public long Magic { get; init; } = 5_080;

    /// <summary>Slippage in points that a close or an opening accepts where the broker executes at the price asked for; 0 or more.</summary>
    public int Deviation { get; init; } = 50;

    /// <summary>How often prices are asked for that the terminal does not report by itself; 10 ms to 10 s.</summary>
    public TimeSpan PollEvery { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The same for symbols that it does report: an expert that is busy loses ticks; not below <see cref="PollEvery"/>.</summary>
    public TimeSpan PollReportedEvery { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How often permissions, connection and clock of the terminal are looked at; 0.1 s to 1 min.</summary>
    public TimeSpan CheckEvery { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How often open positions are counted: an expert may lose an event, or report none; 0.1 s to 1 min.</summary>
    public TimeSpan CountEvery { get; init; } = TimeSpan.FromMilliseconds(300);

    /// <summary>Everything about a position is read at least this often; in between, only what others can change without a deal; 0 to 10 min.</summary>
    public TimeSpan FullEvery { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>An expert that owes an answer for this long while another one answers is not used any more; 1 s to 10 min.</summary>
    public TimeSpan LeaveExpertAfter { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long connecting is waited for before the start goes on without; up to 1 min.</summary>
    public TimeSpan StartWithin { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Symbols whose prices are wanted whether or not anything is open in them.</summary>
    public IReadOnlyList<string> Watch { get; init; } = [];
}

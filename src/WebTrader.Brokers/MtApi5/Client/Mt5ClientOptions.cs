namespace WebTrader.Brokers.MtApi5.Client;

/// <summary>The settings of one terminal's connection.</summary>
public sealed record Mt5ClientOptions
{
    /// <summary>Where the terminal's expert listens. The protocol has neither encryption nor sign-in: keep it on this machine or in a tunnel.</summary>
    public Uri Address { get; init; } = new("ws://127.0.0.1:8228/ws");

    /// <summary>The only account that may be traded on; null takes any, and tells which.</summary>
    public long? Login { get; init; }

    /// <summary>The only broker's server that may be traded on, to the letter; null takes any, and tells which.</summary>
    public string? Server { get; init; }

    /// <summary>How long a read is waited for. Default 2 s; above zero.</summary>
    public TimeSpan ReadDeadline { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a trade is waited for before its outcome counts as unknown. Default 3 s; above zero.</summary>
    public TimeSpan TradeDeadline { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How long a late answer is still matched to its call. Default 60 s; not below the two deadlines.</summary>
    public TimeSpan ForgetAfter { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long the oldest command of an expert may be unanswered before a cheap one is sent to wake it. Default 200 ms; above zero.</summary>
    public TimeSpan KickAfter { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>How many such commands may follow each other without any answer, each after twice the time. Default 6; zero or more.</summary>
    public int MostKicks { get; init; } = 6;

    /// <summary>
    /// How long connecting may take, and then the terminal's list of experts; twice as long after each time that was too short, up to eight times. Default
    /// 1 s; above zero.
    /// </summary>
    public TimeSpan ConnectDeadline { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The first pause before connecting again; each further one is twice as long. Default 50 ms; above zero.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>The longest pause before connecting again; each is shortened by up to half at random. Default 750 ms; not below the first.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromMilliseconds(750);

    /// <summary>How long the closing handshake may take. Default 1 s; above zero.</summary>
    public TimeSpan CloseDeadline { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long the other end may be silent after a ping before the line counts as lost. Default 5 s; above zero.</summary>
    public TimeSpan PingDeadline { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>When an expert on the wrong account, or one that does not tell its account, is asked again. Default 5 s; above zero.</summary>
    public TimeSpan AskAgainAfter { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How many reads may be outstanding, those overdue included; one more is answered as not sent. Default 1,024; 1 or more.</summary>
    public int MostReads { get; init; } = 1024;

    /// <summary>How many trades may be outstanding, those overdue included; one more is answered as not sent. Default 256; 1 or more.</summary>
    public int MostTrades { get; init; } = 256;

    /// <summary>The largest message taken, in bytes; a larger one ends the line. Default 16 MiB; 4,096 or more.</summary>
    public int MostBytes { get; init; } = Protocol.Mt5Framing.MostBytes;

    /// <summary>The seed of the pauses.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>The number of the first call on a line. Default 0; zero or more.</summary>
    public int FirstId { get; init; }

    /// <summary>What does not fit, each naming the setting, its value and what is allowed; empty when all fits.</summary>
    public IReadOnlyList<string> Errors()
    {
        var errors = new List<string>();
        if (!Address.IsAbsoluteUri || Address.Scheme is not ("ws" or "wss")) errors.Add($"Address is {Address}, allowed is a WebSocket address such as ws://127.0.0.1:8228/ws.");
        if (Login is <= 0) errors.Add($"Login is {Login}, allowed is above zero, or none.");
        if (Server is not null && string.IsNullOrWhiteSpace(Server)) errors.Add("Server is empty, allowed is a name, or none.");
        foreach (var (name, value) in Durations())
        {
            if (value <= TimeSpan.Zero || value > TimeSpan.FromHours(1)) errors.Add($"{name} is {value:c}, allowed is above zero up to one hour.");
        }

        if (ForgetAfter < ReadDeadline || ForgetAfter < TradeDeadline) errors.Add($"ForgetAfter is {ForgetAfter:c}, allowed is at least ReadDeadline {ReadDeadline:c} and TradeDeadline {TradeDeadline:c}.");
        if (LongestPause < FirstPause) errors.Add($"LongestPause is {LongestPause:c}, allowed is at least FirstPause {FirstPause:c}.");
        if (MostKicks is < 0 or > 20) errors.Add($"MostKicks is {MostKicks}, allowed is 0 to 20.");
        if (MostReads is < 1 or > 100_000) errors.Add($"MostReads is {MostReads}, allowed is 1 to 100,000.");
        if (MostTrades is < 1 or > 100_000) errors.Add($"MostTrades is {MostTrades}, allowed is 1 to 100,000.");
        if (MostBytes < 4096) errors.Add($"MostBytes is {MostBytes}, allowed is 4,096 or more.");
        if (FirstId < 0) errors.Add($"FirstId is {FirstId}, allowed is zero or more.");
        return errors;
    }

    private IEnumerable<(string Name, TimeSpan Value)> Durations() =>
    [
        (nameof(ReadDeadline), ReadDeadline), (nameof(TradeDeadline), TradeDeadline), (nameof(ForgetAfter), ForgetAfter), (nameof(KickAfter), KickAfter),
        (nameof(ConnectDeadline), ConnectDeadline), (nameof(FirstPause), FirstPause), (nameof(LongestPause), LongestPause),
        (nameof(CloseDeadline), CloseDeadline), (nameof(PingDeadline), PingDeadline), (nameof(AskAgainAfter), AskAgainAfter),
    ];
}

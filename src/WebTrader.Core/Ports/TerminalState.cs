namespace WebTrader.Core.Ports;

/// <summary>How the terminal that stands between us and the broker is doing, at one moment. What is not known is null.</summary>
/// <param name="Endpoint">Where it listens, as host:port.</param>
/// <param name="IsUsable">Whether it may be read and traded through.</param>
/// <param name="WhyNot">Why it may not, in words; null when it may.</param>
/// <param name="Login">The account it is logged in to.</param>
/// <param name="Symbols">Those with open positions, and those that are watched in any case.</param>
/// <param name="PingMs">From the terminal to the broker's server, as the terminal measured it last; milliseconds.</param>
/// <param name="ReadP50Ms">Half of our last readings were answered within this; milliseconds.</param>
/// <param name="ChecksAgeMs">How old the checks are; milliseconds.</param>
/// <param name="UtcOffset">How far the broker's clock is ahead of UTC, as in "+03:00".</param>
/// <param name="MessagesPerMinute">Commands that left for the terminal within the last minute, readings included.</param>
/// <param name="Advice">What a person should change, one sentence each.</param>
public sealed record TerminalState(
    string Endpoint,
    bool IsUsable,
    string? WhyNot,
    long? Login,
    string? Server,
    int? Build,
    int? PingMs,
    decimal? ReadP50Ms,
    IReadOnlyList<TerminalExpert> Experts,
    IReadOnlyList<TerminalSymbol> Symbols,
    IReadOnlyList<TerminalCheck> Checks,
    long? ChecksAgeMs,
    string? UtcOffset,
    int MessagesPerMinute,
    IReadOnlyList<string> Advice);

/// <summary>A program of the terminal that carries out what we ask, one thing after another.</summary>
/// <param name="Does">"trades", "quotes and readings", "everything", or "nothing".</param>
/// <param name="State">In words; "ready" where calls may go to it.</param>
public sealed record TerminalExpert(long Handle, string Does, string State)
{
    /// <summary>What one does that is there and not used.</summary>
    public const string Nothing = "nothing";
}

/// <summary>A symbol whose prices are wanted, and how it may be traded.</summary>
/// <param name="ReportsTicks">Whether the terminal reports its prices by itself; otherwise it is asked again and again.</param>
/// <param name="Trading">As in "full", "closing only", "disabled"; null while it is not known, like the rest.</param>
/// <param name="Filling">What becomes of volume that is not there at once: "fill or kill", "immediate or cancel" or "return".</param>
/// <param name="StopsLevel">Points.</param>
/// <param name="FreezeLevel">Points.</param>
public sealed record TerminalSymbol(string Symbol, bool ReportsTicks, string? Trading, string? Filling, int? StopsLevel, int? FreezeLevel);

/// <summary>Something that must be so before anything can be traded.</summary>
/// <param name="Name">As in "AutoTrading".</param>
public sealed record TerminalCheck(string Name, bool IsGood, string Text);

namespace WebTrader.Brokers.MtApi5.Gateway;

/// <summary>
/// The clock of the broker's server. All times of a terminal are the server's own; how far that is from UTC no message says, but the
/// difference between TimeTradeServer (128) and TimeGMT (130) does, in whole quarters of an hour; what is left over is how wrong the clock of the terminal's
/// machine is. Told again and again, because a server changes between summer and winter time. Times before the last change of that kind
/// come out an hour off. Not thread-safe.
/// </summary>
internal sealed class ServerClock(TimeProvider clock)
{
    private const long Quarter = 15 * 60;
    private static readonly TimeSpan Farthest = TimeSpan.FromHours(14);

    private long seconds;
    private long readAt;

    /// <summary>How far the server is ahead of UTC; null before the first reading.</summary>
    public TimeSpan? Offset { get; private set; }

    /// <summary>How far the clock of the terminal's machine is off, as far as it can be told; up to 7.5 minutes.</summary>
    public TimeSpan Drift { get; private set; }

    /// <summary>Takes a reading of both clocks, in seconds since 1970.</summary>
    /// <returns>False when they cannot be: nothing is taken then.</returns>
    public bool Take(long tradeServer, long gmt)
    {
        if (tradeServer <= 0 || gmt <= 0) return false;
        var apart = tradeServer - gmt;
        var quarters = (long)Math.Round(apart / (double)Quarter, MidpointRounding.AwayFromZero);
        var offset = TimeSpan.FromSeconds(quarters * Quarter);
        if (offset.Duration() > Farthest) return false;
        Offset = offset;
        Drift = TimeSpan.FromSeconds(apart - quarters * Quarter);
        seconds = tradeServer;
        readAt = clock.GetTimestamp();
        return true;
    }

    /// <summary>The server's time now, in its own seconds since 1970; null before the first reading.</summary>
    public long? Now => Offset is null ? null : seconds + (long)clock.GetElapsedTime(readAt).TotalSeconds;

    /// <summary>Whether a price can be from this time of the server: its clock was read, and it lies after 1970 and not more than a day ahead.</summary>
    public bool IsPossible(long server) => server > 0 && Now is { } now && server <= now + 86_400;

    /// <summary>UTC of a time of the server; throws before the first reading.</summary>
    /// <exception cref="Mt5ReadException">It is no time.</exception>
    public DateTimeOffset FromSeconds(long server) => server is > -Latest / 1_000 and < Latest / 1_000 ? FromMilliseconds(server * 1_000) : throw NoTime(server);

    /// <summary>The same of milliseconds.</summary>
    /// <exception cref="Mt5ReadException">It is no time.</exception>
    public DateTimeOffset FromMilliseconds(long server) => server is > -Latest and < Latest ? DateTimeOffset.FromUnixTimeMilliseconds(server) - Offset!.Value : throw NoTime(server);

    // The year 3000, in milliseconds.
    private const long Latest = 32_503_680_000_000;

    private static Mt5ReadException NoTime(long server) => new(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"the terminal says {server} where a time should be"));

    /// <summary>A time of the server with its own clock beside UTC.</summary>
    public DateTimeOffset Local(long server) => FromSeconds(server).ToOffset(Offset!.Value);

    /// <summary>The server's seconds since 1970 at a moment, between 0 and the most that the wire takes.</summary>
    public int ToSeconds(DateTimeOffset moment) => (int)Math.Clamp((moment + Offset!.Value).ToUnixTimeSeconds(), 0, int.MaxValue);
}

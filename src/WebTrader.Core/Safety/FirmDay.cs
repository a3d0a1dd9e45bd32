namespace WebTrader.Core.Safety;

/// <summary>
/// The trading day by which a firm counts losses: from one boundary to the next, by the clocks of a time zone. A day in which the clocks change has 23 or 25 hours. Where the boundary falls
/// into the hour that is left out, the day begins when it ends; of an hour that comes twice the first counts. Immutable.
/// </summary>
/// <param name="Zone">Whose clocks.</param>
/// <param name="BeginsAt">When the day begins there; from 00:00 up to, not including, 24:00.</param>
public sealed record FirmDay(TimeZoneInfo Zone, TimeSpan BeginsAt)
{
    public static readonly FirmDay Utc = new(TimeZoneInfo.Utc, TimeSpan.Zero);

    /// <summary>The longest that a day can be.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(25);

    /// <summary>When the day began that a moment lies in.</summary>
    /// <param name="now">UTC.</param>
    public DateTimeOffset BeganAt(DateTimeOffset now)
    {
        var date = TimeZoneInfo.ConvertTime(now, Zone).Date;
        var begins = Begin(date);
        return begins <= now ? begins : Begin(date.AddDays(-1));
    }

    /// <summary>When the next day begins.</summary>
    /// <param name="now">UTC.</param>
    public DateTimeOffset NextAfter(DateTimeOffset now)
    {
        var date = TimeZoneInfo.ConvertTime(now, Zone).Date;
        var begins = Begin(date);
        return begins > now ? begins : Begin(date.AddDays(1));
    }

    private DateTimeOffset Begin(DateTime date)
    {
        var local = DateTime.SpecifyKind(date + BeginsAt, DateTimeKind.Unspecified);
        // Left out: the clocks jump over it, by an hour almost everywhere and by half an hour on Lord Howe Island.
        while (Zone.IsInvalidTime(local)) local = local.AddMinutes(1);
        var offset = Zone.IsAmbiguousTime(local) ? Zone.GetAmbiguousTimeOffsets(local).Max() : Zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }
}

namespace WebTrader.Engine.Running;

/// <summary>Durations on the monotone scale of a clock.</summary>
internal static class Stamps
{
    /// <summary>How many units of <see cref="TimeProvider.GetTimestamp"/> a duration is.</summary>
    public static long StampsOf(this TimeProvider clock, TimeSpan duration) =>
        clock.TimestampFrequency == TimeSpan.TicksPerSecond ? duration.Ticks : (long)(duration.Ticks * ((decimal)clock.TimestampFrequency / TimeSpan.TicksPerSecond));
}

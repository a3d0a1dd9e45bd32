using System.Globalization;

namespace WebTrader.Core.Writing;

/// <summary>What a message to the broker is for.</summary>
public enum MessagePurpose
{
    /// <summary>Everything that a budget must not hold back: first stops, less loss, closes, and what a person asked for.</summary>
    Protection,

    /// <summary>A tighter stop in profit for a position that is protected already.</summary>
    Profit,
}

/// <summary>A message that left, or may have left, for the broker.</summary>
/// <param name="At">Wall time, UTC.</param>
public readonly record struct SentMessage(DateTimeOffset At, MessagePurpose Purpose);

/// <summary>How many messages an account sends. Immutable; checked by <see cref="Problems"/>.</summary>
public sealed record MessageLimits
{
    /// <summary>Messages on one day of the broker; 1 to 1,000,000.</summary>
    public int PerDay { get; init; } = 2_000;

    /// <summary>Messages within any minute; 1 to 10,000.</summary>
    public int PerMinute { get; init; } = 120;

    /// <summary>How many of <see cref="PerDay"/> are kept for protection; 0 to <see cref="PerDay"/>.</summary>
    public int Reserve { get; init; } = 200;

    /// <summary>Whose midnight begins the broker's day; null for the broker's own clock as it is read, UTC before it was.</summary>
    public TimeZoneInfo? Zone { get; init; }

    /// <summary>
    /// The least part of the usual minimum move that a message may cost while there is budget to spare; 0 to 1. With 1 it is never lowered.
    /// </summary>
    public decimal LowestPrice { get; init; } = 1m;

    /// <summary>Every setting that does not fit, by name, value and allowed range; empty when the limits are sound.</summary>
    public IEnumerable<string> Problems()
    {
        if (PerDay is < 1 or > 1_000_000) yield return Say(nameof(PerDay), PerDay, "1 to 1000000");
        if (PerMinute is < 1 or > 10_000) yield return Say(nameof(PerMinute), PerMinute, "1 to 10000");
        if (Reserve < 0 || Reserve > PerDay) yield return Say(nameof(Reserve), Reserve, string.Create(CultureInfo.InvariantCulture, $"0 to PerDay ({PerDay})"));
        if (LowestPrice is < 0m or > 1m) yield return Say(nameof(LowestPrice), LowestPrice, "0 to 1");
    }

    /// <summary>The broker's day that a moment belongs to.</summary>
    /// <param name="broker">How far the broker's clock is ahead of UTC.</param>
    public DateOnly DayOf(DateTimeOffset moment, TimeSpan broker = default) => DateOnly.FromDateTime(Local(moment, broker).DateTime);

    /// <summary>The part of the broker's day that is still to come at a moment; above 0, at most 1.</summary>
    /// <param name="broker">How far the broker's clock is ahead of UTC.</param>
    public decimal DayLeft(DateTimeOffset moment, TimeSpan broker = default)
    {
        var passed = Local(moment, broker).TimeOfDay.Ticks;
        return (TimeSpan.TicksPerDay - passed) / (decimal)TimeSpan.TicksPerDay;
    }

    private DateTimeOffset Local(DateTimeOffset moment, TimeSpan broker) => Zone is { } zone ? TimeZoneInfo.ConvertTime(moment, zone) : moment.ToOffset(broker);

    private static string Say(string name, decimal value, string allowed) =>
        string.Create(CultureInfo.InvariantCulture, $"Messages:{name} is {value}, allowed is {allowed}");
}

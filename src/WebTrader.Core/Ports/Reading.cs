using System.Diagnostics.CodeAnalysis;

namespace WebTrader.Core.Ports;

/// <summary>
/// When a reading began. Every report from the broker carries it, so that a slow old answer never overrules a newer one.
/// </summary>
/// <param name="Order">Grows by one with every reading of a gateway.</param>
/// <param name="Timestamp">On the scale of <see cref="TimeProvider.GetTimestamp"/>.</param>
public readonly record struct ReadingMark(long Order, long Timestamp);

/// <summary>What came of reading from the broker: a value, or the reason why there is none. A failure never means "nothing there".</summary>
public readonly struct Reading<T>
{
    private readonly T? value;
    private readonly string? failure;

    private Reading(bool succeeded, T? value, string? failure, ReadingMark began)
    {
        Succeeded = succeeded;
        this.value = value;
        this.failure = failure;
        Began = began;
    }

    /// <summary>Why there is no value; null on success.</summary>
    public string? Failure => Succeeded ? null : failure ?? "nothing was read";

    public ReadingMark Began { get; }

    /// <summary>False for the default of this type: a reading that never took place must not look like "nothing there".</summary>
    public bool Succeeded { get; }

    /// <summary>The value. Throws <see cref="InvalidOperationException"/> after a failure.</summary>
    public T Value => Succeeded ? value! : throw new InvalidOperationException($"The reading failed: {Failure}");

    public bool TryGet([MaybeNullWhen(false)] out T got)
    {
        got = value;
        return Succeeded;
    }

    public static Reading<T> Of(T value, ReadingMark began) => new(true, value, null, began);

    public static Reading<T> Failed(string reason, ReadingMark began) => new(false, default, reason, began);
}

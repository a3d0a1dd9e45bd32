using System.Diagnostics.Metrics;

namespace WebTrader.Engine.Running;

/// <summary>
/// What the engine measures as it happens, for whoever listens to the meter "WebTrader". Nothing is recorded and nothing allocated while nobody does;
/// figures that can be read at any time are not here.
/// </summary>
public static class EngineMeter
{
    public const string Name = "WebTrader";

    private static readonly Meter Meter = new(Name);

    /// <summary>Upper bounds of the buckets that are shown of any duration, in seconds.</summary>
    public static IReadOnlyList<double> Bounds { get; } = [0.0001, 0.0005, 0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

    internal static DurationInstrument LockWait { get; } = Of("webtrader.lock.wait", "How long whoever obtained a ticket lock had waited for it.");
    internal static DurationInstrument LockHold { get; } = Of("webtrader.lock.hold", "How long a ticket lock was held.");
    internal static DurationInstrument EvaluationDelay { get; } = Of("webtrader.evaluation.delay", "From the arrival of a quote until the positions it mattered to were held against it.");

    internal static DurationInstrument Exposure { get; } = Of("webtrader.exposure", "From where a position had no stop until a reading showed one.");
    internal static DurationInstrument Confirmation { get; } = Of("webtrader.confirmation", "From the first decision that wanted another stop until a reading showed the stop that was sent for it.");

    private static DurationInstrument Of(string name, string says) =>
        new(Meter.CreateHistogram(name, unit: "s", description: says, tags: null, advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = Bounds }));
}

/// <summary>A histogram of durations that whoever listens can slow down, but not break. Thread-safe.</summary>
internal sealed class DurationInstrument(Histogram<double> histogram)
{
    /// <param name="account">Null outside a session: not recorded.</param>
    public void Record(TimeSpan duration, string? account)
    {
        if (account is null || !histogram.Enabled) return;
        try
        {
            histogram.Record(duration.TotalSeconds, new KeyValuePair<string, object?>("account", account));
        }
        catch (Exception)
        {
            // Whoever listens runs in here: what fails in it must not leave a ticket locked.
        }
    }
}

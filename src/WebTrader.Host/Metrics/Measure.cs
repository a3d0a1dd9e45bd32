namespace WebTrader.Host.Metrics;

internal enum MeasureKind
{
    /// <summary>Only grows, and begins again with the session.</summary>
    Counter,
    Gauge,
}

/// <summary>One value of a measure.</summary>
/// <param name="Label">The value of the measure's own label; null where it has none.</param>
internal readonly record struct Reading(string? Label, double Value);

/// <summary>Something that is measured of every account, whoever asks for it.</summary>
/// <param name="Name">With dots, as in "webtrader.lock.acquisitions"; without its unit.</param>
/// <param name="Unit">"s" for seconds; null for a number of things.</param>
/// <param name="Label">What tells its values of one account apart; null where there is one.</param>
/// <param name="Read">Null in place of a session that did not answer.</param>
internal sealed record Measure(string Name, MeasureKind Kind, string? Unit, string Help, string? Label, Func<SessionMeasures?, IEnumerable<Reading>> Read)
{
    public static Measure Counter(string name, string help, Func<SessionMeasures, double> read) => new(name, MeasureKind.Counter, null, help, null, One(session => read(session)));

    public static Measure Counters(string name, string help, string label, Func<SessionMeasures, IEnumerable<Reading>> read) => new(name, MeasureKind.Counter, null, help, label, Many(read));

    /// <param name="read">Null while there is nothing to tell.</param>
    public static Measure Gauge(string name, string help, Func<SessionMeasures, double?> read, string? unit = null) => new(name, MeasureKind.Gauge, unit, help, null, One(read));

    public static Measure Gauges(string name, string help, string label, Func<SessionMeasures, IEnumerable<Reading>> read, string? unit = null) => new(name, MeasureKind.Gauge, unit, help, label, Many(read));

    private static Func<SessionMeasures?, IEnumerable<Reading>> One(Func<SessionMeasures, double?> read) =>
        session => session is not null && read(session) is { } value ? [new Reading(null, value)] : [];

    private static Func<SessionMeasures?, IEnumerable<Reading>> Many(Func<SessionMeasures, IEnumerable<Reading>> read) => session => session is null ? [] : read(session);
}

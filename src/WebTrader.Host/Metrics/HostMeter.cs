using System.Diagnostics.Metrics;
using WebTrader.Engine.Running;

namespace WebTrader.Host.Metrics;

/// <summary>
/// The figures of all accounts as instruments of the meter "WebTrader", each value with the tag "account". They are read when somebody collects
/// and cost nothing otherwise; what is measured as it happens is in <see cref="EngineMeter"/>.
/// </summary>
internal sealed class HostMeter : IDisposable
{
    private readonly Meter meter = new(EngineMeter.Name, Product.Version);

    public HostMeter(MeasureReader reader)
    {
        foreach (var measure in Measures.All)
        {
            if (measure.Kind == MeasureKind.Counter) meter.CreateObservableCounter(measure.Name, () => Read(measure, reader), measure.Unit, measure.Help);
            else meter.CreateObservableGauge(measure.Name, () => Read(measure, reader), measure.Unit, measure.Help);
        }
    }

    public void Dispose() => meter.Dispose();

    private static IEnumerable<Measurement<double>> Read(Measure measure, MeasureReader reader) =>
        reader.Recent().SelectMany(account => measure.Read(account.Session).Select(reading => new Measurement<double>(reading.Value, Tags(account, measure, reading))));

    private static KeyValuePair<string, object?>[] Tags(AccountMeasures account, Measure measure, Reading reading) =>
        measure.Label is null ? [new("account", account.Account)] : [new("account", account.Account), new(measure.Label, reading.Label)];
}

using System.Globalization;
using System.Text;
using WebTrader.Engine.Running;

namespace WebTrader.Host.Metrics;

/// <summary>Writes the Prometheus text format 0.0.4: HELP and TYPE of each family, then its samples.</summary>
internal sealed class PrometheusText
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private readonly StringBuilder text = new();

    /// <summary>Everything that is measured of these accounts.</summary>
    public static string Of(IReadOnlyList<AccountMeasures> accounts)
    {
        var page = new PrometheusText();
        foreach (var measure in Measures.All) page.Add(measure, accounts);
        foreach (var measure in Measures.Histograms) page.Add(measure, accounts);
        return page.ToString();
    }

    public void Add(Measure measure, IReadOnlyList<AccountMeasures> accounts)
    {
        var name = NameOf(measure.Name, measure.Unit, measure.Kind == MeasureKind.Counter);
        Begin(name, measure.Kind == MeasureKind.Counter ? "counter" : "gauge", measure.Help);
        foreach (var account in accounts)
        {
            foreach (var reading in measure.Read(account.Session)) Sample(name, Number(reading.Value), ("account", account.Account), (measure.Label, reading.Label));
        }
    }

    public void Add(HistogramMeasure measure, IReadOnlyList<AccountMeasures> accounts)
    {
        var name = NameOf(measure.Name, "s", isCounter: false);
        Begin(name, "histogram", measure.Help);
        foreach (var account in accounts)
        {
            if (account.Session is not { } session) continue;
            var durations = measure.Read(session);
            foreach (var bound in EngineMeter.Bounds) Sample(name + "_bucket", Number(durations.CountUpTo(TimeSpan.FromSeconds(bound))), ("account", account.Account), ("le", Number(bound)));
            Sample(name + "_bucket", Number(durations.Count), ("account", account.Account), ("le", "+Inf"));
            Sample(name + "_sum", Number(durations.Total.TotalSeconds), ("account", account.Account));
            Sample(name + "_count", Number(durations.Count), ("account", account.Account));
        }
    }

    public override string ToString() => text.ToString();

    internal static string NameOf(string name, string? unit, bool isCounter) => name.Replace('.', '_') + (unit is "s" ? "_seconds" : "") + (isCounter ? "_total" : "");

    private void Begin(string name, string type, string help)
    {
        text.Append("# HELP ").Append(name).Append(' ').Append(help.Replace("\\", @"\\", StringComparison.Ordinal).Replace("\n", @"\n", StringComparison.Ordinal)).Append('\n');
        text.Append("# TYPE ").Append(name).Append(' ').Append(type).Append('\n');
    }

    private void Sample(string name, string value, params ReadOnlySpan<(string? Name, string? Value)> labels)
    {
        text.Append(name).Append('{');
        var isFirst = true;
        foreach (var label in labels)
        {
            if (label.Name is null || label.Value is null) continue;
            if (!isFirst) text.Append(',');
            isFirst = false;
            text.Append(label.Name).Append("=\"").Append(Escaped(label.Value)).Append('"');
        }

        text.Append("} ").Append(value).Append('\n');
    }

    private static string Escaped(string value) =>
        value.Replace("\\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", @"\n", StringComparison.Ordinal);

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}

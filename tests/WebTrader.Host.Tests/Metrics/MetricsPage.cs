using System.Globalization;
using System.Text.RegularExpressions;
using Shouldly;

namespace WebTrader.Host.Tests.Metrics;

/// <summary>A page in the Prometheus text format, read strictly: what it does not allow fails the test.</summary>
public sealed partial class MetricsPage
{
    private readonly HashSet<string> helped = [];

    public MetricsPage(string text)
    {
        text.ShouldEndWith("\n");
        foreach (var line in text[..^1].Split('\n')) Read(line);
    }

    /// <summary>The type of each family, by its name.</summary>
    public Dictionary<string, string> Types { get; } = [];

    public List<(string Name, Dictionary<string, string> Labels, double Value)> Samples { get; } = [];

    public double Value(string name, params (string Name, string Value)[] labels) =>
        Samples.Single(sample => sample.Name == name && labels.All(label => sample.Labels.GetValueOrDefault(label.Name) == label.Value)).Value;

    /// <summary>The family that a sample belongs to.</summary>
    public string FamilyOf(string sample) =>
        Types.ContainsKey(sample) ? sample : new[] { "_bucket", "_sum", "_count" }.Where(end => sample.EndsWith(end, StringComparison.Ordinal)).Select(end => sample[..^end.Length])
            .Single(family => Types.GetValueOrDefault(family) == "histogram");

    private void Read(string line)
    {
        if (line.StartsWith("# HELP ", StringComparison.Ordinal))
        {
            var parts = line.Split(' ', 4);
            parts[3].ShouldNotBeNullOrWhiteSpace();
            helped.Add(parts[2]).ShouldBeTrue($"{parts[2]} has two HELP lines");
        }
        else if (line.StartsWith("# TYPE ", StringComparison.Ordinal))
        {
            var parts = line.Split(' ');
            helped.ShouldContain(parts[2]);
            Types.TryAdd(parts[2], parts[3]).ShouldBeTrue($"{parts[2]} has two TYPE lines");
        }
        else
        {
            var sample = SampleLine().Match(line);
            sample.Success.ShouldBeTrue(line);
            var labels = Label().Matches(sample.Groups["labels"].Value).ToDictionary(label => label.Groups["name"].Value, label => Unescape(label.Groups["value"].Value));
            Samples.Add((sample.Groups["name"].Value, labels, double.Parse(sample.Groups["value"].Value, CultureInfo.InvariantCulture)));
            Types.ShouldContainKey(FamilyOf(sample.Groups["name"].Value));
        }
    }

    private static string Unescape(string value) => Escape().Replace(value, escape => escape.Value switch { @"\n" => "\n", var other => other[1..] });

    [GeneratedRegex("""^(?<name>[a-z_:][a-z0-9_:]*)(\{(?<labels>([a-z_]+="([^"\\\n]|\\[\\"n])*",?)*)\})? (?<value>[-+0-9.eE]+)$""")]
    private static partial Regex SampleLine();

    [GeneratedRegex("""(?<name>[a-z_]+)="(?<value>([^"\\]|\\.)*)"(,|$)""")]
    private static partial Regex Label();

    [GeneratedRegex(@"\\.")]
    private static partial Regex Escape();
}

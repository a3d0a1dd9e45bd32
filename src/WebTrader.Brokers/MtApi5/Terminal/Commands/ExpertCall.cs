using WebTrader.Brokers.MtApi5.Protocol;
using WebTrader.Brokers.MtApi5.Terminal.Experts;
using WebTrader.Brokers.MtApi5.Terminal.Json;
using WebTrader.Brokers.Simulator;

namespace WebTrader.Brokers.MtApi5.Terminal.Commands;

/// <summary>One command under way: the expert, what all experts share, and the parameters as the expert reads them.</summary>
internal sealed class ExpertCall(Expert expert, TerminalWorld world, Mt5Command command, string payload)
{
    private EaValue.Fields? fields;

    public Expert Expert => expert;
    public TerminalWorld World => world;
    public SimulatedBroker Broker => world.Broker;
    public EaJson Json => world.Json;
    public Mt5Command Command => command;

    /// <summary>The payload's fields; the payload is not looked at before it is needed, as in the expert.</summary>
    public EaValue.Fields Fields => fields ??= EaJsonReader.ReadObject(payload) ?? throw new ExpertErrorException("Failed to get payload");

    public int Int(string key) => unchecked((int)Whole(Fields, key));

    public long Long(string key) => Whole(Fields, key);

    public decimal Amount(string key) => ParameterReading.Decimal(ParameterReading.Number(Given(Fields, key)).Exact);

    public string Text(string key) => ParameterReading.Text(Given(Fields, key));

    public string? OptionalText(string key) => Fields.Values.TryGetValue(key, out var value) ? ParameterReading.Text(value) : null;

    public bool Flag(string key) => Given(Fields, key) is EaValue.Flag flag ? flag.Value : throw new ExpertCrashException($"{key} is not a flag");

    /// <summary>The command did not do what was asked, for this reason.</summary>
    public void Fail(int error) => expert.LastError = error;

    private static long Whole(EaValue.Fields fields, string key) => ParameterReading.Number(Given(fields, key)).Whole;

    // The misspelling is the expert's own.
    private static EaValue Given(EaValue.Fields fields, string key) =>
        fields.Values.TryGetValue(key, out var value) ? value : throw new ExpertErrorException($"Undefinded mandatory parameter {key}");
}

/// <summary>The expert's casts: right, or its end.</summary>
internal static class ParameterReading
{
    // Beyond what any price or volume can be, and within what a decimal holds.
    private const double Most = 1e15;

    public static EaValue.Number Number(EaValue value) => value as EaValue.Number ?? throw new ExpertCrashException("a number is expected");

    public static string Text(EaValue value) => value is EaValue.Text text ? text.Value : throw new ExpertCrashException("a text is expected");

    /// <summary>Binary on the wire, exact from here on: to the 15 digits that a double holds for certain.</summary>
    public static decimal Decimal(double value) => double.IsNaN(value) ? 0 : (decimal)Math.Clamp(value, -Most, Most);
}

namespace WebTrader.Brokers.MtApi5.Protocol;

/// <summary>A value that the expert's JSON reader would misread, cut or die of. The message names the field, its value and what is allowed.</summary>
public sealed class Mt5PayloadException(string field, string value, string allowed)
    : ArgumentException($"{field} is {value}, allowed is {allowed}.", field)
{
    public string Field { get; } = field;

    public string Value { get; } = value;

    public string Allowed { get; } = allowed;
}

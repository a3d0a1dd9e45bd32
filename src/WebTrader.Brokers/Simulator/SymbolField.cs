using System.Globalization;
using System.Text.Json;

namespace WebTrader.Brokers.Simulator;

/// <summary>One field of a symbol in a file: its name, what is allowed, and where it goes.</summary>
internal sealed record SymbolField(string Name, Func<decimal, bool> IsAllowed, string Allowed, Func<SimulatedSymbol, decimal, SimulatedSymbol> Put)
{
    public static SymbolField Whole(string name, int least, int most, Func<SimulatedSymbol, decimal, SimulatedSymbol> put) =>
        new(name, value => value >= least && value <= most && value == decimal.Truncate(value), string.Create(CultureInfo.InvariantCulture, $"a whole number from {least} to {most}"), put);

    public static SymbolField Positive(string name, Func<SimulatedSymbol, decimal, SimulatedSymbol> put) => new(name, value => value > 0, "above 0", put);

    public static SymbolField Decimal(string name, Func<decimal, bool> isAllowed, string allowed, Func<SimulatedSymbol, decimal, SimulatedSymbol> put) =>
        new(name, isAllowed, allowed, put);

    public SimulatedSymbol Set(SimulatedSymbol symbol, JsonElement value, string where)
    {
        var text = value.ValueKind switch
        {
            JsonValueKind.Number => value.GetRawText(),
            JsonValueKind.String => value.GetString()!,
            _ => throw new SymbolFileException($"{where} is {value.GetRawText()}, allowed is a number ({Allowed})."),
        };
        // Text to decimal at once: a detour over a binary fraction would change 0.1.
        const NumberStyles style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return decimal.TryParse(text, style, CultureInfo.InvariantCulture, out var number) && IsAllowed(number)
            ? Put(symbol, number)
            : throw new SymbolFileException($"{where} is {text}, allowed is {Allowed}.");
    }
}

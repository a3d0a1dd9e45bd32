using System.Globalization;
using System.Text.Json;
using WebTrader.Core.Market;

namespace WebTrader.Brokers.Simulator;

/// <summary>
/// Reads symbol specifications from JSON: an object by symbol, each an object of fields, numbers as JSON numbers or strings. A built-in symbol inherits
/// the fields that are not given; a new one needs all that describe its arithmetic. What cannot be used throws <see cref="SymbolFileException"/>.
/// </summary>
public static class SymbolFile
{
    private static readonly string[] Needed =
        ["digits", "point", "tickSize", "tickValueProfit", "tickValueLoss", "contractSize", "stopsLevel", "freezeLevel"];

    private static readonly SymbolField[] Fields =
    [
        SymbolField.Whole("digits", 0, 8, (it, value) => it with { Spec = it.Spec with { Digits = (int)value } }),
        SymbolField.Positive("point", (it, value) => it with { Spec = it.Spec with { Point = value } }),
        SymbolField.Positive("tickSize", (it, value) => it with { Spec = it.Spec with { TickSize = value } }),
        SymbolField.Positive("tickValueProfit", (it, value) => it with { FixedTickValues = true, Spec = it.Spec with { TickValueProfit = value } }),
        SymbolField.Positive("tickValueLoss", (it, value) => it with { FixedTickValues = true, Spec = it.Spec with { TickValueLoss = value } }),
        SymbolField.Positive("contractSize", (it, value) => it with { Spec = it.Spec with { ContractSize = value } }),
        SymbolField.Whole("stopsLevel", 0, 1_000_000, (it, value) => it with { Spec = it.Spec with { StopsLevel = (int)value } }),
        SymbolField.Whole("freezeLevel", 0, 1_000_000, (it, value) => it with { Spec = it.Spec with { FreezeLevel = (int)value } }),
        SymbolField.Positive("volumeMin", (it, value) => it with { Spec = it.Spec with { VolumeMin = value } }),
        SymbolField.Positive("volumeStep", (it, value) => it with { Spec = it.Spec with { VolumeStep = value } }),
        SymbolField.Positive("volumeMax", (it, value) => it with { Spec = it.Spec with { VolumeMax = value } }),
        SymbolField.Decimal("commissionPerLot", value => value >= 0, "0 or more", (it, value) => it with { CommissionPerLot = value }),
        SymbolField.Decimal("swapLong", _ => true, "any number", (it, value) => it with { SwapLong = value }),
        SymbolField.Decimal("swapShort", _ => true, "any number", (it, value) => it with { SwapShort = value }),
    ];

    /// <summary>The symbols of the file, in its order.</summary>
    public static IReadOnlyList<SimulatedSymbol> Read(string path)
    {
        string json;
        try
        {
            json = File.ReadAllText(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new SymbolFileException($"{path}: {failure.Message}", failure);
        }

        return Parse(json, Path.GetFileName(path));
    }

    /// <param name="file">What the messages call it.</param>
    public static IReadOnlyList<SimulatedSymbol> Parse(string json, string file)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(json);
        }
        catch (JsonException broken)
        {
            throw new SymbolFileException($"{file}: not JSON: {broken.Message}", broken);
        }

        using (document)
        {
            if (document.RootElement.ValueKind != JsonValueKind.Object) throw new SymbolFileException($"{file}: an object by symbol is expected.");
            var symbols = document.RootElement.EnumerateObject().Select(entry => Symbol(entry, file)).ToList();
            if (symbols.GroupBy(symbol => symbol.Spec.Name).FirstOrDefault(group => group.Count() > 1) is { } twice)
                throw new SymbolFileException($"{file}: {twice.Key} is given twice.");
            return symbols;
        }
    }

    private static SimulatedSymbol Symbol(JsonProperty entry, string file)
    {
        var name = entry.Name;
        if (entry.Value.ValueKind != JsonValueKind.Object) throw new SymbolFileException($"{file}: {name}: an object of fields is expected.");
        var builtIn = SymbolSpecs.Find(name);
        var symbol = builtIn ?? Blank(name);
        var given = new HashSet<string>(StringComparer.Ordinal);
        foreach (var property in entry.Value.EnumerateObject())
        {
            var field = Array.Find(Fields, each => each.Name == property.Name)
                ?? throw new SymbolFileException($"{file}: {name}: unknown field {property.Name}; allowed are {string.Join(", ", Fields.Select(each => each.Name))}.");
            if (!given.Add(field.Name)) throw new SymbolFileException($"{file}: {name}: {field.Name} is given twice.");
            symbol = field.Set(symbol, property.Value, $"{file}: {name}: {field.Name}");
        }

        if (builtIn is null && Needed.FirstOrDefault(field => !given.Contains(field)) is { } missing)
            throw new SymbolFileException($"{file}: {name}: {missing} is missing; a symbol that is not built in needs {string.Join(", ", Needed)}.");
        return symbol.Spec.Problem() is { } problem ? throw new SymbolFileException($"{file}: {problem}.") : Consistent(symbol, file);
    }

    // Prices are written with so many digits; a tick that needs more could not be shown or sent.
    private static SimulatedSymbol Consistent(SimulatedSymbol symbol, string file)
    {
        var spec = symbol.Spec;
        foreach (var (field, value) in new[] { ("point", spec.Point), ("tickSize", spec.TickSize) })
        {
            if (decimal.Round(value, spec.Digits) != value)
                throw new SymbolFileException(string.Create(CultureInfo.InvariantCulture, $"{file}: {spec.Name}: {field} is {value}, allowed is a multiple of the last of {spec.Digits} digits."));
        }

        return symbol;
    }

    private static SimulatedSymbol Blank(string name) => new()
    {
        Spec = new SymbolSpec { Name = name, Digits = 0, Point = 1, TickSize = 1, TickValueProfit = 1, TickValueLoss = 1, ContractSize = 1 },
        FixedTickValues = true,
    };
}

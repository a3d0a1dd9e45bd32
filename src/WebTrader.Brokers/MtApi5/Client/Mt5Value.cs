using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using WebTrader.Brokers.MtApi5.Protocol;

namespace WebTrader.Brokers.MtApi5.Client;

/// <summary>What kind of value an answer holds.</summary>
public enum Mt5ValueKind
{
    /// <summary>The command gives nothing back.</summary>
    None,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A number that is none (<c>nan</c>, <c>inf</c>), or too large for us: unknown.</summary>
    Unknown,

    Boolean,
    Text,

    /// <summary>An object or a list.</summary>
    Structure,
}

/// <summary>
/// A value from the wire. Each way of reading it gives null where it is not that: a value of the wrong kind is unknown, never zero. Amounts are exact,
/// taken from the digits of the number itself, also where it has an exponent.
/// </summary>
public readonly struct Mt5Value
{
    private readonly decimal number;
    private readonly object? rest;

    private Mt5Value(Mt5ValueKind kind, decimal number, object? rest)
    {
        Kind = kind;
        this.number = number;
        this.rest = rest;
    }

    public Mt5ValueKind Kind { get; }

    internal static Mt5Value None => default;

    internal static Mt5Value Unknown => new(Mt5ValueKind.Unknown, 0, null);

    internal static Mt5Value Of(decimal number) => new(Mt5ValueKind.Number, number, null);

    internal static Mt5Value Of(bool value) => new(Mt5ValueKind.Boolean, value ? 1 : 0, null);

    internal static Mt5Value Of(string text) => new(Mt5ValueKind.Text, 0, text);

    internal static Mt5Value Of(JsonElement structure) => new(Mt5ValueKind.Structure, 0, structure);

    public bool? AsBoolean => Kind == Mt5ValueKind.Boolean ? number != 0 : null;

    /// <summary>Null also for a fraction, and for what does not fit.</summary>
    public long? AsInt64 => Kind == Mt5ValueKind.Number ? Mt5Json.ToInt64(number) : null;

    /// <summary>An unsigned number of 64 bits, which the expert prints as a signed one: -1 is 18446744073709551615.</summary>
    public ulong? AsUInt64 => Kind == Mt5ValueKind.Number ? Mt5Json.ToUInt64(number) : null;

    public decimal? AsDecimal => Kind == Mt5ValueKind.Number ? number : null;

    public string? AsText => Kind == Mt5ValueKind.Text ? (string)rest! : null;

    /// <summary>For command 57; null also where the terminal does not know the symbol.</summary>
    public Mt5Tick? AsTick => TryResult(out var result) ? Mt5Json.Tick(result) : null;

    /// <summary>For command 1.</summary>
    public Mt5Quote? AsQuote => TryStructure(out var quote) ? Mt5Json.Quote(quote) : null;

    /// <summary>For commands 301, 302 and others that trade. Null when it cannot be read, which leaves open what was done.</summary>
    public Mt5TradeOutcome? AsTradeOutcome => TryStructure(out var outcome) ? Mt5Json.TradeOutcome(outcome) : null;

    /// <summary>For commands 2 and 3: an amount that the terminal may fail to calculate, null then.</summary>
    public decimal? AsCalculated => TryResult(out var result) ? Mt5Json.Decimal(result) : null;

    /// <summary>For commands 41, 1041 and 1141; null when one of the bars cannot be read.</summary>
    public IReadOnlyList<Mt5Bar>? AsBars => TryStructure(out var bars) ? Mt5Json.Bars(bars) : null;

    /// <summary>The object or list itself, for commands that have no reading of their own here.</summary>
    public bool TryStructure([NotNullWhen(true)] out JsonElement structure)
    {
        structure = Kind == Mt5ValueKind.Structure ? (JsonElement)rest! : default;
        return Kind == Mt5ValueKind.Structure;
    }

    private bool TryResult(out JsonElement result)
    {
        result = default;
        return TryStructure(out var outcome) && Mt5Json.TryResult(outcome, out result);
    }
}

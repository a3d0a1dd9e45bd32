using System.Text.Json;

namespace WebTrader.Brokers.MtApi5.Client;

/// <summary>Reads the fields of one object and remembers whether all of them could be read, so that a structure is taken whole or not at all.</summary>
internal ref struct Mt5Fields(JsonElement of)
{
    public bool AllRead { get; private set; } = of.ValueKind == JsonValueKind.Object;

    public decimal Amount(string name) => Find(name, JsonValueKind.Number) is { } field && field.TryGetDecimal(out var amount) ? amount : Miss<decimal>();

    public long Int64(string name) => Mt5Json.ToInt64(Amount(name)) ?? Miss<long>();

    public ulong UInt64(string name) => Mt5Json.ToUInt64(Amount(name)) ?? Miss<ulong>();

    public int Int32(string name) => Int64(name) is var number and >= int.MinValue and <= int.MaxValue ? (int)number : Miss<int>();

    /// <summary>A field that older terminals do not send.</summary>
    public int Int32(string name, int missing) => AllRead && of.TryGetProperty(name, out _) ? Int32(name) : missing;

    /// <summary>The terminal's unsigned numbers of 32 bits; printed signed they are understood too.</summary>
    public uint UInt32(string name) => Int64(name) is var number and >= int.MinValue and <= uint.MaxValue ? unchecked((uint)number) : Miss<uint>();

    public string Text(string name)
    {
        if (Find(name, JsonValueKind.String) is not { } field) return Miss<string>() ?? "";
        try
        {
            return field.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair: JSON, but no text.
            return Miss<string>() ?? "";
        }
    }

    public JsonElement Structure(string name) => Find(name, JsonValueKind.Object) ?? Miss<JsonElement>();

    private JsonElement? Find(string name, JsonValueKind kind) =>
        of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var field) && field.ValueKind == kind ? field : null;

    private T? Miss<T>()
    {
        AllRead = false;
        return default;
    }
}

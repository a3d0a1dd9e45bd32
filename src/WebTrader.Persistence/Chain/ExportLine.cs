using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace WebTrader.Persistence.Chain;

/// <summary>One entry as a line of an export: JSON whose strings are the columns, to the character.</summary>
/// <param name="Data">The JSON of the fact as one string, because its hash is over that text.</param>
internal sealed record ExportLine(long Sequence, string? Account, string? At, string? Ticket, string? Kind, string? Text, string? Data, string? Hash)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The beginning of the first line of every export.</summary>
    public const string Beginning = """{"journal":"WebTrader","version":1""";

    /// <summary>The first line of an export whose journal begins with its first entry.</summary>
    public const string Header = Beginning + "}";

    /// <summary>The first line of an export.</summary>
    public static string HeaderOf(Checkpoint? checkpoint) =>
        checkpoint is null ? Header : $"{Beginning},\"checkpoint\":{JsonSerializer.Serialize(new Begin(checkpoint.Sequence, checkpoint.Hash, checkpoint.At, checkpoint.Key, checkpoint.Signature), Options)}}}";

    /// <summary>Reads what <see cref="HeaderOf"/> wrote.</summary>
    /// <returns>Whether the line is one.</returns>
    public static bool TryReadHeader(string? line, out Checkpoint? checkpoint)
    {
        checkpoint = null;
        if (line is null || !line.StartsWith(Beginning, StringComparison.Ordinal)) return false;
        try
        {
            if (JsonSerializer.Deserialize<FirstLine>(line, Options)?.Checkpoint is { Hash: not null, Key: not null, Signature: not null } begin)
                checkpoint = new Checkpoint(begin.Sequence, begin.Hash, begin.At, begin.Key, begin.Signature);
            return HeaderOf(checkpoint) == line;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    public static string Write(StoredRow row) => JsonSerializer.Serialize(
        new ExportLine(row.Sequence, Words(row.Account), Words(row.At), Words(row.Ticket), Words(row.Kind), Words(row.Text), Words(row.Data), row.Hash), Options);

    /// <summary>Null when the line is not one that <see cref="Write"/> wrote, to the character.</summary>
    public static StoredRow? Read(string text)
    {
        try
        {
            if (JsonSerializer.Deserialize<ExportLine>(text, Options) is not { } line) return null;
            var row = new StoredRow(line.Sequence, Bytes(line.Account), Bytes(line.At), Bytes(line.Ticket), Bytes(line.Kind), Bytes(line.Text), Bytes(line.Data), line.Hash);
            return Write(row) == text ? row : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed record FirstLine(Begin? Checkpoint);

    private sealed record Begin(long Sequence, string Hash, long At, string Key, string Signature);

    private static string? Words(byte[]? column) => column is null ? null : Encoding.UTF8.GetString(column);

    private static byte[]? Bytes(string? text) => text is null ? null : Encoding.UTF8.GetBytes(text);
}

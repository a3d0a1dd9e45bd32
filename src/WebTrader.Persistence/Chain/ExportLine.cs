using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace WebTrader.Persistence.Chain;

/// <summary>One entry as a line of an export: JSON whose strings are the columns, to the character.</summary>
/// <param name="Data">The JSON of the fact as one string, because its hash is over that text.</param>
internal sealed record ExportLine(long Sequence, string? Account, string? At, string? Ticket, string? Kind, string? Text, string? Data, string? Hash)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The first line of every export.</summary>
    public const string Header = """{"journal":"WebTrader","version":1}""";

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

    private static string? Words(byte[]? column) => column is null ? null : Encoding.UTF8.GetString(column);

    private static byte[]? Bytes(string? text) => text is null ? null : Encoding.UTF8.GetBytes(text);
}

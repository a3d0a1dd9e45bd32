using System.Text.Json;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;

namespace WebTrader.Host.Api;

/// <summary>The JSON of a request, of which every name and every text can be read.</summary>
internal static class JsonBody
{
    private static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];

    /// <exception cref="JsonException">It is no JSON, no UTF-8, or has half a character in it; says where, as far as that is known.</exception>
    public static async Task<JsonDocument> ReadAsync(HttpRequest request, JsonDocumentOptions options, CancellationToken cancellation)
    {
        var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancellation);
        var bytes = new ReadOnlyMemory<byte>(body.GetBuffer(), 0, (int)body.Length);
        if (bytes.Span.StartsWith(ByteOrderMark)) bytes = bytes[ByteOrderMark.Length..];
        if (!Utf8.IsValid(bytes.Span)) throw new JsonException("It is not UTF-8.", null, 0, 0);
        var document = JsonDocument.Parse(bytes, options);
        try
        {
            Read(document.RootElement);
            return document;
        }
        catch (InvalidOperationException half)
        {
            // An escape such as \ud800 alone: the parser takes it, and nobody can read it.
            document.Dispose();
            throw new JsonException("It has half a character in it.", null, 0, 0, half);
        }
    }

    private static void Read(in JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.String:
                element.GetString();
                break;
            case JsonValueKind.Array:
                foreach (var entry in element.EnumerateArray()) Read(entry);
                break;
            case JsonValueKind.Object:
                foreach (var field in element.EnumerateObject())
                {
                    _ = field.Name;
                    Read(field.Value);
                }

                break;
        }
    }
}

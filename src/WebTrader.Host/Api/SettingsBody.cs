using System.Text.Json;
using Microsoft.AspNetCore.Http;
using WebTrader.Host.Settings;

namespace WebTrader.Host.Api;

/// <summary>The body of a request that changes settings, read by hand: a field that nobody knows is refused, and the document is taken digit for digit.</summary>
internal sealed record SettingsBody(string Document, long Version, string Why)
{
    private const int LongestWhy = 200;

    /// <param name="fields">What must be there, and nothing else may be.</param>
    /// <exception cref="SettingsException">It does not fit; the message lists everything that does not.</exception>
    public static async Task<SettingsBody> ReadAsync(HttpRequest request, IReadOnlyList<string> fields, CancellationToken cancellation)
    {
        try
        {
            using var body = await JsonBody.ReadAsync(request, default, cancellation);
            return Read(body.RootElement, fields);
        }
        catch (InvalidOperationException)
        {
            // Characters that are none are found when a text is taken, not before.
            throw new SettingsException([$"body is no Unicode text, allowed is one object with {string.Join(", ", fields)}, in UTF-8"]);
        }
        catch (JsonException broken)
        {
            throw new SettingsException([$"body is not JSON at line {broken.LineNumber + 1}, byte {broken.BytePositionInLine + 1}, allowed is one object with {string.Join(", ", fields)}"]);
        }
    }

    private static SettingsBody Read(JsonElement body, IReadOnlyList<string> fields)
    {
        if (body.ValueKind != JsonValueKind.Object) throw new SettingsException([$"body is no object, allowed is one object with {string.Join(", ", fields)}"]);
        var problems = new List<string>();
        foreach (var field in body.EnumerateObject().Where(field => !fields.Contains(field.Name))) problems.Add($"{field.Name} is not a field of the request, allowed is {string.Join(", ", fields)}");
        var document = "";
        var version = 0L;
        var why = "";
        foreach (var field in fields)
        {
            var has = body.TryGetProperty(field, out var value);
            var said = has ? value.GetRawText() : "missing";
            if (field == "document")
            {
                if (value.ValueKind == JsonValueKind.Object) document = value.GetRawText();
                else problems.Add($"document is {said}, allowed is a whole document of settings");
            }
            else if (field == "version")
            {
                if (value.ValueKind != JsonValueKind.Number || !value.TryGetInt64(out version) || version < 0) problems.Add($"version is {said}, allowed is a whole number from 0");
            }
            else if (value.ValueKind == JsonValueKind.String && value.GetString() is var text && !string.IsNullOrWhiteSpace(text) && text.Length <= LongestWhy)
            {
                why = text;
            }
            else
            {
                problems.Add($"why is {said}, allowed is a reason of 1 to {LongestWhy} characters");
            }
        }

        return problems.Count == 0 ? new SettingsBody(document, version, why) : throw new SettingsException(problems);
    }
}

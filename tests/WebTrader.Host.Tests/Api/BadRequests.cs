using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace WebTrader.Host.Tests.Api;

/// <summary>One request that was made up.</summary>
/// <param name="Body">Null for none.</param>
/// <param name="Name">Of the operation, as in "CreateUser".</param>
/// <param name="IfMatch">Null for none.</param>
public sealed record MadeUp(string Name, HttpMethod Method, string Path, byte[]? Body, string? ContentType, string? Key, string? IfMatch)
{
    public bool Changes => Method != HttpMethod.Get;

    public HttpRequestMessage ToMessage()
    {
        var message = new HttpRequestMessage(Method, new Uri(Path, UriKind.Relative));
        if (Body is not null)
        {
            message.Content = new ByteArrayContent(Body);
            if (ContentType is not null) message.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(ContentType);
        }

        if (Key is not null) message.Headers.TryAddWithoutValidation("Idempotency-Key", Key);
        if (IfMatch is not null) message.Headers.TryAddWithoutValidation("If-Match", IfMatch);
        return message;
    }

    public override string ToString() => $"{Method} {Path} {ContentType} key {Key} if {IfMatch}: {(Body is null ? "no body" : Encoding.UTF8.GetString(Body.AsSpan(0, Math.Min(Body.Length, 300))))}";
}

/// <summary>Makes up requests from the description of the REST surface: the right places with the wrong things in them. The same seed makes the same ones.</summary>
/// <param name="places">What is there, by the route that it is named in, as in "/users/{id}".</param>
public sealed class BadRequests(JsonElement document, IReadOnlyList<string> tickets, IReadOnlyDictionary<string, string> places, int seed)
{
    private static readonly string[] Texts =
    [
        "", " ", "null", "abc", "-1", "0", "1", "0.01", "1.10", "1e400", "NaN", "Infinity", "9223372036854775808", "-9223372036854775809", "99999999999999999999999999999999999999", "0.00000000000000000000000000001",
        "true", "long", "short", "EURUSD", "demo", "nobody", "../../etc/passwd", "%00", "'; DROP TABLE Trades; --", "<script>", "\u0000", "\u202e", "\ud83d\ude00", "\u00e4\u00f6\u00fc", "\u0661\u0662", new string('x', 5_000), "2026-13-45", "0x10", "1,5", "1_000", "+1", " 1",
    ];

    private readonly Random random = new(seed);
    private readonly List<(HttpMethod Method, string Path, JsonElement Operation)> operations =
    [
        .. from path in document.GetProperty("paths").EnumerateObject()
           from operation in path.Value.EnumerateObject()
           where operation.Name is "get" or "post" or "put" or "delete" or "patch"
           select (HttpMethod.Parse(operation.Name), path.Name, operation.Value),
    ];

    public int Operations => operations.Count;

    /// <param name="number">Every route has its turn.</param>
    public MadeUp Next(int number)
    {
        var (method, path, operation) = operations[number % operations.Count];
        foreach (var (place, there) in places.Where(place => path.Contains(place.Key, StringComparison.Ordinal) && random.Next(2) == 0))
            path = path.Replace(place, place[..(place.LastIndexOf('/') + 1)] + Uri.EscapeDataString(there), StringComparison.Ordinal);
        foreach (var parameter in Parameters(operation, "path")) path = path.Replace($"{{{parameter}}}", Uri.EscapeDataString(Place(parameter)), StringComparison.Ordinal);
        var query = Parameters(operation, "query").Where(_ => random.Next(3) == 0).Select(name => $"{name}={Uri.EscapeDataString(Place(name))}").ToList();
        if (random.Next(20) == 0) query.Add($"unheard={Uri.EscapeDataString(Text())}");
        if (query.Count > 0) path += "?" + string.Join("&", query);
        var takesBody = operation.TryGetProperty("requestBody", out var body);
        var name = operation.GetProperty("operationId").GetString()!;
        if (!takesBody && random.Next(10) != 0) return new MadeUp(name, method, path, null, null, Key(method), IfMatch(method));
        var (bytes, type) = Body(takesBody ? body : default);
        return new MadeUp(name, method, path, method == HttpMethod.Get ? null : bytes, type, Key(method), IfMatch(method));
    }

    private static IEnumerable<string> Parameters(JsonElement operation, string place) =>
        operation.TryGetProperty("parameters", out var all) ? all.EnumerateArray().Where(each => each.GetProperty("in").GetString() == place).Select(each => each.GetProperty("name").GetString()!) : [];

    private string Place(string name) => name switch
    {
        "ticket" when tickets.Count > 0 && random.Next(2) == 0 => tickets[random.Next(tickets.Count)],
        "account" when random.Next(2) == 0 => "demo",
        "dryRun" when random.Next(2) == 0 => "true",
        _ => Text() is { Length: > 0 } text ? text : "-",
    };

    private string? Key(HttpMethod method) => method == HttpMethod.Get ? null : random.Next(4) switch
    {
        0 => null,
        // No client sends anything else in a header.
        1 => string.Concat(Text().Where(letter => letter is >= ' ' and <= '~')),
        _ => $"made-up-{random.Next(200)}",
    };

    private string? IfMatch(HttpMethod method) => method == HttpMethod.Get ? null : random.Next(5) switch
    {
        0 => "*",
        1 => "\"1\"",
        2 => string.Concat(Text().Where(letter => letter is >= ' ' and <= '~')),
        _ => null,
    };

    private (byte[] Bytes, string? Type) Body(JsonElement description)
    {
        var type = random.Next(12) switch { 0 => "text/plain", 1 => null, 2 => "application/xml", _ => "application/json" };
        var text = random.Next(10) switch
        {
            0 => "",
            1 => new string('[', 2_000),
            2 => Text(),
            3 => """{ "a": """,
            4 => "{}" + Text(),
            5 => $$"""{ "x": "{{new string('y', 100_000)}}" }""",
            _ => Json(Schema(description), 0),
        };
        var bytes = Encoding.UTF8.GetBytes(text);
        // Not UTF-8 any more.
        if (bytes.Length > 0 && random.Next(15) == 0) bytes[random.Next(bytes.Length)] = 0xff;
        return (bytes, type);
    }

    private JsonElement Schema(JsonElement description)
    {
        if (description.ValueKind != JsonValueKind.Object || !description.TryGetProperty("content", out var content)) return default;
        return Follow(content.EnumerateObject().First().Value.GetProperty("schema"));
    }

    private JsonElement Follow(JsonElement schema)
    {
        if (schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty("$ref", out var reference))
            return document.GetProperty("components").GetProperty("schemas").GetProperty(reference.GetString()!.Split('/')[^1]);
        return schema;
    }

    /// <summary>Mostly what the schema says, with something wrong in most places.</summary>
    private string Json(JsonElement schema, int depth)
    {
        schema = Follow(schema);
        if (depth > 4 || random.Next(4) == 0 || schema.ValueKind != JsonValueKind.Object) return Any(depth);
        if (!schema.TryGetProperty("properties", out var properties)) return Any(depth);
        var fields = properties.EnumerateObject().Where(_ => random.Next(6) != 0).Select(property => $"{JsonSerializer.Serialize(random.Next(30) == 0 ? property.Name.ToUpperInvariant() : property.Name)}: {Json(property.Value, depth + 1)}").ToList();
        if (random.Next(8) == 0) fields.Add($"{JsonSerializer.Serialize(Text())}: {Any(depth + 1)}");
        if (fields.Count > 0 && random.Next(15) == 0) fields.Add(fields[0]);
        return $"{{ {string.Join(", ", fields)} }}";
    }

    private string Any(int depth) => random.Next(9) switch
    {
        0 => "null",
        1 => "true",
        2 => random.Next(-3, 100).ToString(CultureInfo.InvariantCulture),
        3 => random.Next(3) switch { 0 => "1e400", 1 => "-0.0000000001", _ => "123456789012345678901234567890.123" },
        4 when random.Next(6) == 0 => "\"\\ud800\"",
        4 when depth < 5 => $"[{Any(depth + 1)}]",
        5 when depth < 5 => $"{{ {JsonSerializer.Serialize(Text())}: {Any(depth + 1)} }}",
        _ => JsonSerializer.Serialize(Text()),
    };

    private string Text() => Texts[random.Next(Texts.Length)];
}

using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using WebTrader.Core.Market;
using WebTrader.Host.Api.Repeats;
using WebTrader.Host.Evaluating;

namespace WebTrader.Host.Api;

/// <summary>
/// Reads the JSON object that a request brings, field by field, and says of each that does not fit its name, its value and what is allowed. Numbers are JSON numbers or strings and exact;
/// unknown fields are refused.
/// </summary>
internal static class BodyReader
{
    private const int Deepest = 8;
    private static readonly JsonDocumentOptions Json = new() { MaxDepth = Deepest };

    /// <param name="read">Reads the fields; its result counts only where nothing was refused.</param>
    /// <param name="mayBeEmpty">Whether a request without a body is one with an object without fields.</param>
    /// <param name="holdsSecret">Whether a field is a password: then no value is repeated.</param>
    public static async Task<(T? Value, ProblemHttpResult? Refused)> ReadAsync<T>(HttpRequest request, Func<ItemFields, T> read, bool mayBeEmpty = false, bool holdsSecret = false)
        where T : class
    {
        if (mayBeEmpty && (request.ContentLength == 0 || (request.ContentLength is null && string.IsNullOrEmpty(request.ContentType)))) return Taken(JsonDocument.Parse("{}"), read, false);
        if (!request.HasJsonContentType()) return (null, Problems.Of(StatusCodes.Status415UnsupportedMediaType, "The request does not fit", $"Content-Type is \"{request.ContentType}\", allowed is application/json."));
        try
        {
            return Taken(await JsonBody.ReadAsync(request, Json, request.HttpContext.Patience()), read, holdsSecret);
        }
        catch (JsonException broken)
        {
            return (null, Refused([$"body is not JSON at line {broken.LineNumber + 1}, byte {broken.BytePositionInLine + 1}, allowed is one object"]));
        }
        catch (BadHttpRequestException tooLarge) when (tooLarge.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return (null, Problems.Of(tooLarge.StatusCode, "The request is too large", "body is larger than what is allowed, 64 KiB."));
        }
    }

    /// <summary>A price above zero; null when it is left out, null, or a problem.</summary>
    public static Price? OptionalPrice(this ItemFields fields, string key) => fields.OptionalNumber(key, "a price above 0", IsAmount) is { } value ? new Price(value) : null;

    /// <summary>A price that must be there; 0 after a problem.</summary>
    public static Price PriceOf(this ItemFields fields, string key) => new(fields.Number(key, "a price above 0", IsAmount));

    /// <summary>Lots above zero; null when they are left out, null, or a problem.</summary>
    public static Lots? OptionalLots(this ItemFields fields, string key) => fields.OptionalNumber(key, "lots above 0", IsAmount) is { } value ? new Lots(value) : null;

    /// <summary>Account money above zero; null when it is left out, null, or a problem.</summary>
    public static Money? OptionalMoney(this ItemFields fields, string key) => fields.OptionalNumber(key, "an amount of account money above 0", IsAmount) is { } value ? new Money(value) : null;

    /// <summary>The reason for the journal, which must be there; empty after a problem.</summary>
    public static string Why(this ItemFields fields) => fields.Text("why", "a reason of 1 to 200 characters", text => !string.IsNullOrWhiteSpace(text) && text.Length <= 200);

    /// <summary>Problems, each of which begins with its field, as the answer.</summary>
    public static ProblemHttpResult Refused(IReadOnlyList<string> problems) => TypedResults.Problem(new HttpValidationProblemDetails(problems.GroupBy(problem => problem.Split(' ', 2)[0]).ToDictionary(field => field.Key, field => field.Select(problem => $"{problem}.").ToArray()))
    {
        Title = "The request does not fit",
        Detail = string.Join(" ", problems.Select(problem => $"{problem}.")),
        Status = StatusCodes.Status400BadRequest,
    });

    /// <summary>Beyond that no arithmetic is left exact, and no market trades.</summary>
    private static bool IsAmount(decimal value) => value is > 0m and <= 1_000_000_000m;

    private static (T? Value, ProblemHttpResult? Refused) Taken<T>(JsonDocument body, Func<ItemFields, T> read, bool holdsSecret)
        where T : class
    {
        using (body)
        {
            List<string> problems = [];
            var fields = new ItemFields(body.RootElement, "", problems, holdsSecret);
            if (!fields.IsObject) return (null, Refused(["body is not an object, allowed is one object"]));
            var value = read(fields);
            fields.RefuseUnknown();
            return problems.Count == 0 ? (value, null) : (null, Refused(problems));
        }
    }
}

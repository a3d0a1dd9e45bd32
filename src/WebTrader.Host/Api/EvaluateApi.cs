using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using WebTrader.Host.Evaluating;
using WebTrader.Host.Security.Rights;

namespace WebTrader.Host.Api;

/// <summary>Asks the rules about positions that need not exist.</summary>
internal static class EvaluateApi
{
    public const int MostItems = 1_000;
    public const int LargestBody = 2 * 1024 * 1024;
    private const int MostProblems = 100;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/evaluate", AskAsync)
        .RequireRight(Right.Read).WithName("Evaluate").WithTags("Rules")
        .WithSummary("What the engine would do about a position at a quote, and why")
        .WithDescription("Takes one object or a list of at most 1000, and answers in the same form and order. Numbers are JSON numbers or strings and are exact. Nothing is sent, kept or changed.")
        .Accepts<EvaluateItem>("application/json")
        .Produces<Evaluation>()
        .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status413PayloadTooLarge).ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
        .Audited(AuditRule.Nothing).WithMetadata(new BodyLimit());

    private static async Task<IResult> AskAsync(HttpRequest request, CancellationToken cancellation)
    {
        try
        {
            using var body = await JsonBody.ReadAsync(request, Evaluator.Json, cancellation);
            return Answer(body.RootElement);
        }
        catch (JsonException broken)
        {
            return Refused([("body", $"the body is not JSON at line {broken.LineNumber + 1}, byte {broken.BytePositionInLine + 1}, allowed is one object or a list of at most {MostItems}")]);
        }
        catch (BadHttpRequestException tooLarge) when (tooLarge.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return Problems.Of(tooLarge.StatusCode, "The request is too large", $"body is larger than what is allowed, {LargestBody} bytes.");
        }
    }

    private static IResult Answer(JsonElement body)
    {
        var isList = body.ValueKind == JsonValueKind.Array;
        if (isList && body.GetArrayLength() is var count and (0 or > MostItems)) return Refused([("body", $"the list has {count} items, allowed is 1 to {MostItems}")]);

        var answers = new List<Evaluation>();
        var problems = new List<(string Item, string Text)>();
        var number = 0;
        foreach (var item in isList ? body.EnumerateArray() : (IEnumerable<JsonElement>)[body])
        {
            number++;
            var evaluated = Evaluator.Ask(item, null);
            if (evaluated.Answer is { } answer) answers.Add(answer);
            problems.AddRange(evaluated.Problems.Select(problem => ($"item {number}", problem)));
        }

        if (problems.Count > 0) return Refused(problems);
        return isList ? TypedResults.Ok<IReadOnlyList<Evaluation>>(answers) : TypedResults.Ok(answers[0]);
    }

    private static ProblemHttpResult Refused(List<(string Item, string Text)> problems)
    {
        var told = problems.Take(MostProblems).Select(problem => (problem.Item, Text: problem.Item == "body" ? $"{problem.Text}." : $"{problem.Item}: {problem.Text}.")).ToList();
        var more = problems.Count > MostProblems ? $" And {problems.Count - MostProblems} more." : "";
        return TypedResults.Problem(new HttpValidationProblemDetails(told.GroupBy(problem => problem.Item).ToDictionary(item => item.Key, item => item.Select(problem => problem.Text).ToArray()))
        {
            Title = "The request does not fit",
            Detail = string.Join(" ", told.Select(problem => problem.Text)) + more,
            Status = StatusCodes.Status400BadRequest,
        });
    }

    /// <summary>A list of a thousand items is larger than anything else that is sent to this host.</summary>
    private sealed class BodyLimit : IRequestSizeLimitMetadata
    {
        public long? MaxRequestBodySize => LargestBody;
    }
}

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace WebTrader.Host.Api;

/// <summary>Answers that say what is wrong, as application/problem+json.</summary>
internal static class Problems
{
    public static ProblemHttpResult Of(int status, string title, string detail) => TypedResults.Problem(detail, statusCode: status, title: title);

    public static ProblemHttpResult NotFound(string detail) => Of(StatusCodes.Status404NotFound, "Not found", detail);

    /// <summary>The store cannot be read. Protection does not need it.</summary>
    public static ProblemHttpResult StoreAway(string reason) =>
        Of(StatusCodes.Status503ServiceUnavailable, "The store cannot be read", $"{reason.TrimEnd('.')}. Protection goes on.");

    public static ProblemHttpResult SessionAway(string reason) => Of(StatusCodes.Status503ServiceUnavailable, "The session does not answer", reason);
}

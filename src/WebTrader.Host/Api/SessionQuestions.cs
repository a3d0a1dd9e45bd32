using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using WebTrader.Engine;
using WebTrader.Host.Sessions;

namespace WebTrader.Host.Api;

internal static class SessionQuestions
{
    /// <summary>Asks the session of an account; 404 for an unknown account or a null answer, 503 while the session does not answer.</summary>
    public static async Task<Results<Ok<T>, ProblemHttpResult>> AnswerAsync<T>(
        this AccountSessions sessions, string? account, Func<AccountSession, T?> ask, string otherwise, CancellationToken cancellation)
        where T : class
    {
        if (sessions.Find(account) is not { } runner) return QueryReader.NoAccount(account, sessions);
        try
        {
            return await runner.AskAsync(ask, cancellation) is { } answer ? TypedResults.Ok(answer) : Problems.NotFound(otherwise);
        }
        catch (SessionUnavailableException away)
        {
            return Problems.SessionAway(away.Message);
        }
    }
}

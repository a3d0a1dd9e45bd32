using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using WebTrader.Host.Api;
using WebTrader.Persistence.Control;

namespace WebTrader.Host.Security.SignIn;

/// <summary>When users and keys cannot be read, whoever needs them is told why, wherever that shows.</summary>
internal sealed class ControlAway(ControlStore store) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (store.Explain(exception) is not { } away) return false;
        await Problems.Of(StatusCodes.Status503ServiceUnavailable, "Users and keys cannot be read", $"{away.Message.TrimEnd('.')}. Protection goes on, and whoever has signed in stays signed in.").ExecuteAsync(httpContext);
        return true;
    }
}

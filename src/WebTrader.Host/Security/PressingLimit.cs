using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using WebTrader.Host.Api;

namespace WebTrader.Host.Security;

/// <summary>How often one caller may press, preview and release emergency stops; counted in memory. So high that no person comes near it.</summary>
internal sealed class PressingLimit : IRateLimiterPolicy<string>
{
    public const string Name = "emergency";
    public const int PerMinute = 120;

    public Func<OnRejectedContext, CancellationToken, ValueTask>? OnRejected { get; } = async (rejected, cancellation) =>
    {
        rejected.HttpContext.Response.Headers.RetryAfter = "10";
        await Problems.Of(StatusCodes.Status429TooManyRequests, "Too many requests", $"Of one caller {PerMinute} requests a minute are looked at. What was pressed holds; there is no need to press it again.").ExecuteAsync(rejected.HttpContext);
    };

    public RateLimitPartition<string> GetPartition(HttpContext httpContext) => RateLimitPartition.GetSlidingWindowLimiter(httpContext.Caller(), _ => new SlidingWindowRateLimiterOptions
    {
        PermitLimit = PerMinute,
        Window = TimeSpan.FromMinutes(1),
        SegmentsPerWindow = 6,
        QueueLimit = 0,
    });
}

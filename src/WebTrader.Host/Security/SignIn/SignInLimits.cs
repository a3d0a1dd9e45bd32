using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;
using WebTrader.Host.Api;
using WebTrader.Host.Settings;

namespace WebTrader.Host.Security.SignIn;

/// <summary>How often one address may try to sign in or to set up, beside the other limits of the kind.</summary>
internal static class SignInLimits
{
    private const string Policy = "sign-in";

    public static void Add(IServiceCollection services, SecuritySettings settings) => services.AddRateLimiter(limits =>
    {
        limits.AddPolicy<string, PressingLimit>(PressingLimit.Name);
        limits.AddPolicy(Policy, context => RateLimitPartition.GetSlidingWindowLimiter(Of(context.Connection.RemoteIpAddress), _ => new SlidingWindowRateLimiterOptions
        {
            PermitLimit = settings.SignInsPerMinute,
            Window = TimeSpan.FromMinutes(1),
            SegmentsPerWindow = 6,
            QueueLimit = 0,
        }));
        limits.OnRejected = async (rejected, cancellation) =>
        {
            rejected.HttpContext.Response.Headers.RetryAfter = "60";
            var detail = string.Create(CultureInfo.InvariantCulture, $"From one address {settings.SignInsPerMinute} attempts a minute are looked at. Wait a minute.");
            await Problems.Of(StatusCodes.Status429TooManyRequests, "Too many attempts", detail).ExecuteAsync(rejected.HttpContext);
        };
    });

    public static T LimitSignIns<T>(this T route)
        where T : IEndpointConventionBuilder => route.RequireRateLimiting(Policy);

    /// <summary>Of version 6 the network: a single machine has more addresses in it than there are attempts.</summary>
    private static string Of(IPAddress? address)
    {
        if (address is null) return "unknown";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6 ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)) : address.ToString();
    }
}

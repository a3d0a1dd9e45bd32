using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;
using WebTrader.Host.Api;
using WebTrader.Host.Security.Rights;
using WebTrader.Host.Settings;

namespace WebTrader.Host.Security;

/// <summary>The route lessens a risk: it has an allowance of its own, which nothing else of the same caller uses up.</summary>
internal sealed record LessensRiskMetadata;

/// <summary>
/// How often one caller may ask, and how often one address may try to sign in or to set up. A caller is a user, a key, or where nobody is signed in an address: nobody uses up what another one may.
/// </summary>
internal static class RequestLimits
{
    private const string SignIn = "sign-in";
    private const string Api = "/api/";

    public static void Add(IServiceCollection services, SecuritySettings settings) => services.AddRateLimiter(limits =>
    {
        limits.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => context.Request.Path.StartsWithSegments(Api.TrimEnd('/'), StringComparison.OrdinalIgnoreCase)
            ? RateLimitPartition.GetSlidingWindowLimiter(PlaceOf(context), _ => PerMinute(settings.RequestsPerMinute))
            : RateLimitPartition.GetNoLimiter(""));
        limits.AddPolicy<string, PressingLimit>(PressingLimit.Name);
        limits.AddPolicy(SignIn, context => RateLimitPartition.GetSlidingWindowLimiter(Of(context.Connection.RemoteIpAddress), _ => PerMinute(settings.SignInsPerMinute)));
        limits.OnRejected = async (rejected, cancellation) => await RefuseAsync(rejected, settings);
    });

    public static T LimitSignIns<T>(this T route)
        where T : IEndpointConventionBuilder => route.RequireRateLimiting(SignIn);

    public static T LessensRisk<T>(this T route)
        where T : IEndpointConventionBuilder => route.WithMetadata(new LessensRiskMetadata());

    private static SlidingWindowRateLimiterOptions PerMinute(int most) => new() { PermitLimit = most, Window = TimeSpan.FromMinutes(1), SegmentsPerWindow = 6, QueueLimit = 0 };

    /// <summary>Whose allowance a request is counted to. Names of users and keys are told apart by their kind.</summary>
    private static string PlaceOf(HttpContext context)
    {
        var who = Caller.Of(context.User) is { } caller ? $"{(caller.IsPerson ? "user" : "key")} {caller.Id}" : $"address {Of(context.Connection.RemoteIpAddress)}";
        return context.GetEndpoint()?.Metadata.GetMetadata<LessensRiskMetadata>() is null ? who : $"risk {who}";
    }

    private static async Task RefuseAsync(OnRejectedContext rejected, SecuritySettings settings)
    {
        var context = rejected.HttpContext;
        var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? Math.Max(1, (int)Math.Ceiling(after.TotalSeconds)) : 60;
        var isSignIn = context.GetEndpoint()?.Metadata.GetMetadata<EnableRateLimitingAttribute>()?.PolicyName == SignIn;
        context.Response.Headers.RetryAfter = (isSignIn ? 60 : wait).ToString(CultureInfo.InvariantCulture);
        await (isSignIn
            ? Problems.Of(StatusCodes.Status429TooManyRequests, "Too many attempts", string.Create(CultureInfo.InvariantCulture, $"From one address {settings.SignInsPerMinute} attempts a minute are looked at. Wait a minute."))
            : Problems.Of(StatusCodes.Status429TooManyRequests, "Too many requests", string.Create(CultureInfo.InvariantCulture, $"{settings.RequestsPerMinute} requests a minute are allowed to one caller (Security:RequestsPerMinute). Wait {wait} s; stops, closes and break-evens have an allowance of their own."))).ExecuteAsync(context);
    }

    /// <summary>Of version 6 the network: a single machine has more addresses in it than there are attempts.</summary>
    private static string Of(IPAddress? address)
    {
        if (address is null) return "unknown";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6 ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)) : address.ToString();
    }
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.OpenApi;
using WebTrader.Host.Security;
using WebTrader.Persistence.Control;

namespace WebTrader.Host.Api.Repeats;

/// <summary>
/// Takes the header <c>Idempotency-Key</c> of every request that changes something: the same key again gets the answer of the first time, with <c>Idempotency-Replayed: true</c>. A dry
/// run changes nothing and needs none.
/// </summary>
internal sealed class RepeatMiddleware(RequestDelegate next, RepeatBook book, FingerprintKey fingerprints, TimeProvider clock)
{
    public const string Header = "Idempotency-Key";
    public const string ReplayedHeader = "Idempotency-Replayed";
    private const int LongestKey = 64;
    private const string InMemory = "The same key with the same body gets the answer of the first time, for two minutes and not beyond a restart: it holds a secret, and is written down nowhere";

    public async Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<RepeatMetadata>() is not { Rule: var takes, HasSecret: var hasSecret } || context.IsDryRun())
        {
            await next(context);
            return;
        }

        var key = context.Request.Headers[Header].ToString();
        if (key.Length == 0 && takes != RepeatRule.LooksFirst)
        {
            await next(context);
            return;
        }

        if (WhyNot(key) is { } malformed)
        {
            await malformed.ExecuteAsync(context);
            return;
        }

        var caller = takes == RepeatRule.InMemory && context.User.Identity is not { IsAuthenticated: true } ? $"nobody {context.Connection.RemoteIpAddress}" : context.Caller();
        var outcome = await book.RunAsync(await RowAsync(context.Request, caller, key, hasSecret), takes, triedSince => ActAsync(context, NameOf(caller, key), triedSince, takes));
        if (outcome.Answer is { } answer) await WriteAsync(context.Response, answer, outcome.IsRepeated);
        else
        {
            if (outcome.RefusalStatus == StatusCodes.Status503ServiceUnavailable) context.Response.Headers.RetryAfter = "1";
            await Problems.Of(outcome.RefusalStatus, "Not carried out again", $"{outcome.Refusal}.").ExecuteAsync(context);
        }
    }

    /// <summary>Says so in the description of every route that takes a key.</summary>
    public static Task Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellation)
    {
        if (context.Description.ActionDescriptor.EndpointMetadata.OfType<RepeatMetadata>().LastOrDefault() is not { } takes) return Task.CompletedTask;
        operation.Parameters ??= [];
        operation.Parameters.Add(new OpenApiParameter
        {
            Name = Header,
            In = ParameterLocation.Header,
            Required = takes.Rule == RepeatRule.LooksFirst,
            Description = takes.Rule == RepeatRule.InMemory ? InMemory : "The same key again gets the answer of the first time",
            Schema = new OpenApiSchema { Type = JsonSchemaType.String, MinLength = 1, MaxLength = LongestKey },
        });
        return Task.CompletedTask;
    }

    /// <summary>The answer to a key that is missing or malformed; null where it can be taken.</summary>
    public static ProblemHttpResult? WhyNot(string key)
    {
        if (key.Length is > 0 and <= LongestKey && !key.Any(letter => letter is <= ' ' or > '~')) return null;
        var given = key.Length == 0 ? "missing" : $"\"{(key.Length > LongestKey ? key[..LongestKey] + "..." : key)}\"";
        return BodyReader.Refused([$"{Header} is {given}, allowed is 1 to {LongestKey} visible ASCII characters that no other request of yours carries"]);
    }

    /// <summary>The same for no other caller and key, whatever characters are in them.</summary>
    public static string NameOf(string caller, string key) => string.Create(CultureInfo.InvariantCulture, $"{caller.Length}:{caller}|{key}");

    /// <param name="hasSecret">The body holds a password, which is kept nowhere, in no hash that could be tried out either: that is what the key is for.</param>
    private async Task<IdempotencyRow> RowAsync(HttpRequest request, string caller, string key, bool hasSecret)
    {
        var body = new MemoryStream();
        await request.Body.CopyToAsync(body, request.HttpContext.RequestAborted);
        body.Position = 0;
        request.Body = body;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{request.Method} {request.Path}{request.QueryString}\n"));
        var sent = body.GetBuffer().AsSpan(0, (int)body.Length);
        hash.AppendData(hasSecret ? fingerprints.Of(sent) : sent);
        return new IdempotencyRow { Caller = caller, Key = key, Route = request.Path, Fingerprint = Convert.ToHexStringLower(hash.GetHashAndReset()), At = clock.GetUtcNow() };
    }

    private async Task<(GivenAnswer Answer, bool IsAmbiguous)> ActAsync(HttpContext context, string name, DateTimeOffset? triedSince, RepeatRule rule)
    {
        var request = new RepeatableRequest(name, triedSince);
        context.Features.Set(request);
        var line = context.Response.Body;
        using var answer = new MemoryStream();
        context.Response.Body = answer;
        try
        {
            await next(context);
        }
        finally
        {
            context.Response.Body = line;
        }

        var given = new GivenAnswer(context.Response.StatusCode, context.Response.ContentType, Encoding.UTF8.GetString(answer.GetBuffer(), 0, (int)answer.Length))
        {
            Location = context.Response.Headers.Location.ToString() is { Length: > 0 } location ? location : null,
            Tag = context.Response.Headers.ETag.ToString() is { Length: > 0 } tag ? tag : null,
            ForLater = request.ForLater is { } later ? JsonSerializer.Serialize(later, later.GetType(), context.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions) : null,
            HasChanged = request.HasChanged,
            Cookies = rule == RepeatRule.InMemory ? [.. context.Response.Headers.SetCookie.OfType<string>()] : [],
        };
        return (given, request.IsAmbiguous);
    }

    private static async Task WriteAsync(HttpResponse response, GivenAnswer answer, bool isRepeated)
    {
        response.StatusCode = answer.Status;
        if (answer.Body.Length > 0) response.ContentType = answer.ContentType;
        response.ContentLength = null;
        if (answer.Location is { } location) response.Headers.Location = location;
        if (answer.Tag is { } tag) response.Headers.ETag = tag;
        if (isRepeated)
        {
            response.Headers[ReplayedHeader] = "true";
            if (answer.Cookies.Count > 0) response.Headers.SetCookie = answer.Cookies.ToArray();
        }

        if (answer.Body.Length > 0) await response.WriteAsync(answer.Body, response.HttpContext.RequestAborted);
    }
}

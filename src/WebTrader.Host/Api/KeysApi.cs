using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using WebTrader.Host.Api.Repeats;
using WebTrader.Host.Security;
using WebTrader.Host.Security.Rights;
using WebTrader.Host.Security.SignIn;
using WebTrader.Host.Settings;
using WebTrader.Persistence.Control;

namespace WebTrader.Host.Api;

/// <summary>The keys of scripts.</summary>
internal static class KeysApi
{
    private const int LongestName = 64, MostDays = 3_650;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/keys").WithTags("Keys").RequireRight(Right.Admin);
        group.MapGet("", ListAsync).WithName("ListKeys").WithSummary("All keys, revoked ones too").WithDescription("What they are is not kept, only who made them and when they were last used, to the minute.");
        group.MapGet("/{id}", FindAsync).WithName("FindKey").WithSummary("One of them, with its ETag").ProducesProblem(StatusCodes.Status404NotFound);
        group.MapPost("", CreateAsync).Repeats(RepeatRule.Once).WithName("CreateKey").WithSummary("Makes a key").WithDescription("The first answer shows it once; a repetition with the same Idempotency-Key tells which one it was, and not the key. A script sends it as Authorization: Bearer wt_... Scopes: read, trade, settings, emergency, admin; none includes another.").DryRuns();
        group.MapDelete("/{id}", RevokeAsync).Repeats(RepeatRule.Once).WithName("RevokeKey").WithSummary("Makes a key useless, at once").WithDescription("If-Match, where it is given, is the ETag of the key.").DryRuns()
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status412PreconditionFailed);
    }

    private static async Task<Ok<Listing<KeyItem>>> ListAsync(ControlDbContext db, CancellationToken cancellation) =>
        TypedResults.Ok(new Listing<KeyItem>([.. (await db.ApiKeys.AsNoTracking().OrderBy(key => key.CreatedAt).ToListAsync(cancellation)).Select(KeyItem.Of)]));

    private static async Task<Results<Created<NewKeyView>, Ok<DryRunView>, ProblemHttpResult>> CreateAsync(NewKey wanted, HttpContext context, ControlDbContext db, KnownCallers known, HostSettings settings, TimeProvider clock, ILogger<ApiKeyRow> logger, CancellationToken cancellation)
    {
        var caller = Caller.Of(context.User)!;
        if (WhyNot(wanted) is { } why) return Problems.Of(StatusCodes.Status400BadRequest, "The request does not fit", why);
        if (settings.Security.RequireSecondFactorForEmergency && wanted.Scopes.Contains("emergency") && !caller.HasSecondFactor)
            return Problems.Of(StatusCodes.Status403Forbidden, "Not allowed", "A key with the scope emergency is made by somebody who has signed in with a second factor.");

        if (await db.ApiKeys.AnyAsync(key => key.Name == wanted.Name.Trim() && key.RevokedAt == null, cancellation)) return Problems.Of(StatusCodes.Status409Conflict, "The name is taken", "There is a key of that name. By its name it stands in the journal, so there is one of each.");

        if (context.IsDryRun()) return TypedResults.Ok(DryRunView.Of($"A key {wanted.Name.Trim()} would be made with the scopes {string.Join(", ", Grants.Scopes.Keys.Where(wanted.Scopes.Contains))}"));

        var secret = ApiKeyHandler.Prefix + Secrets.Make();
        var now = clock.GetUtcNow();
        var row = new ApiKeyRow
        {
            Id = Guid.NewGuid().ToString("N")[..12],
            Name = wanted.Name.Trim(),
            Hash = Secrets.Hash(secret),
            Scopes = string.Join(' ', Grants.Scopes.Keys.Where(wanted.Scopes.Contains)),
            CreatedBy = caller.Name,
            CreatedAt = now,
            ExpiresAt = wanted.ExpiresInDays is { } days ? now.AddDays(days) : null,
        };
        db.ApiKeys.Add(row);
        await db.SaveChangesAsync(cancellation);
        logger.LogInformation("{User} has made key {Key} with scopes {Scopes}", caller.Name, row.Id, row.Scopes);
        await known.RefreshAsync(cancellation);
        if (context.Repeatable() is { } request) request.ForLater = new NewKeyView(null, KeyItem.Of(row), "The key was shown once, in the first answer to this request.");
        return TypedResults.Created($"/api/v1/keys/{row.Id}", new NewKeyView(secret, KeyItem.Of(row)));
    }

    private static async Task<Results<Ok<KeyItem>, ProblemHttpResult>> FindAsync(string id, HttpContext context, ControlDbContext db, CancellationToken cancellation)
    {
        if (await db.ApiKeys.AsNoTracking().FirstOrDefaultAsync(key => key.Id == id, cancellation) is not { } found) return Problems.NotFound("There is no such key.");
        context.Response.Headers.ETag = TagOf(found);
        return TypedResults.Ok(KeyItem.Of(found));
    }

    private static string TagOf(ApiKeyRow key) => Preconditions.TagOf(key.Id, key.RevokedAt);

    private static async Task<Results<NoContent, Ok<DryRunView>, ProblemHttpResult>> RevokeAsync(string id, HttpContext context, ControlDbContext db, KnownCallers known, TimeProvider clock, ILogger<ApiKeyRow> logger, CancellationToken cancellation)
    {
        if (await db.ApiKeys.FindAsync([id], cancellation) is not { } row) return Problems.NotFound("There is no such key.");
        if (Preconditions.Stale(context.Request, TagOf(row), "states of this key") is { } stale) return stale;
        if (context.IsDryRun()) return TypedResults.Ok(DryRunView.Of(row.RevokedAt is null ? $"The key {row.Name} would be of no use from then on" : $"The key {row.Name} is revoked already"));
        row.RevokedAt ??= clock.GetUtcNow();
        await db.SaveChangesAsync(cancellation);
        logger.LogInformation("{User} has revoked key {Key}", Caller.Of(context.User)!.Name, row.Id);
        await known.RefreshAsync(cancellation);
        return TypedResults.NoContent();
    }

    private static string? WhyNot(NewKey wanted)
    {
        if (wanted.Name.Trim().Length is < 1 or > LongestName) return $"name has {wanted.Name.Trim().Length} characters, allowed is 1 to {LongestName}.";
        if (wanted.Scopes.Count == 0 || wanted.Scopes.Any(scope => !Grants.Scopes.ContainsKey(scope))) return $"scopes is \"{string.Join(", ", wanted.Scopes)}\", allowed is one or more of {string.Join(", ", Grants.Scopes.Keys)}.";
        return wanted.ExpiresInDays is < 1 or > MostDays ? string.Create(CultureInfo.InvariantCulture, $"expiresInDays is {wanted.ExpiresInDays}, allowed is 1 to {MostDays}, or null for never.") : null;
    }
}

/// <param name="ExpiresInDays">1 to 3650; null for never.</param>
public sealed record NewKey(string Name, IReadOnlyList<string> Scopes, int? ExpiresInDays = null);

/// <param name="Key">Shown now and never again; null in a repeated answer.</param>
/// <param name="Note">Why there is no key; null where there is one.</param>
public sealed record NewKeyView(string? Key, KeyItem Item, string? Note = null);

/// <summary>A key, but for what it is.</summary>
/// <param name="LastUsedAt">To the minute; null when it was never used.</param>
public sealed record KeyItem(string Id, string Name, IReadOnlyList<string> Scopes, string CreatedBy, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt, DateTimeOffset? RevokedAt, DateTimeOffset? LastUsedAt)
{
    internal static KeyItem Of(ApiKeyRow row) => new(row.Id, row.Name, row.Scopes.Split(' '), row.CreatedBy, row.CreatedAt, row.ExpiresAt, row.RevokedAt, row.LastUsedAt);
}

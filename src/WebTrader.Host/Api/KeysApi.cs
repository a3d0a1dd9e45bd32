using System.ComponentModel;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using WebTrader.Core.Journal;
using WebTrader.Host.Api.Repeats;
using WebTrader.Host.Evaluating;
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
        group.MapGet("", ListAsync).WithName("ListKeys").WithSummary("All keys, revoked ones too, the oldest first").ProducesValidationProblem().WithDescription("What they are is not kept, only who made them and when they were last used, to the minute.");
        group.MapGet("/{id}", FindAsync).WithName("FindKey").WithSummary("One of them, with its ETag").ProducesProblem(StatusCodes.Status404NotFound);
        group.MapPost("", CreateAsync).Accepts<NewKey>("application/json").ProducesValidationProblem().Repeats(RepeatRule.Once).WithName("CreateKey").WithSummary("Makes a key").WithDescription("The first answer shows it once; a repetition with the same Idempotency-Key tells which one it was, and not the key. A script sends it as Authorization: Bearer wt_... Scopes: read, trade, settings, emergency, admin; none includes another.").DryRuns();
        group.MapDelete("/{id}", RevokeAsync).Repeats(RepeatRule.Once).WithName("RevokeKey").WithSummary("Makes a key useless, at once").WithDescription("If-Match, where it is given, is the ETag of the key.").DryRuns()
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status412PreconditionFailed);
    }

    private static async Task<Results<Ok<Part<KeyItem>>, ProblemHttpResult>> ListAsync(ControlDbContext db, CancellationToken cancellation,
        [Description("true for those that were revoked, false for the others")] string? revoked = null, [Description(Words.Page)] string? page = null, [Description(Words.PageSize)] string? pageSize = null)
    {
        var query = new QueryReader();
        var wanted = query.Page(page, pageSize);
        var isRevoked = query.OptionalFlag("revoked", revoked);
        if (query.Refused() is { } refused) return refused;
        var keys = db.ApiKeys.AsNoTracking();
        if (isRevoked is { } only) keys = keys.Where(key => key.RevokedAt != null == only);
        return TypedResults.Ok(Part<KeyItem>.Of(await wanted.OfAsync(keys.OrderBy(key => key.CreatedAt).ThenBy(key => key.Id), cancellation), KeyItem.Of));
    }

    private static async Task<Results<Created<NewKeyView>, Ok<DryRunView>, ProblemHttpResult>> CreateAsync(HttpContext context, ControlDbContext db, KnownCallers known, HostSettings settings, TimeProvider clock, ILogger<ApiKeyRow> logger, CancellationToken cancellation)
    {
        var (wanted, wrong) = await BodyReader.ReadAsync(context.Request, Read);
        if (wanted is null) return wrong!;
        var caller = Caller.Of(context.User)!;
        if (settings.Security.RequireSecondFactorForEmergency && wanted.Scopes.Contains("emergency") && !caller.HasSecondFactor)
            return Problems.Of(StatusCodes.Status403Forbidden, "Not allowed", "A key with the scope emergency is made by somebody who has signed in with a second factor.");

        if (await db.ApiKeys.AnyAsync(key => key.Name == wanted.Name && key.RevokedAt == null, cancellation)) return Problems.Of(StatusCodes.Status409Conflict, "The name is taken", "There is a key of that name. By its name it stands in the journal, so there is one of each.");

        if (context.IsDryRun()) return TypedResults.Ok(DryRunView.Of($"A key {wanted.Name} would be made with the scopes {string.Join(", ", Grants.Scopes.Keys.Where(wanted.Scopes.Contains))}"));

        var secret = ApiKeyHandler.Prefix + Secrets.Make();
        var now = clock.GetUtcNow();
        var row = new ApiKeyRow
        {
            Id = Guid.NewGuid().ToString("N")[..12],
            Name = wanted.Name,
            Hash = Secrets.Hash(secret),
            Scopes = string.Join(' ', Grants.Scopes.Keys.Where(wanted.Scopes.Contains)),
            CreatedBy = caller.Name,
            CreatedAt = now,
            ExpiresAt = wanted.ExpiresInDays is { } days ? now.AddDays(days) : null,
        };
        db.ApiKeys.Add(row);
        await db.SaveChangesAsync(cancellation);
        context.Told($"key {row.Name} ({row.Id}): {new SettingChange("scopes", null, row.Scopes)}, {new SettingChange("expires", null, row.ExpiresAt is { } ends ? Say(ends) : "never")}");
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
        context.Told($"key {row.Name} ({row.Id}): {(row.RevokedAt is { } was ? $"revoked {Say(was)} before" : new SettingChange("scopes", row.Scopes, "revoked").ToString())}");
        row.RevokedAt ??= clock.GetUtcNow();
        await db.SaveChangesAsync(cancellation);
        logger.LogInformation("{User} has revoked key {Key}", Caller.Of(context.User)!.Name, row.Id);
        await known.RefreshAsync(cancellation);
        return TypedResults.NoContent();
    }

    private static string Say(DateTimeOffset time) => time.UtcDateTime.ToString(JsonText.TimeFormat, CultureInfo.InvariantCulture);

    private static NewKey Read(ItemFields fields)
    {
        var scopes = string.Join(", ", Grants.Scopes.Keys);
        if (!fields.Has("scopes")) fields.Missing("scopes", $"a list of one or more of {scopes}");
        var wanted = fields.OptionalList("scopes", scopes, Grants.Scopes.ContainsKey);
        if (wanted is []) fields.Refuse("scopes", "an empty list", $"a list of one or more of {scopes}");
        var days = fields.OptionalNumber("expiresInDays", string.Create(CultureInfo.InvariantCulture, $"a whole number of days from 1 to {MostDays}, or null for never"), number => number is >= 1m and <= MostDays && number % 1m == 0m);
        return new NewKey(fields.Text("name", $"1 to {LongestName} characters", name => name.Trim().Length is >= 1 and <= LongestName).Trim(), wanted ?? [], (int?)days);
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

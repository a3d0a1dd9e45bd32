using System.ComponentModel;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using WebTrader.Core.Journal;
using WebTrader.Host.Api.Repeats;
using WebTrader.Host.Security;
using WebTrader.Host.Security.Rights;
using WebTrader.Host.Sessions;
using WebTrader.Host.Settings;
using WebTrader.Host.Settings.Versions;
using WebTrader.Persistence;
using WebTrader.Persistence.Settings;

namespace WebTrader.Host.Api;

/// <summary>The settings that are changed while the host runs: what holds, what would happen by others, and every version there was.</summary>
internal static class SettingsApi
{
    private const string What = "settings";
    private const string Version = "The number of a version; 0 for what the settings files and the environment said when the host started";
    private const string DryRun = "Only tells what would happen, when true";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var settings = routes.MapGroup("/settings").WithTags("Settings").RequireRight(Right.Read)
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        settings.MapGet("", Show).WithName("GetSettings").WithSummary("The settings that hold, with their ETag")
            .WithDescription("The keys and units are those of appsettings.json; accounts are named by their id.").Produces<SettingsItem>();
        settings.MapGet("/history", HistoryAsync).WithName("ListSettingsVersions").WithSummary("Every version there was, newest first").Produces<Part<SettingsVersionItem>>();
        settings.MapGet("/versions/{version}", FindAsync).WithName("FindSettingsVersion").WithSummary("One version in full").Produces<SettingsItem>();
        settings.MapGet("/diff", DiffAsync).WithName("DiffSettings").WithSummary("What two versions differ in, place by place").Produces<SettingsDiff>();
        settings.MapPost("/preview", PreviewAsync).WithName("PreviewSettings").WithSummary("What other settings would do about each open position, the stop before and after")
            .WithDescription("By the prices of this instant. Nothing is kept or changed.").Accepts<SettingsRequest>("application/json").Produces<SettingsOutcome>().WithMetadata(new BodyLimit()).Audited(AuditRule.Nothing);

        var changes = settings.MapGroup("").RequireRight(Right.Settings).Repeats(RepeatRule.Once).DryRuns()
            .ProducesProblem(StatusCodes.Status412PreconditionFailed).ProducesProblem(StatusCodes.Status428PreconditionRequired);
        changes.MapPut("", PutAsync).WithName("PutSettings").WithSummary("Has other settings hold, in one step and without losing protection")
            .WithDescription("A whole document: what is missing is refused, and never a default. Needs If-Match with the ETag of what was changed.")
            .Accepts<SettingsRequest>("application/json").Produces<SettingsOutcome>().WithMetadata(new BodyLimit());
        changes.MapPost("/rollback", RollbackAsync).WithName("RollbackSettings").WithSummary("Has an earlier version hold again, as a new one")
            .WithDescription("Version 0 takes over what the settings files say. Needs If-Match with the ETag of what holds.")
            .Accepts<RollbackRequest>("application/json").Produces<SettingsOutcome>();
    }

    private static IResult Show(SettingsKeeper keeper, HttpResponse response)
    {
        response.Headers.ETag = Preconditions.TagOf(keeper.Now?.Version.Version ?? 0);
        return keeper.Now is { } now ? TypedResults.Ok(SettingsItem.Of(now.Version, isInForce: true, keeper.FilesHaveChanged)) : Unreadable(keeper.Problem);
    }

    private static Task<IResult> HistoryAsync(SettingsKeeper keeper, CancellationToken cancellation, [Description(Words.Page)] string? page = null, [Description(Words.PageSize)] string? pageSize = null)
    {
        var query = new QueryReader();
        var wanted = query.Page(page, pageSize);
        if (query.Refused() is { } refused) return Task.FromResult<IResult>(refused);
        return TryAsync(async () => TypedResults.Ok(Part<SettingsVersionItem>.Of(await keeper.HistoryAsync(wanted, cancellation), version => SettingsVersionItem.Of(version, keeper.Now))));
    }

    private static Task<IResult> FindAsync([Description(Version)] string version, SettingsKeeper keeper, CancellationToken cancellation) => TryAsync(async () =>
    {
        var query = new QueryReader();
        var wanted = query.Version("version", version);
        if (query.Refused() is { } refused) return refused;
        if (wanted == 0) return TypedResults.Ok(SettingsItem.OfFiles(keeper.FilesText));
        return await keeper.FindAsync(wanted, cancellation) is { } found ? TypedResults.Ok(SettingsItem.Of(found, keeper.Now?.Version.Version == wanted, null)) : NoVersion(wanted);
    });

    private static Task<IResult> DiffAsync(SettingsKeeper keeper, CancellationToken cancellation, [Description(Version)] string? from = null, [Description(Version)] string? to = null) => TryAsync(async () =>
    {
        var query = new QueryReader();
        var (earlier, later) = (query.Version("from", from), query.Version("to", to));
        if (query.Refused() is { } refused) return refused;
        if (await keeper.TextOfAsync(earlier, cancellation) is not { } before) return NoVersion(earlier);
        return await keeper.TextOfAsync(later, cancellation) is { } after ? TypedResults.Ok(new SettingsDiff(earlier, later, DocumentDiff.Between(before, after))) : NoVersion(later);
    });

    private static Task<IResult> PreviewAsync(HttpRequest request, SettingsKeeper keeper, AccountSessions sessions, CancellationToken cancellation) => TryAsync(async () =>
    {
        var body = await SettingsBody.ReadAsync(request, ["document"], cancellation);
        var draft = keeper.Draft(body.Document);
        return TypedResults.Ok(await SettingsOutcome.WouldBeAsync(draft, keeper, sessions, cancellation));
    });

    private static Task<IResult> PutAsync(HttpContext context, SettingsKeeper keeper, AccountSessions sessions, CancellationToken cancellation, [Description(DryRun)] bool dryRun = false) => TryAsync(async () =>
    {
        var body = await SettingsBody.ReadAsync(context.Request, ["document", "why"], cancellation);
        return Preconditions.Refused(context.Request, keeper.Now?.Version.Version ?? 0, What)
            ?? await HoldAsync(context, keeper.Draft(body.Document), body.Why, keeper, sessions, dryRun, cancellation);
    });

    private static Task<IResult> RollbackAsync(HttpContext context, SettingsKeeper keeper, AccountSessions sessions, CancellationToken cancellation, [Description(DryRun)] bool dryRun = false) => TryAsync(async () =>
    {
        var body = await SettingsBody.ReadAsync(context.Request, ["version", "why"], cancellation);
        if (Preconditions.Refused(context.Request, keeper.Now?.Version.Version ?? 0, What) is { } refused) return refused;
        return await keeper.DraftOfAsync(body.Version, cancellation) is { } draft
            ? await HoldAsync(context, draft, body.Why, keeper, sessions, dryRun, cancellation)
            : NoVersion(body.Version);
    });

    private static async Task<IResult> HoldAsync(HttpContext context, SettingsDraft draft, string why, SettingsKeeper keeper, AccountSessions sessions, bool dryRun, CancellationToken cancellation)
    {
        // What holds may have changed between the look at If-Match and the draft.
        if (Preconditions.Refused(context.Request, draft.From, What) is { } stale) return stale;
        if (dryRun) return TypedResults.Ok(await SettingsOutcome.WouldBeAsync(draft, keeper, sessions, cancellation));
        var applied = await keeper.CommitAsync(draft, context.Caller(), why);
        context.Response.Headers.ETag = Preconditions.TagOf(applied.Now.Version.Version);
        return TypedResults.Ok(SettingsOutcome.Of(applied));
    }

    private static async Task<IResult> TryAsync(Func<Task<IResult>> answer)
    {
        try
        {
            return await answer();
        }
        catch (SettingsException refused)
        {
            return Refused(refused.Problems);
        }
        catch (SettingsStaleException stale)
        {
            return Preconditions.Stale(stale.Current, What, "of an earlier version");
        }
        catch (SettingsUnreadableException unreadable)
        {
            return Unreadable(unreadable.Message);
        }
        catch (SettingsStoreException away)
        {
            return Problems.Of(StatusCodes.Status503ServiceUnavailable, "The store of the settings cannot be used", $"{away.Message.TrimEnd('.')}. Nothing has changed, and protection goes on.");
        }
        catch (BadHttpRequestException tooLarge) when (tooLarge.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return Problems.Of(tooLarge.StatusCode, "The request is too large", $"body is larger than what is allowed, {BodyLimit.Largest} bytes.");
        }
    }

    /// <summary>Each problem under its place.</summary>
    private static ProblemHttpResult Refused(IReadOnlyList<string> problems) => TypedResults.Problem(new HttpValidationProblemDetails(problems
        .GroupBy(problem => problem.IndexOf(" is ", StringComparison.Ordinal) is > 0 and var end ? problem[..end] : "document").ToDictionary(place => place.Key, place => place.ToArray()))
    {
        Title = "The settings do not fit",
        Detail = string.Join(" ", problems.Select(problem => problem + ".")),
        Status = StatusCodes.Status400BadRequest,
    });

    private static ProblemHttpResult Unreadable(string problem) => Problems.Of(StatusCodes.Status503ServiceUnavailable, "The settings cannot be read", $"{problem.TrimEnd('.')}. Every account is only observed.");

    private static ProblemHttpResult NoVersion(long version) => Problems.NotFound($"There is no version {version} of the settings.");

    /// <summary>Settings for some hundred tickets are larger than anything else that is sent to this host but questions.</summary>
    internal sealed class BodyLimit : IRequestSizeLimitMetadata
    {
        public const int Largest = 1024 * 1024;

        public long? MaxRequestBodySize => Largest;
    }
}

/// <summary>Other settings.</summary>
/// <param name="Document">A whole document, as GET gives it.</param>
/// <param name="Why">The reason, for the journal; 1 to 200 characters. A preview needs none.</param>
public sealed record SettingsRequest(JsonElement Document, string Why);

/// <summary>Which version shall hold again.</summary>
/// <param name="Version">0 for what the settings files say.</param>
/// <param name="Why">The reason, for the journal; 1 to 200 characters.</param>
public sealed record RollbackRequest(long Version, string Why);

/// <summary>A version of the settings.</summary>
/// <param name="Version">0 for what the settings files say.</param>
/// <param name="At">When it was made; null for the settings files.</param>
/// <param name="Hash">Over all of it; null for the settings files.</param>
/// <param name="FilesHaveChanged">Whether the settings files say something else than when they were last taken over; null where that does not matter.</param>
public sealed record SettingsItem(long Version, DateTimeOffset? At, string? By, string? Why, string? Hash, bool IsInForce, bool? FilesHaveChanged, JsonElement Document)
{
    internal static SettingsItem Of(SettingsVersion version, bool isInForce, bool? filesHaveChanged) =>
        new(version.Version, version.At, version.By, version.Why, version.Hash, isInForce, filesHaveChanged, JsonElement.Parse(version.Document));

    internal static SettingsItem OfFiles(string text) => new(0, null, null, null, null, false, null, JsonElement.Parse(text));
}

/// <summary>A version in a list.</summary>
/// <param name="IsWhole">Whether it is to the letter what was kept.</param>
public sealed record SettingsVersionItem(long Version, DateTimeOffset At, string By, string Why, string Hash, bool IsInForce, bool IsWhole)
{
    internal static SettingsVersionItem Of(SettingsVersion version, SettingsInForce? now) =>
        new(version.Version, version.At, version.By, version.Why, version.Hash, now?.Version.Version == version.Version, version.IsWhole);
}

/// <summary>What two versions differ in.</summary>
public sealed record SettingsDiff(long From, long To, IReadOnlyList<SettingChange> Changes);

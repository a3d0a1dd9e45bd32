using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using WebTrader.Engine.Views;
using WebTrader.Host.Api.Repeats;
using WebTrader.Host.Evaluating;
using WebTrader.Host.Security;
using WebTrader.Host.Security.Rights;
using WebTrader.Host.Sessions;
using WebTrader.Host.Settings;
using WebTrader.Host.Settings.Versions;
using WebTrader.Persistence.Settings;

namespace WebTrader.Host.Api;

/// <summary>Leaves a position to others, or takes it back: a change of the settings of that one ticket, with a version and a reason as every other.</summary>
internal static class ManagementApi
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPut("/positions/{ticket}/management", ChangeAsync)
        .WithName("ManagePosition").WithTags("Positions").WithSummary("Leaves a position to others, or takes it back")
        .WithDescription("One that is left to others is watched and recorded, and no stop of its is set or moved by the rules; the stop that stands at the broker stays. It is kept as a version of the settings: If-Match, where it is given, is the ETag of the settings that it was decided from.")
        .Accepts<ManagementRequest>("application/json").Produces<PositionView>().RequireRight(Right.Operate).Repeats(RepeatRule.Once).DryRuns().Audited(AuditRule.WithBody)
        .ProducesValidationProblem().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status412PreconditionFailed).ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    private static async Task<IResult> ChangeAsync(
        HttpContext context, AccountSessions sessions, SettingsKeeper keeper,
        [Description("The number of the position at the broker")] string ticket, [Description(Words.Account)] string? account = null, [Description("Tells what would happen; nothing is changed")] string? dryRun = null)
    {
        var query = new QueryReader();
        var wanted = query.Ticket("ticket", ticket);
        var isDry = query.Flag("dryRun", dryRun);
        if (query.Refused() is { } refused) return refused;
        var (request, wrong) = await BodyReader.ReadAsync(context.Request, fields => new ManagementRequest(fields.Flag("managed"), fields.Why()));
        if (request is null) return wrong!;
        var found = await sessions.AnswerAsync(account, session => session.Book.Find(wanted) is null ? null : session.View.Ticket(wanted)?.Row, $"There is no open position with ticket {wanted}.", context.RequestAborted);
        if (found.Result is not Microsoft.AspNetCore.Http.HttpResults.Ok<PositionView>) return found.Result;
        if (Stale(context.Request, keeper.Now?.Version.Version ?? 0) is { } stale) return stale;
        if (isDry) return found.Result;
        try
        {
            await keeper.ChangeAsync(document => document.Managing(wanted, request.Managed), context.Caller(), request.Why, version => Stale(context.Request, version) is null);
        }
        catch (SettingsStaleException)
        {
            // Somebody was quicker between the look and the change.
            return Stale(context.Request, keeper.Now?.Version.Version ?? 0)!;
        }
        catch (Exception fault) when (fault is SettingsUnreadableException or SettingsStoreException)
        {
            return Problems.Of(StatusCodes.Status503ServiceUnavailable, "The store of the settings cannot be used", $"{fault.Message.TrimEnd('.')}. Nothing has changed, and protection goes on.");
        }
        catch (SettingsException unfit)
        {
            return BodyReader.Refused(unfit.Problems);
        }

        context.HasChanged();
        context.Response.Headers.ETag = Preconditions.TagOf(keeper.Now?.Version.Version ?? 0);
        return (await sessions.AnswerAsync(account, session => session.View.Ticket(wanted)?.Row, $"Ticket {wanted} is not open any more.", context.RequestAborted)).Result;
    }

    private static ProblemHttpResult? Stale(HttpRequest request, long version) => request.Headers.IfMatch.Count > 0 ? Preconditions.Refused(request, version, "settings") : null;
}

/// <param name="Managed">Whether the rules look after it.</param>
/// <param name="Why">The reason, for the journal; 1 to 200 characters.</param>
public sealed record ManagementRequest(bool Managed, string Why);

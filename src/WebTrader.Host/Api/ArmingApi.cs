using System.ComponentModel;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Core.Safety;
using WebTrader.Engine;
using WebTrader.Host.Api.Repeats;
using WebTrader.Host.Evaluating;
using WebTrader.Host.Security;
using WebTrader.Host.Security.Rights;
using WebTrader.Host.Sessions;

namespace WebTrader.Host.Api;

/// <summary>Which positions of an account the rules may write to: looked at before it is agreed to.</summary>
internal static class ArmingApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/accounts/{account}/arming", LookAsync)
            .RequireRight(Right.Read).WithName("GetArming").WithTags("Accounts")
            .WithSummary("What is armed, and what arming more would do")
            .WithDescription("Each stop that would be set and each position that would be closed at once, in money, for the scope asked about: everything, or the named symbols and magic numbers.");
        routes.MapPut("/accounts/{account}/arming", ArmAsync)
            .RequireRight(Right.Operate).WithName("PutArming").WithTags("Accounts")
            .WithSummary("Arms an account, a part of it, or nothing")
            .WithDescription("Takes effect only with the confirmation that the preview of the same scope gave; where the preview has changed since, the new one is answered with 409. Nothing armed needs no confirmation: stops at the broker stay where they are. If-Match, where it is given, is the ETag of what was armed before.")
            .Accepts<ArmingRequest>("application/json").ProducesValidationProblem().Repeats(RepeatRule.Protects).DryRuns().ProducesProblem(StatusCodes.Status412PreconditionFailed);
    }

    private static async Task<Results<Ok<ArmingView>, ProblemHttpResult>> LookAsync(string account, HttpContext context, AccountSessions sessions, CancellationToken cancellation,
        [Description("true for everything")] string? all = null, [Description(Words.Symbol)] string[]? symbol = null, [Description("Of this magic number")] string[]? magic = null)
    {
        var query = new QueryReader();
        var asked = Scope(query.Flag("all", all), symbol, query.Magics("magic", magic));
        if (query.Refused() is { } refused) return refused;
        var looked = await sessions.AnswerAsync<ArmingView>(account, session => View(session, sessions.Find(account)!, asked), "", cancellation);
        if (looked.Result is Ok<ArmingView> { Value: { } view }) context.Response.Headers.ETag = Preconditions.TagOf(view.Armed);
        return looked;
    }

    private static async Task<Results<Ok<ArmingView>, Conflict<ArmingView>, ProblemHttpResult>> ArmAsync(string account, HttpContext context, AccountSessions sessions, CancellationToken cancellation)
    {
        var (wanted, wrong) = await BodyReader.ReadAsync(context.Request, Read);
        if (wanted is null) return wrong!;
        if (sessions.Find(account) is not { } runner) return QueryReader.NoAccount(account, sessions);
        var scope = Scope(wanted.All, wanted.Symbols, wanted.Magics);

        // From the look at what is armed to the change nobody else changes it: of two who have seen the same, one is told so.
        using var turn = await runner.ArmingTurnAsync(cancellation);
        var looked = await sessions.AnswerAsync<ArmingView>(account, session => View(session, runner, scope), "", cancellation);
        if (looked.Result is not Ok<ArmingView> { Value: { } preview }) return (ProblemHttpResult)looked.Result;
        if (Preconditions.Stale(context.Request, Preconditions.TagOf(preview.Armed), "armed scopes") is { } stale) return stale;
        if (!scope.IsObserving)
        {
            // Less than before meets no position for the first time: nothing there could be refused.
            if (preview.Refused.Count > 0 && !scope.IsWithin(preview.Armed)) return Problems.Of(StatusCodes.Status409Conflict, "It cannot be armed", string.Join(" ", preview.Refused.Select(why => why + ".")));
            if (!IsAgreed(preview, wanted.Confirm)) return TypedResults.Conflict(preview);
        }

        if (context.IsDryRun()) return TypedResults.Ok(preview with { Armed = scope });
        try
        {
            await runner.ArmAsync(scope, context.Caller(), wanted.Why, cancellation);
        }
        catch (SessionUnavailableException away)
        {
            context.HasChanged();
            return Problems.SessionAway($"It is written down and takes effect as soon as the session answers, at the latest when it begins again. {away.Message}");
        }
        catch (IOException fault)
        {
            return Problems.Of(StatusCodes.Status503ServiceUnavailable, "It cannot be written down, and nothing has changed", fault.Message);
        }

        context.Response.Headers.ETag = Preconditions.TagOf(scope);
        return TypedResults.Ok(preview with { Armed = scope });
    }

    private static ArmingView View(AccountSession session, AccountRunner runner, Arming scope)
    {
        var settings = runner.Account;
        var lines = session.Book.Open.Where(tracked => scope.Covers(tracked.Position) && session.Evaluator.Settings.For(tracked.Position).IsManaged)
            .OrderBy(tracked => tracked.Position.Ticket.Value).Select(session.Evaluator.FirstContact).ToList();
        List<string> refused =
        [
            .. runner.SettingsProblem is { } unreadable ? [$"The settings cannot be read: {unreadable}"] : Array.Empty<string>(),
            .. settings.MissingMoney.Select(name => $"{name} is not set for account {settings.Id}: an account of real money has no defaults, set it under Stops of the account, in {settings.Currency}"),
            .. lines.SelectMany(line => line.TooSmall).Distinct(),
            .. lines.Where(line => line.Step == FirstStep.Unknown).Select(line => $"What would happen to ticket {line.Position.Ticket} ({line.Position.Symbol}) cannot be told: {line.Reason}"),
        ];
        var closes = new Money(lines.Where(line => line.Step == FirstStep.Close).Sum(line => line.Money?.Amount ?? 0m));
        var text = new StringBuilder(scope.ToString());
        foreach (var line in lines) text.Append(CultureInfo.InvariantCulture, $"|{line.Position.Ticket} {line.Step}");
        return new ArmingView(
            session.Evaluator.Arming,
            scope,
            [.. lines.Select(line => new ArmingLine(line.Position.Ticket, line.Position.Symbol, line.Position.Side, line.Position.Lots, line.Position.StopLoss, line.Step, line.Stop, line.Money, line.Reason))],
            lines.Count(line => line.Step == FirstStep.SetStop),
            lines.Count(line => line.Step == FirstStep.Close),
            closes,
            refused,
            scope.IsObserving ? null : string.Create(CultureInfo.InvariantCulture, $"{closes.Amount:0.00######}.") + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())).AsSpan(0, 8)));
    }

    /// <summary>
    /// The same positions with the same steps, and what is closed at once brings at most a tenth less than was agreed to: prices move while people read.
    /// </summary>
    private static bool IsAgreed(ArmingView now, string? confirm)
    {
        var (end, endNow) = (confirm?.LastIndexOf('.') ?? -1, now.Confirm!.LastIndexOf('.'));
        if (end < 0 || confirm![end..] != now.Confirm[endNow..] || !decimal.TryParse(confirm[..end], NumberStyles.Number, CultureInfo.InvariantCulture, out var agreed)) return false;
        return now.ClosesBring.Amount >= agreed - Math.Max(0.01m, Math.Abs(agreed) / 10m);
    }

    private static ArmingRequest Read(ItemFields fields) => new(
        fields.Why(),
        fields.Has("all") && fields.Flag("all"),
        fields.OptionalList("symbols", "a list of names of symbols at the broker", symbol => symbol.Length > 0),
        fields.OptionalList("magics", $"a list of magic numbers, each {QueryReader.MagicNumber}", text => QueryReader.MagicOf(text) is not null)?.Select(text => QueryReader.MagicOf(text)!.Value).ToList(),
        fields.OptionalText("confirm", "what the preview of the same scope gave", _ => true));

    private static Arming Scope(bool all, IReadOnlyList<string>? symbols, IReadOnlyList<long>? magics) =>
        all ? Arming.Everything : new Arming(false, [.. (symbols ?? []).Distinct().Order(StringComparer.Ordinal)], [.. (magics ?? []).Distinct().Order()]);
}

/// <summary>What to arm: all, or the positions of some symbols and magic numbers; none of them: only observe.</summary>
/// <param name="Why">The reason, for the journal; 1 to 200 characters.</param>
/// <param name="Confirm">From the preview of the same scope.</param>
public sealed record ArmingRequest(string Why, bool All = false, IReadOnlyList<string>? Symbols = null, IReadOnlyList<long>? Magics = null, string? Confirm = null);

/// <summary>What is armed, and what arming a scope would do.</summary>
/// <param name="Armed">What the rules may write to now.</param>
/// <param name="Scope">What was asked about.</param>
/// <param name="Lines">Each position of the scope.</param>
/// <param name="StopsToSet">How many get or move a stop.</param>
/// <param name="PositionsToClose">How many would be closed at once, all or in part.</param>
/// <param name="ClosesBring">What these closes would bring together at the present prices; account money, negative for a loss.</param>
/// <param name="Refused">Why it cannot be armed; empty when it can. A scope within what is armed already can be all the same.</param>
/// <param name="Confirm">To be sent along to agree to it; null where nothing needs to be agreed to.</param>
public sealed record ArmingView(Arming Armed, Arming Scope, IReadOnlyList<ArmingLine> Lines, int StopsToSet, int PositionsToClose, Money ClosesBring, IReadOnlyList<string> Refused, string? Confirm);

/// <summary>What would be done about one position.</summary>
/// <param name="StopNow">At the broker; null for none.</param>
/// <param name="Stop">Where it would go; null where it would not be moved.</param>
/// <param name="Money">The profit at that stop, or what the close would bring; account money, null where unknown.</param>
public sealed record ArmingLine(Ticket Ticket, string Symbol, Side Side, Lots Lots, Price? StopNow, FirstStep Step, Price? Stop, Money? Money, string Reason);

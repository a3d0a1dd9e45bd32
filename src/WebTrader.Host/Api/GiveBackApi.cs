using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Core.Stops;
using WebTrader.Host.Security.Rights;
using WebTrader.Host.Sessions;
using WebTrader.Persistence;

namespace WebTrader.Host.Api;

/// <summary>What closed positions gave back of their best profit, by the rule in charge at the exit.</summary>
internal static class GiveBackApi
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/trades/give-back", ShowAsync)
        .RequireRight(Right.Read).WithName("ShowGiveBack").WithTags("Trades")
        .WithSummary("What closed positions gave back of their best profit, by the rule in charge at the exit")
        .WithDescription("In charge is the rule whose stop the broker showed last; of those that ended by a stop that others had set, nobody of ours. Over all trades that fit, however many.")
        .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    private static async Task<Results<Ok<GiveBackView>, ProblemHttpResult>> ShowAsync(
        AccountSessions sessions,
        JournalQueries queries,
        CancellationToken cancellation,
        [Description(Words.AnyAccount)] string? account = null,
        [Description(Words.Symbol)] string? symbol = null,
        [Description(Words.Side)] string? side = null,
        [Description(Words.Reason)] string? reason = null,
        [Description(Words.From)] string? from = null,
        [Description(Words.Until)] string? until = null,
        [Description(Words.Find)] string? find = null)
    {
        var query = new QueryReader();
        var filter = query.Trades(account, symbol, side, reason, from, until);
        var words = query.WordsToFind("find", find);
        if (query.Refused() is { } refused) return refused;
        if (account is not null && sessions.Find(account) is null) return QueryReader.NoAccount(account, sessions);

        var read = await queries.GiveBackAsync(filter, trade => TradeTable.Says(trade, words), cancellation);
        return read.TryGet(out var table) ? TypedResults.Ok(GiveBackView.Of(table)) : Problems.StoreAway(read.Failure!);
    }

}

/// <summary>What closed positions gave back, by rule, what gave back most first, and all together.</summary>
public sealed record GiveBackView(IReadOnlyList<GiveBackItem> Items, GiveBackItem Total)
{
    internal static GiveBackView Of(GiveBackTable table) => new([.. table.Lines.Select(line => GiveBackItem.Of(line, line.Rule?.Say() ?? "No stop of ours"))], GiveBackItem.Of(table.Total, "All together"));
}

/// <summary>Closed positions of one rule, or all.</summary>
/// <param name="Rule">Whose stop stood when they ended; null where none of ours did, and for all together.</param>
/// <param name="Profit">Gross, of all of them.</param>
/// <param name="Watched">How many were in profit while the host watched; the figures that follow are of these.</param>
/// <param name="Peak">Sum of their highest gross profits.</param>
/// <param name="GivenBack">What of that was not kept; of each at most all of it.</param>
/// <param name="Share">Of the peak, 0 to 1, to three decimals; null where nothing was watched.</param>
public sealed record GiveBackItem(RuleName? Rule, string RuleText, int Trades, Money Profit, int Watched, Money Peak, Money GivenBack, decimal? Share)
{
    internal static GiveBackItem Of(GiveBackLine line, string text) => new(line.Rule, text, line.Trades, line.Profit, line.Watched, line.Peak, line.GivenBack, line.Share is { } share ? Math.Round(share, 3) : null);
}

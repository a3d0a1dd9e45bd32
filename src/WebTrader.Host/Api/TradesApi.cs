using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Host.Security.Rights;
using WebTrader.Host.Sessions;
using WebTrader.Persistence;

namespace WebTrader.Host.Api;

/// <summary>Closed positions, as they are recorded for ever.</summary>
internal static class TradesApi
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/trades", ListAsync)
        .RequireRight(Right.Read).WithName("ListTrades").WithTags("Trades")
        .WithSummary("Closed positions, the one that ended last first")
        .WithDescription("Each position once per account, also when it ended while the host was not running.")
        .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    private static async Task<Results<Ok<Part<TradeItem>>, ProblemHttpResult>> ListAsync(
        AccountSessions sessions,
        JournalQueries queries,
        CancellationToken cancellation,
        [Description(Words.AnyAccount)] string? account = null,
        [Description(Words.Symbol)] string? symbol = null,
        [Description(Words.Side)] string? side = null,
        [Description(Words.Reason)] string? reason = null,
        [Description(Words.From)] string? from = null,
        [Description(Words.Until)] string? until = null,
        [Description(Words.Page)] string? page = null,
        [Description(Words.PageSize)] string? pageSize = null)
    {
        var query = new QueryReader();
        var wanted = query.Page(page, pageSize);
        var filter = query.Trades(account, symbol, side, reason, from, until);
        if (query.Refused() is { } refused) return refused;
        if (account is not null && sessions.Find(account) is null) return QueryReader.NoAccount(account, sessions);

        var read = await queries.TradesAsync(filter, wanted, cancellation);
        return read.TryGet(out var trades) ? TypedResults.Ok(Part<TradeItem>.Of(trades, TradeItem.Of)) : Problems.StoreAway(read.Failure!);
    }
}

/// <summary>A part of a list.</summary>
/// <param name="Page">Counts from 1.</param>
/// <param name="Total">Entries on all pages together.</param>
public sealed record Part<T>(IReadOnlyList<T> Items, int Page, int PageSize, long Total)
{
    internal static Part<T> Of<TRow>(Page<TRow> page, Func<TRow, T> convert) => new([.. page.Items.Select(convert)], page.Number, page.Size, page.Total);
}

/// <summary>A closed position.</summary>
/// <param name="Profit">Gross; commission and swap stand apart.</param>
/// <param name="PeakProfit">The highest gross profit seen; null when nobody watched it.</param>
/// <param name="Recovered">It ended while the host was not running and was found in the broker's history.</param>
public sealed record TradeItem(
    AccountId Account,
    Ticket Ticket,
    PositionId Position,
    string Symbol,
    Side Side,
    Lots Lots,
    DateTimeOffset OpenTime,
    Price OpenPrice,
    DateTimeOffset CloseTime,
    Price ClosePrice,
    CloseReason CloseReason,
    string CloseReasonText,
    Money Profit,
    Money Commission,
    Money Swap,
    Money? PeakProfit,
    long Magic,
    bool Recovered)
{
    internal static TradeItem Of(Trade trade) => new(
        trade.Account,
        trade.Ticket,
        trade.Position,
        trade.Symbol,
        trade.Side,
        trade.Lots,
        trade.OpenTime,
        trade.OpenPrice,
        trade.CloseTime,
        trade.ClosePrice,
        trade.Reason,
        trade.Reason.Say(),
        trade.Profit,
        trade.Commission,
        trade.Swap,
        trade.PeakProfit,
        trade.Magic,
        trade.Recovered);
}

using System.ComponentModel;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using WebTrader.Core.Ports;
using WebTrader.Core.Positions;
using WebTrader.Host.Security.Rights;
using WebTrader.Host.Sessions;
using WebTrader.Persistence;

namespace WebTrader.Host.Api;

/// <summary>Trades and journal as tables for a spreadsheet (RFC 4180): one line a row, times in UTC, numbers with a point.</summary>
internal static class CsvApi
{
    private const int PageSize = 500;
    private const string Csv = "text/csv";
    private static readonly string[] TradeColumns = ["account", "ticket", "position", "symbol", "side", "lots", "openTime", "openPrice", "closeTime", "closePrice", "reason", "profit", "commission", "swap", "peakProfit", "magic", "recovered"];
    private static readonly string[] FactColumns = ["sequence", "at", "account", "ticket", "kind", "text"];

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/trades.csv", TradesAsync).WithName("ExportTrades").WithTags("Trades").WithSummary("Every closed position, the one that ended last first").RequireRight(Right.Read)
            .Produces<string>(contentType: Csv).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        routes.MapGet("/journal.csv", JournalAsync).WithName("ExportJournal").WithTags("Journal").WithSummary("Every fact with its sentence, oldest first").RequireRight(Right.Read)
            .WithDescription("For people. What verify takes is the database, or an export of it.")
            .Produces<string>(contentType: Csv).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
    }

    private static Task<IResult> TradesAsync(HttpContext context, AccountSessions sessions, JournalQueries queries, [Description(Words.AnyAccount)] string? account = null)
    {
        AccountId? of = account is null ? null : new AccountId(account);
        return WriteAsync(context, sessions, account, "trades", TradeColumns, number => queries.TradesAsync(of, null, new PageRequest(number, PageSize), context.RequestAborted), Row);
    }

    private static Task<IResult> JournalAsync(HttpContext context, AccountSessions sessions, JournalQueries queries, [Description(Words.AnyAccount)] string? account = null)
    {
        // From fact to fact, not from page to page: it goes on growing while it is read.
        var last = 0L;
        AccountId? of = account is null ? null : new AccountId(account);
        return WriteAsync(context, sessions, account, "journal", FactColumns, async _ =>
        {
            var read = await queries.JournalAsync(new JournalFilter(of, AfterSequence: last), new PageRequest(1, PageSize), context.RequestAborted);
            if (read.TryGet(out var page) && page.Items.Count > 0) last = page.Items[^1].Sequence;
            return read;
        }, row => [Say(row.Sequence), Say(row.At), row.Account.Value, row.Ticket is { } ticket ? Say(ticket.Value) : "", row.Kind, row.Text]);
    }

    /// <param name="read">A page by its number, which counts from 1.</param>
    private static async Task<IResult> WriteAsync<T>(HttpContext context, AccountSessions sessions, string? account, string name, string[] columns, Func<int, ValueTask<Reading<Page<T>>>> read, Func<T, string[]> row)
    {
        if (account is not null && sessions.Find(account) is null) return QueryReader.NoAccount(account, sessions);
        var first = await read(1);
        if (!first.TryGet(out var page)) return Problems.StoreAway(first.Failure!);
        context.Response.ContentType = $"{Csv}; charset=utf-8";
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"{name}.csv\"";
        await context.Response.WriteAsync(CsvText.Line(columns), context.RequestAborted);
        for (var number = 1; page.Items.Count > 0; number++)
        {
            var lines = new StringBuilder();
            foreach (var item in page.Items) lines.Append(CsvText.Line(row(item)));
            await context.Response.WriteAsync(lines.ToString(), context.RequestAborted);
            if (page.Items.Count < PageSize) break;
            // The answer has begun: what cannot be read any more cuts it off, and the client sees that it is not whole.
            if (!(await read(number + 1)).TryGet(out page!)) context.Abort();
            if (context.RequestAborted.IsCancellationRequested) break;
        }

        return TypedResults.Empty;
    }

    private static string[] Row(Trade trade) =>
    [
        trade.Account.Value, Say(trade.Ticket.Value), Say(trade.Position.Value), trade.Symbol, trade.Side.ToString(), trade.Lots.ToString(), Say(trade.OpenTime), trade.OpenPrice.ToString(), Say(trade.CloseTime), trade.ClosePrice.ToString(),
        trade.Reason.Say(), JsonText.Say(trade.Profit), JsonText.Say(trade.Commission), JsonText.Say(trade.Swap), trade.PeakProfit is { } peak ? JsonText.Say(peak) : "", Say(trade.Magic), trade.Recovered ? "true" : "false",
    ];

    private static string Say(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Say(DateTimeOffset time) => time.UtcDateTime.ToString(JsonText.TimeFormat, CultureInfo.InvariantCulture);
}

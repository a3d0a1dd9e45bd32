using System.ComponentModel;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using WebTrader.Core.Ports;
using WebTrader.Core.Positions;
using WebTrader.Host.Security;
using WebTrader.Host.Security.Rights;
using WebTrader.Host.Sessions;
using WebTrader.Persistence;
using WebTrader.Persistence.Tables;

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
        routes.MapGet("/trades.csv", TradesAsync).TakesItsTime().WithName("ExportTrades").WithTags("Trades").WithSummary("Closed positions, the one that ended last first").RequireRight(Right.Read)
            .WithDescription("All that fit what is asked for; the file is named by account and day.")
            .Produces<string>(contentType: Csv).ProducesValidationProblem().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        routes.MapGet("/journal.csv", JournalAsync).TakesItsTime().WithName("ExportJournal").WithTags("Journal").WithSummary("Facts, each with its sentence, oldest first").RequireRight(Right.Read)
            .WithDescription("For people. What verify takes is the database, or an export of it.")
            .Produces<string>(contentType: Csv).ProducesValidationProblem().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<IResult> TradesAsync(HttpContext context, AccountSessions sessions, JournalQueries queries, TimeProvider clock, [Description(Words.AnyAccount)] string? account = null,
        [Description(Words.Symbol)] string? symbol = null, [Description(Words.Side)] string? side = null, [Description(Words.Reason)] string? reason = null,
        [Description(Words.From)] string? from = null, [Description(Words.Until)] string? until = null, [Description(Words.Find)] string? find = null)
    {
        var query = new QueryReader();
        var filter = query.Trades(account, symbol, side, reason, from, until);
        var words = query.WordsToFind("find", find);
        if (query.Refused() is { } refused) return refused;
        var table = new TradeTable(queries, filter, PageSize);
        return await WriteAsync(context, sessions, account, Name("trades", account, clock), TradeColumns, () => table.NextAsync(context.RequestAborted), trade => TradeTable.Says(trade, words) ? Row(trade) : null);
    }

    private static async Task<IResult> JournalAsync(HttpContext context, AccountSessions sessions, JournalQueries queries, TimeProvider clock, [Description(Words.AnyAccount)] string? account = null,
        [Description(Words.FactsOf)] string? ticket = null, [Description(Words.Kind)] string? kind = null)
    {
        var query = new QueryReader();
        var (about, ofKind) = (query.OptionalTicket(ticket), query.OptionalWord("kind", kind, JournalApi.Kinds));
        if (query.Refused() is { } refused) return refused;
        // From fact to fact, not from page to page: it goes on growing while it is read.
        var last = 0L;
        AccountId? of = account is null ? null : new AccountId(account);
        return await WriteAsync(context, sessions, account, Name("journal", account, clock), FactColumns, async () =>
        {
            var read = await queries.JournalAsync(new JournalFilter(of, about, ofKind, last), new PageRequest(1, PageSize), context.RequestAborted);
            if (!read.TryGet(out var page)) return Reading<IReadOnlyList<JournalRow>>.Failed(read.Failure!, read.Began);
            if (page.Items.Count > 0) last = page.Items[^1].Sequence;
            return Reading<IReadOnlyList<JournalRow>>.Of(page.Items, read.Began);
        }, row => [Say(row.Sequence), Say(row.At), row.Account.Value, row.Ticket is { } its ? Say(its.Value) : "", row.Kind, row.Text]);
    }

    /// <param name="read">What comes next; nothing after the end.</param>
    /// <param name="row">The cells of its line; null where it is left out.</param>
    private static async Task<IResult> WriteAsync<T>(HttpContext context, AccountSessions sessions, string? account, string name, string[] columns, Func<ValueTask<Reading<IReadOnlyList<T>>>> read, Func<T, string[]?> row)
    {
        if (account is not null && sessions.Find(account) is null) return QueryReader.NoAccount(account, sessions);
        var first = await read();
        if (!first.TryGet(out var items)) return Problems.StoreAway(first.Failure!);
        context.Response.ContentType = $"{Csv}; charset=utf-8";
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"{name}\"";
        await context.Response.WriteAsync(CsvText.Line(columns), context.RequestAborted);
        while (items.Count > 0)
        {
            var lines = new StringBuilder();
            foreach (var cells in items.Select(row).OfType<string[]>()) lines.Append(CsvText.Line(cells));
            await context.Response.WriteAsync(lines.ToString(), context.RequestAborted);
            // The answer has begun: what cannot be read any more cuts it off, and the client sees that it is not whole.
            if (!(await read()).TryGet(out items!)) context.Abort();
            if (items is null || context.RequestAborted.IsCancellationRequested) break;
        }

        return TypedResults.Empty;
    }

    /// <summary>By account and day of the download, UTC: two files in one folder are not taken for each other.</summary>
    private static string Name(string what, string? account, TimeProvider clock) => string.Create(CultureInfo.InvariantCulture, $"{what}-{account ?? "all"}-{clock.GetUtcNow():yyyy-MM-dd}.csv");

    private static string[] Row(Trade trade) =>
    [
        trade.Account.Value, Say(trade.Ticket.Value), Say(trade.Position.Value), trade.Symbol, trade.Side.ToString(), trade.Lots.ToString(), Say(trade.OpenTime), trade.OpenPrice.ToString(), Say(trade.CloseTime), trade.ClosePrice.ToString(),
        trade.Reason.Say(), JsonText.Say(trade.Profit), JsonText.Say(trade.Commission), JsonText.Say(trade.Swap), trade.PeakProfit is { } peak ? JsonText.Say(peak) : "", Say(trade.Magic), trade.Recovered ? "true" : "false",
    ];

    private static string Say(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Say(DateTimeOffset time) => time.UtcDateTime.ToString(JsonText.TimeFormat, CultureInfo.InvariantCulture);
}

using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using WebTrader.Host.Jobs.Reports;
using WebTrader.Host.Security;
using WebTrader.Host.Security.Rights;
using WebTrader.Host.Sessions;

namespace WebTrader.Host.Api;

/// <summary>The reports of the days that have ended.</summary>
internal static class ReportsApi
{
    private const string PageType = "text/html";
    private const string SheetType = "text/csv";
    private static readonly string[] Formats = ["html", "csv"];

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/reports", List).RequireRight(Right.Read).WithName("ListReports").WithTags("Reports").WithSummary("The reports that are there, by account, the newest day first")
            .Produces<Part<ReportItem>>().ProducesValidationProblem().ProducesProblem(StatusCodes.Status404NotFound);
        routes.MapGet("/reports/{account}/{day}", Download).TakesItsTime().RequireRight(Right.Read).WithName("DownloadReport").WithTags("Reports").WithSummary("One day of an account, as a page or as a table")
            .WithDescription("The day has the date on which it began by the firm's clocks.")
            .Produces<string>(contentType: PageType, additionalContentTypes: SheetType).ProducesValidationProblem().ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static IResult List(AccountSessions sessions, ReportFiles files, [Description(Words.AnyAccount)] string? account = null,
        [Description("The first day, as in 2026-11-26")] string? from = null, [Description("The last day, as from")] string? to = null, [Description(Words.Page)] string? page = null, [Description(Words.PageSize)] string? pageSize = null)
    {
        var query = new QueryReader();
        var part = query.Page(page, pageSize);
        var (first, last) = (query.OptionalDay("from", from), query.OptionalDay("to", to));
        if (query.Refused() is { } refused) return refused;
        if (account is not null && sessions.Find(account) is null) return QueryReader.NoAccount(account, sessions);
        var wanted = sessions.All.Select(runner => runner.Account.Id).Where(id => account is null || id.Value == account);
        var found = wanted.SelectMany(files.Of).Where(report => ReportFiles.Day(report.Day) is { } day && (first is null || day >= first) && (last is null || day <= last)).ToList();
        return TypedResults.Ok(Part<ReportItem>.Of(part.Of(found), report => report));
    }

    private static IResult Download(AccountSessions sessions, ReportFiles files, [Description("The id of the account")] string account, [Description("As in 2026-11-26")] string day, [Description("html or csv; html when left out")] string? format = null)
    {
        var query = new QueryReader();
        var kind = query.OptionalWord("format", format, Formats) ?? Formats[0];
        var wanted = query.Day("day", day);
        if (query.Refused() is { } refused) return refused;
        // Only a configured account has a folder that is looked into.
        if (sessions.Find(account) is not { } runner) return QueryReader.NoAccount(account, sessions);
        var isSheet = kind == "csv";
        if (files.Find(runner.Account.Id, wanted, isSheet ? ReportFiles.Sheet : ReportFiles.Page) is not { } path) return Problems.NotFound($"There is no report of account {account} for {day}.");
        return TypedResults.PhysicalFile(path, isSheet ? SheetType + "; charset=utf-8" : PageType + "; charset=utf-8", $"{account}-{day}{Path.GetExtension(path)}");
    }
}

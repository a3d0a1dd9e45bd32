using System.Globalization;
using System.Net;
using System.Text;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Host.Api;

namespace WebTrader.Host.Jobs.Reports;

/// <summary>A day as a page for people, and its trades as a table for a spreadsheet. Pure.</summary>
internal static class ReportText
{
    private static readonly string[] Columns =
    [
        "account", "day", "ticket", "position", "symbol", "side", "lots", "openTime", "openPrice", "closeTime", "closePrice", "reason", "profit", "commission", "swap", "net", "peakProfit", "givenBack", "unprotectedSeconds",
        "stopsMoved", "slippage", "slippageMoney", "recovered",
    ];

    private const string Style = "body{font:14px/1.5 system-ui,sans-serif;margin:2em;color:#1b1f24}table{border-collapse:collapse;margin:1em 0}th,td{padding:.3em .8em;border-bottom:1px solid #d8dee4;text-align:left}td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}";

    public static string Csv(DayReport report) => CsvText.Line(Columns) + string.Concat(report.Trades.Select(each => CsvText.Line(
    [
        report.Account.Value, DayOf(report), each.Trade.Ticket.ToString(), each.Trade.Position.ToString(), each.Trade.Symbol, each.Trade.Side.ToString(), each.Trade.Lots.ToString(), Time(each.Trade.OpenTime), each.Trade.OpenPrice.ToString(),
        Time(each.Trade.CloseTime), each.Trade.ClosePrice.ToString(), each.Trade.Reason.Say(), Say(each.Trade.Profit), Say(each.Trade.Commission), Say(each.Trade.Swap), Say(each.Net), Say(each.Trade.PeakProfit), Say(each.GivenBack), Seconds(each.Unprotected),
        each.StopsMoved.ToString(CultureInfo.InvariantCulture), each.Slippage?.ToString(CultureInfo.InvariantCulture) ?? "", Say(each.SlippageMoney), each.Trade.Recovered ? "true" : "false",
    ])));

    public static string Html(DayReport report)
    {
        var page = new StringBuilder();
        var title = $"{report.Account}, {DayOf(report)}";
        page.Append(CultureInfo.InvariantCulture, $"<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>{Text(title)}</title><style>{Style}</style></head><body>\n<h1>{Text(title)}</h1>\n");
        page.Append(CultureInfo.InvariantCulture, $"<p>From {Time(report.From)} until {Time(report.Until)}; amounts in {Text(report.Currency)}.</p>\n");
        Table(page, ["Result", ""],
        [
            ["Trades", report.Trades.Count.ToString(CultureInfo.InvariantCulture)],
            ["Won", report.Trades.Count(trade => trade.Net > Money.Zero).ToString(CultureInfo.InvariantCulture)],
            ["Profit", Say(report.Profit)], ["Commission", Say(report.Commission)], ["Swap", Say(report.Swap)], ["Net", Say(report.Net)], ["Given back from the peaks", Say(report.GivenBack)],
            ["Seconds without a stop at the broker", Seconds(report.Unprotected)],
            ["Stops moved", report.StopsMoved.ToString(CultureInfo.InvariantCulture)], ["Refused or unknown", report.StopsNotMoved.ToString(CultureInfo.InvariantCulture)],
            ["Messages to the broker", report.Messages.ToString(CultureInfo.InvariantCulture)], ["Of these to lock more profit", report.MessagesForProfit.ToString(CultureInfo.InvariantCulture)], ["Slippage of stops", Say(report.Slippage)],
        ], text: 1);
        Table(page, ["Closed by", "Trades", "Net"], report.Reasons.Select(each => (string[])[each.Reason.Say(), each.Count.ToString(CultureInfo.InvariantCulture), Say(each.Net)]), text: 1);
        Table(page, ["Ticket", "Symbol", "Side", "Closed", "Reason", "Lots", "Open", "Close", "Net", "Given back", "Without a stop (s)", "Stops moved", "Slippage"], report.Trades.Select(each => (string[])
        [
            each.Trade.Ticket.ToString(), each.Trade.Symbol, each.Trade.Side.ToString(), Time(each.Trade.CloseTime), each.Trade.Reason.Say(), each.Trade.Lots.ToString(), each.Trade.OpenPrice.ToString(), each.Trade.ClosePrice.ToString(), Say(each.Net),
            Say(each.GivenBack), Seconds(each.Unprotected), each.StopsMoved.ToString(CultureInfo.InvariantCulture), each.Slippage?.ToString(CultureInfo.InvariantCulture) ?? "",
        ]), text: 5);
        return page.Append("</body></html>\n").ToString();
    }

    public static string DayOf(DayReport report) => report.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <param name="text">So many columns are words, the rest are numbers.</param>
    private static void Table(StringBuilder page, string[] heads, IEnumerable<string[]> rows, int text)
    {
        page.Append("<table>\n<tr>");
        for (var at = 0; at < heads.Length; at++) page.Append(CultureInfo.InvariantCulture, $"<th{(at < text ? "" : " class=\"n\"")}>{Text(heads[at])}</th>");
        page.Append("</tr>\n");
        foreach (var row in rows)
        {
            page.Append("<tr>");
            for (var at = 0; at < row.Length; at++) page.Append(CultureInfo.InvariantCulture, $"<td{(at < text ? "" : " class=\"n\"")}>{Text(row[at])}</td>");
            page.Append("</tr>\n");
        }

        page.Append("</table>\n");
    }

    private static string Text(string text) => WebUtility.HtmlEncode(text);

    private static string Say(Money? money) => money is { } known ? JsonText.Say(known) : "";

    private static string Seconds(TimeSpan span) => span.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString(JsonText.TimeFormat, CultureInfo.InvariantCulture);
}

using Shouldly;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Core.Safety;
using WebTrader.Core.Writing;
using WebTrader.Host.Jobs.Reports;
using WebTrader.Persistence;
using WebTrader.Persistence.Tables;
using WebTrader.TestKit.Journal;

namespace WebTrader.Host.Tests.Jobs;

/// <summary>A day of an account, from what the journal holds to what stands on the page.</summary>
public sealed class DayReportTests
{
    private static readonly DateTimeOffset Noon = JournalSamples.Noon;
    private static readonly FirmDay Day = FirmDay.Utc;

    private static Trade Trade(long id, decimal profit, decimal? peak, CloseReason reason, double hours) => JournalSamples.Trade(id) with
    {
        Side = Side.Long, Lots = new Lots(0.10m), ClosePrice = new Price(1.08655m), CloseTime = Noon.AddHours(hours), Reason = reason, Profit = new Money(profit), Commission = new Money(-0.07m), Swap = new Money(-0.01m),
        PeakProfit = peak is { } known ? new Money(known) : null, Magic = 0, Recovered = false,
    };

    private static StopMoveRow Move(long number, long id, string to, double hours, WriteOutcome outcome = WriteOutcome.Accepted)
    {
        var intent = JournalSamples.Intent(number, id: id, to: to);
        var row = StopMoveRow.Of(intent);
        row.Settle(JournalSamples.Settled(intent, outcome) with { At = Noon.AddHours(hours) });
        return row;
    }

    private static DayReport Report(StoredStretch stored)
    {
        var from = Day.BeganAt(Noon);
        return DayReport.Of(JournalSamples.Demo, "USD", Day, from, Day.NextAfter(from), stored,
            [new SentMessage(Noon, MessagePurpose.Protection), new SentMessage(Noon, MessagePurpose.Profit), new SentMessage(Noon, MessagePurpose.Profit)]);
    }

    private static DayReport Sample() => Report(new StoredStretch(
        [Trade(9, 5m, 5m, CloseReason.TakeProfit, -20), Trade(1, 0.10m, 0.34m, CloseReason.TrailingStop, 1), Trade(2, -2.00m, -0.5m, CloseReason.LossStop, 2), Trade(3, 1.50m, null, CloseReason.ManualDesktop, 3)],
        [Move(1, 1, "1.08400", -30), Move(2, 1, "1.08660", 0.5), Move(3, 2, "1.08655", 0.25), Move(4, 1, "1.08670", 0.6, WriteOutcome.Rejected), Move(5, 3, "1.08500", 0.7, WriteOutcome.Denied)],
        [new StopSight(new PositionId(2), Noon.AddHours(0.24), false), new StopSight(new PositionId(3), Noon.AddHours(-30), false), new StopSight(new PositionId(3), Noon.AddHours(-12).AddSeconds(5), true)],
        Facts: 12));

    [Fact]
    public void The_day_is_summed_up_from_its_own_trades_alone()
    {
        var report = Sample();
        report.Day.ShouldBe(new DateOnly(2026, 3, 2));
        report.Trades.Select(trade => trade.Trade.Position.Value).ShouldBe([1, 2, 3], "the first of them ended the day before");
        (report.Profit.Amount, report.Commission.Amount, report.Swap.Amount, report.Net.Amount).ShouldBe((-0.40m, -0.21m, -0.03m, -0.64m));
        report.GivenBack.Amount.ShouldBe(0.24m, "what was never earned is not given back");
        report.Reasons.Select(each => (each.Reason, each.Count, each.Net.Amount)).ShouldBe([(CloseReason.LossStop, 1, -2.08m), (CloseReason.TrailingStop, 1, 0.02m), (CloseReason.ManualDesktop, 1, 1.42m)]);
        (report.StopsMoved, report.StopsNotMoved).ShouldBe((2, 1));
        report.Unprotected.ShouldBe(TimeSpan.FromSeconds(36 + 5), "36 s until the first stop of one, and 5 s of the day of another that was seen without before");
        (report.Messages, report.MessagesForProfit, report.Slippage.Amount).ShouldBe((3, 2, -0.10m));
        report.Trades.Select(trade => trade.Slippage).ShouldBe([-0.00005m, 0.00000m, null]);
    }

    [Fact]
    public void The_table_has_a_line_for_each_trade()
    {
        var lines = ReportText.Csv(Sample()).Split("\r\n");
        lines[0].ShouldBe("account,day,ticket,position,symbol,side,lots,openTime,openPrice,closeTime,closePrice,reason,profit,commission,swap,net,peakProfit,givenBack,unprotectedSeconds,stopsMoved,slippage,slippageMoney,recovered");
        lines[1].ShouldBe("demo,2026-03-02,1001,1,EURUSD,Long,0.10,2026-03-02T12:00:00.000Z,1.08650,2026-03-02T13:00:00.000Z,1.08655,Trailing stop,0.10,-0.07,-0.01,0.02,0.34,0.24,0.0,1,-0.00005,-0.10,false");
        lines[3].ShouldBe("demo,2026-03-02,1003,3,EURUSD,Long,0.10,2026-03-02T12:00:00.000Z,1.08650,2026-03-02T15:00:00.000Z,1.08655,\"By hand, desktop\",1.50,-0.07,-0.01,1.42,,,5.0,0,,,false");
        lines.Length.ShouldBe(5);
    }

    [Fact]
    public void The_page_tells_the_result_the_reasons_and_the_trades_and_believes_no_name()
    {
        var page = ReportText.Html(Sample());
        page.ShouldContain("<h1>demo, 2026-03-02</h1>");
        page.ShouldContain("<p>From 2026-03-02T00:00:00.000Z until 2026-03-03T00:00:00.000Z; amounts in USD.</p>");
        foreach (var row in (string[])["<td>Net</td><td class=\"n\">-0.64</td>", "<td>Given back from the peaks</td><td class=\"n\">0.24</td>", "<td>Seconds without a stop at the broker</td><td class=\"n\">41.0</td>", "<td>Stops moved</td><td class=\"n\">2</td>", "<td>Messages to the broker</td><td class=\"n\">3</td>", "<td>Slippage of stops</td><td class=\"n\">-0.10</td>", "<td>Stop in loss</td><td class=\"n\">1</td><td class=\"n\">-2.08</td>"])
            page.ShouldContain(row);
        page.ShouldNotContain("<script");

        var evil = Sample() with { Currency = "<script>alert(1)</script>" };
        ReportText.Html(evil).ShouldNotContain("<script");
        ReportText.Html(Sample()).ShouldBe(page, "the same journal makes the same page");
    }

    [Fact]
    public void A_day_of_the_firm_has_the_date_on_which_it_began()
    {
        var firm = new FirmDay(TimeZoneInfo.FindSystemTimeZoneById("America/Chicago"), TimeSpan.FromHours(17));
        var from = firm.BeganAt(Noon);
        from.ShouldBe(new DateTimeOffset(2026, 3, 1, 23, 0, 0, TimeSpan.Zero));
        DayReport.Of(JournalSamples.Demo, "USD", firm, from, firm.NextAfter(from), new StoredStretch([], [], [], 0), []).Day.ShouldBe(new DateOnly(2026, 3, 1));
    }
}

using Shouldly;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Core.Stops;
using WebTrader.Engine;
using WebTrader.Host.Commands.Replay.Recorded;
using WebTrader.TestKit.Files;

namespace WebTrader.Host.Tests.Commands;

/// <summary>Trades that another program held, played through the rules.</summary>
public sealed class RecordedTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 6, 12, 0, 0, TimeSpan.Zero);

    private static readonly RecordedSymbol Gold = new(new SymbolSpec { Name = "GOLD", Digits = 2, Point = 0.01m, TickSize = 0.01m, TickValueProfit = 1m, TickValueLoss = 1m, ContractSize = 100m }, 0.02m);

    [Fact]
    public void Without_latency_no_recorded_trade_that_peaked_at_0_20_or_more_ends_at_a_loss_unless_a_gap_or_the_spread_caused_it()
    {
        SharedData.Need("predecessor/real-trades.csv");
        var files = RecordedTradeFiles.Read(Path.GetDirectoryName(SharedData.Need("predecessor/real-snapshots.csv.gz"))!);
        files.Trades.Count.ShouldBeGreaterThan(100);

        var ours = RecordedReport.Play(files, new EngineOptions(), TimeSpan.Zero);

        ours.Count(end => end.Peak >= RecordedRun.Mattered).ShouldBeGreaterThan(20);
        ours.Where(end => end.IsTurned).Select(RecordedReport.Cause).ShouldAllBe(cause => cause != RecordedReport.ARule);
    }

    [Fact]
    public void A_stop_is_filled_at_the_first_observed_price_at_or_beyond_it()
    {
        var end = RecordedRun.Play(Trade(2400.00m, 2400.05m, 2400.31m, 2400.18m, 2400.90m), Gold, new StopPlan(), TimeSpan.Zero);

        (end.Profit.Amount, end.Peak!.Value.Amount, end.GaveBack.Amount, end.Gap.Amount).ShouldBe((0.18m, 0.31m, 0.13m, 0.02m), "at 0.31 it was locked at 0.20");
        end.IsPremature.ShouldBeTrue("it was moved a second before");
        end.Messages.ShouldBe(3, "the hard stop, the sweet spot and a step");
    }

    [Fact]
    public void What_is_decided_stands_a_latency_later()
    {
        var trade = Trade(2400.00m, 2400.31m, 2400.10m, 2400.05m);

        RecordedRun.Play(trade, Gold, new StopPlan(), TimeSpan.Zero).Profit.ShouldBe(new Money(0.10m));
        RecordedRun.Play(trade, Gold, new StopPlan(), TimeSpan.FromMilliseconds(1_500)).Profit.ShouldBe(new Money(0.05m), "the first stop came too late for more");
    }

    [Fact]
    public void A_loss_that_no_stop_covers_is_closed_when_the_close_arrives()
    {
        var trade = Trade(2397.00m, 2396.00m, 2395.00m);

        RecordedRun.Play(trade, Gold, new StopPlan(), TimeSpan.Zero).Profit.ShouldBe(new Money(-3.00m));
        RecordedRun.Play(trade, Gold, new StopPlan(), TimeSpan.FromMilliseconds(300)).Profit.ShouldBe(new Money(-4.00m));
    }

    [Fact]
    public void What_is_open_at_the_end_is_closed_at_the_last_price() =>
        RecordedRun.Play(Trade(2400.00m, 2400.50m, 2400.49m), Gold, new StopPlan(), TimeSpan.Zero).Profit.ShouldBe(new Money(0.49m));

    [Fact]
    public void A_line_that_does_not_fit_is_named_with_file_line_column_and_what_is_allowed()
    {
        using var folder = new TempFolder();
        folder.Of("real-symbols.csv", "symbol,usd_per_1.0_price_move_per_lot_median,max_decimals_seen\nGOLD,100,2\n");
        folder.Of("real-snapshots.csv", "time_local,ticket,price_current\n2026-01-06 12:00:00.5,1,2400.10\n2026-01-06 noon,1,2400.20\n");
        folder.Of("real-trades.csv", "ticket\n");

        Should.Throw<InvalidDataException>(() => RecordedTradeFiles.Read(folder.Path)).Message
            .ShouldBe($"{folder.Of("real-snapshots.csv")}, line 3: time_local is \"2026-01-06 noon\", allowed is a time, as in 2025-12-12 19:40:00.286");
        File.Delete(folder.Of("real-trades.csv"));
        folder.Of("real-snapshots.csv", "time_local,ticket,price_current\n");
        Should.Throw<FileNotFoundException>(() => RecordedTradeFiles.Read(folder.Path)).Message.ShouldContain("real-trades.csv");
    }

    private static RecordedTrade Trade(params decimal[] prices) => new(
        new Ticket(1), "GOLD", Side.Long, new Lots(0.01m), new Price(2400.00m), [.. prices.Select((price, second) => new Observation(Noon.AddSeconds(second), new Price(price)))], Money.Zero, []);
}

using System.Text.Json;
using Shouldly;

namespace WebTrader.Host.Tests.Commands;

public sealed class ReplayTests
{
    private static readonly string[] Symbols = ["EURUSD", "NZDUSD", "XAUUSD"];

    [Fact]
    public async Task A_central_bank_day_of_real_quotes_loosens_no_stop_and_loses_no_more_than_max_risk_and_the_gap()
    {
        using var folder = new TempFolder();
        var result = await ReplayAsync(folder, "r.json", [.. RealTicks(), "--auto", "1:200"]);

        result.GetProperty("positions").GetArrayLength().ShouldBe(200);
        result.GetProperty("quotes").GetInt64().ShouldBe(336_740);
        result.GetProperty("regressions").GetInt64().ShouldBe(0);
        result.GetProperty("noOpWrites").GetInt64().ShouldBe(0);
        result.GetProperty("nakedSeconds").GetDecimal().ShouldBe(0m);
        foreach (var position in result.GetProperty("positions").EnumerateArray())
        {
            if (position.GetProperty("closeTime").ValueKind == JsonValueKind.Null) continue;
            var loss = -position.GetProperty("profit").GetDecimal();
            loss.ShouldBeLessThanOrEqualTo(2.00m + position.GetProperty("gap").GetDecimal(), position.GetProperty("ticket").GetString());
        }
    }

    [Fact]
    public async Task With_fifty_positions_and_one_call_at_a_time_nothing_waits_long_to_be_judged_and_a_stop_is_acknowledged_and_read_back_in_a_round_trip()
    {
        using var folder = new TempFolder();
        var result = await ReplayAsync(folder, "r.json", ["--generate", "1:4", "--auto", "1:50", "--latency", "80ms", "--read-latency", "1ms"]);

        var (age, acknowledged, readBack) = (result.GetProperty("evaluationAge"), result.GetProperty("acknowledged"), result.GetProperty("readBack"));
        acknowledged.GetProperty("count").GetInt64().ShouldBeGreaterThan(50);
        age.GetProperty("p99Ms").GetDecimal().ShouldBeLessThan(250m);
        age.GetProperty("maxMs").GetDecimal().ShouldBeLessThanOrEqualTo(1_000m);
        acknowledged.GetProperty("maxMs").GetDecimal().ShouldBeLessThanOrEqualTo(80m + 50m);
        readBack.GetProperty("maxMs").GetDecimal().ShouldBeLessThanOrEqualTo(2 * 80m);
    }

    [Theory]
    [InlineData("0ms")]
    [InlineData("80ms")]
    public async Task The_same_input_gives_the_same_bytes_but_for_the_wall_time(string latency)
    {
        using var folder = new TempFolder();
        string[] input = ["--generate", "7:6", "--auto", "3:40", "--latency", latency];
        await ReplayAsync(folder, "first.json", input);
        var second = await ReplayAsync(folder, "second.json", input);
        second.GetProperty("positions").GetArrayLength().ShouldBe(40);
        second.GetProperty("regressions").GetInt64().ShouldBe(0);

        Without(folder.Of("first.json")).ShouldBe(Without(folder.Of("second.json")));

        static string[] Without(string file) => [.. File.ReadAllLines(file).Where(line => !line.Contains("\"wallSeconds\"", StringComparison.Ordinal))];
    }

    [Fact]
    public async Task Positions_are_opened_at_the_first_quote_at_or_after_their_time_long_at_the_ask_and_short_at_the_bid()
    {
        using var folder = new TempFolder();
        folder.Of("EURUSD.csv", "<DATE>\t<TIME>\t<BID>\t<ASK>\t<LAST>\t<VOLUME>\t<FLAGS>\n"
            + "2014.05.08\t08:00:00.000\t1.39100\t1.39110\t\t\t6\n2014.05.08\t08:00:01.000\t1.39200\t1.39210\t\t\t6\n2014.05.08\t08:00:02.000\t1.39201\t1.39211\t\t\t6\n");
        folder.Of("p.csv", "time,symbol,side,lots\n2014-05-08T08:00:00.500Z,EURUSD,long,0.02\n2014-05-08T08:00:01Z,EURUSD,sell,0.01\n");
        var result = await ReplayAsync(folder, "r.json", ["--ticks", folder.Of("EURUSD.csv"), "--positions", folder.Of("p.csv")]);

        var positions = result.GetProperty("positions").EnumerateArray().ToList();
        positions.Select(position => (position.GetProperty("side").GetString(), position.GetProperty("openPrice").GetDecimal(), position.GetProperty("openTime").GetString()))
            .ShouldBe([("long", 1.39210m, "2014-05-08T08:00:01.000Z"), ("short", 1.39200m, "2014-05-08T08:00:01.000Z")]);
        positions.ShouldAllBe(position => position.GetProperty("closeTime").ValueKind == JsonValueKind.Null && position.GetProperty("closePrice").ValueKind == JsonValueKind.Null);
        var first = positions[0].GetProperty("stopMoves")[0];
        first.GetProperty("from").ValueKind.ShouldBe(JsonValueKind.Null);
        first.GetProperty("to").GetDecimal().ShouldBe(1.39110m);
        first.GetProperty("rule").GetString().ShouldBe("hardStop");
        first.GetProperty("outcome").GetString().ShouldBe("accepted");
    }

    [Fact]
    public async Task Settings_and_symbols_from_files_are_followed()
    {
        using var folder = new TempFolder();
        folder.Of("s.json", """{ "stops": { "maxRisk": 5.00 } }""");
        folder.Of("y.json", """{ "EURUSD": { "tickValueLoss": 0.5, "tickValueProfit": 0.5 } }""");
        var result = await ReplayAsync(folder, "r.json", ["--generate", "1:2", "--auto", "1:30", "--settings", folder.Of("s.json"), "--symbols", folder.Of("y.json")]);

        result.GetProperty("maxRisk").GetDecimal().ShouldBe(5.00m);
        var euro = result.GetProperty("positions").EnumerateArray().First(position => position.GetProperty("symbol").GetString() == "EURUSD");
        var stop = euro.GetProperty("stopMoves")[0].GetProperty("to").GetDecimal();
        var ticks = Math.Abs(stop - euro.GetProperty("openPrice").GetDecimal()) / 0.00001m;
        (ticks * 0.5m * euro.GetProperty("lots").GetDecimal()).ShouldBe(5.00m, 0.05m);
    }

    [Theory]
    [InlineData("--generate", "1", "--generate")]
    [InlineData("--generate", "1:2", "--latency", "80", "--latency")]
    [InlineData("--ticks", "nowhere.csv", "nowhere.csv")]
    [InlineData("--latency", "1ms", "--ticks")]
    public async Task Wrong_usage_is_told_and_ends_with_2(params string[] given)
    {
        var (code, said) = await HostProcess.RunAsync(["replay", .. given[..^1]]);

        code.ShouldBe(2);
        said.ShouldContain(given[^1]);
    }

    [Fact]
    public async Task A_damaged_line_is_refused_with_file_line_and_reason()
    {
        using var folder = new TempFolder();
        folder.Of("EURUSD.csv", "<DATE>\t<TIME>\t<BID>\t<ASK>\t<LAST>\t<VOLUME>\t<FLAGS>\n2014.05.08\t08:00:00.000\t1.39100\tabc\t\t\t6\n");
        var (code, said) = await HostProcess.RunAsync("replay", "--ticks", folder.Of("EURUSD.csv"));

        code.ShouldBe(1);
        said.ShouldContain("EURUSD.csv");
        said.ShouldContain("line 2");
        said.ShouldContain("ask");
    }

    private static async Task<JsonElement> ReplayAsync(TempFolder folder, string name, string[] arguments)
    {
        var (code, said) = await HostProcess.RunAsync(["replay", .. arguments, "--out", folder.Of(name)]);
        code.ShouldBe(0, said);
        using var document = JsonDocument.Parse(await File.ReadAllTextAsync(folder.Of(name), TestContext.Current.CancellationToken));
        return document.RootElement.Clone();
    }

    private static IEnumerable<string> RealTicks() =>
        Symbols.SelectMany(symbol => (string[])["--ticks", SharedData.Need($"ticks/{symbol}_20140508.csv.gz")]);
}

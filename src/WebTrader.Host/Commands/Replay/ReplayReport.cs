using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Spectre.Console;

namespace WebTrader.Host.Commands.Replay;

/// <summary>Writes what came of a replay: a table for people, a file for programs.</summary>
public static class ReplayReport
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase), new UtcMilliseconds() },
    };

    public static void Write(ReplayResult result, string path)
    {
        File.WriteAllText(path, JsonSerializer.Serialize(result, Json) + "\n");
    }

    public static void Print(ReplayResult result, Core.Stops.StopPlan plan)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = Console.IsOutputRedirected ? AnsiSupport.No : AnsiSupport.Detect });
        if (Console.IsOutputRedirected) console.Profile.Width = 140;
        console.Write(ByReason(result));
        console.Write(Figures(result, plan));
        foreach (var refused in result.Refused) console.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[yellow]Not opened:[/] {Time(refused.Time)} {refused.Symbol} {(refused.Side == Core.Positions.Side.Long ? "long" : "short")} {refused.Lots}: {refused.Reason}");
    }

    private static Table ByReason(ReplayResult result)
    {
        var table = new Table().Border(TableBorder.Simple).Title("Positions by the reason of their end");
        foreach (var heading in (string[])["Reason", "Positions", "Profit", "Worst", "Best", "Peak, sum", "Given back", "Stop moves"])
            table.AddColumn(new TableColumn(heading) { Alignment = heading == "Reason" ? Justify.Left : Justify.Right });
        foreach (var group in result.Positions.GroupBy(position => position.CloseReason).OrderByDescending(group => group.Count()))
        {
            var peaks = group.Sum(position => Math.Max(0m, position.PeakProfit ?? 0m));
            table.AddRow(
                group.Key is { } reason ? Core.Positions.CloseReasonWords.Say(reason) : "Still open",
                Text(group.Count()),
                Signed(group.Sum(position => position.Profit)),
                Signed(group.Min(position => position.Profit)),
                Signed(group.Max(position => position.Profit)),
                Signed(peaks),
                Signed(peaks - group.Sum(position => Math.Max(0m, position.Profit))),
                Text(group.Sum(position => position.StopMoves.Count(move => move.Outcome == Core.Writing.WriteOutcome.Accepted))));
        }

        return table;
    }

    private static Table Figures(ReplayResult result, Core.Stops.StopPlan plan)
    {
        var table = new Table().Border(TableBorder.Simple).HideHeaders().AddColumn("").AddColumn(new TableColumn("") { Alignment = Justify.Right });
        table.AddRow("Max risk, sweet spot, trailing step", $"{plan.MaxRisk.Unsigned}, {plan.SweetSpotFrom.Unsigned} to {plan.SweetSpotTo.Unsigned}, {plan.TrailingStep.Unsigned}");
        table.AddRow("Quotes", Text(result.Quotes));
        table.AddRow("Decisions", Text(result.Evaluations));
        table.AddRow("Positions", Text(result.Positions.Count));
        table.AddRow("Profit", Signed(result.Profit));
        table.AddRow("Stops set and read back", Text(result.StopMoves));
        table.AddRow("Writes refused by the broker", Text(result.RejectedWrites));
        table.AddRow("Writes that changed nothing", Text(result.NoOpWrites));
        table.AddRow("Stops that became looser", Text(result.Regressions));
        table.AddRow("Seconds without a stop", Text(result.NakedSeconds));
        table.AddRow("Closed by us at max risk", Text(result.Positions.Count(position => position.CloseReason == Core.Positions.CloseReason.MaxRisk)));
        table.AddRow("Opened with a spread beyond max risk", Text(result.Positions.Count(position => position.SpreadAtEntry > result.MaxRisk)));
        table.AddRow("Losses beyond max risk", Text(result.Positions.Count(position => position.LossBeyondMaxRisk > 0)));
        table.AddRow("Worst loss beyond max risk and the gap it was closed across", Text(result.WorstBeyondMaxRiskAndGap));
        table.AddRow("Evaluation age, p99 and largest", Times(result.EvaluationAge));
        table.AddRow("Stops acknowledged, p99 and largest", Times(result.Acknowledged));
        table.AddRow("Stops read back, p99 and largest", Times(result.ReadBack));
        table.AddRow("Seconds of wall time", Text(result.WallSeconds));
        return table;
    }

    private static string Times(ReplayedTimes times) => times.P99Ms is { } p99 ? $"{Text(p99)} and {Text(times.MaxMs!.Value)} ms" : "-";

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    private static string Signed(decimal money) => money.ToString("+0.00;-0.00;0.00", CultureInfo.InvariantCulture);

    private static string Text(decimal number) => number.ToString("#,0.###", CultureInfo.InvariantCulture);

    private sealed class UtcMilliseconds : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            DateTimeOffset.Parse(reader.GetString()!, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
            writer.WriteStringValue(Time(value));
    }
}

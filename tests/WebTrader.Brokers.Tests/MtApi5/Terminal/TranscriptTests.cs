using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Shouldly;
using WebTrader.Brokers.Simulator;
using WebTrader.TestKit.Files;
using Xunit;

namespace WebTrader.Brokers.Tests.MtApi5.Terminal;

/// <summary>What the public client library once said to the public server, said to the simulated terminal: the answers have the same shapes.</summary>
public sealed class TranscriptTests
{
    private const int RecordedExpert = 465740;

    // The recorded lines of bars are cut off, and bars are not played.
    private const string CopyRates = "41";

    // From here on two commands alone are repeated by eight threads.
    private const int LastId = 170;

    [Fact]
    public async Task The_recorded_commands_are_answered_in_the_recorded_shapes()
    {
        var lines = File.ReadAllLines(SharedData.Need("mtapi5/wire-transcript.txt"));
        await using var bench = await TerminalBench.OpenAsync(
            options => options with { Build = 4410 },
            options => options with { Symbols = [.. SymbolSpecs.BuiltIn, Xau("XAUUSD.m")] });
        await bench.QuoteAsync(1.08498m, 1.08510m);
        await bench.QuoteAsync(1.26m, 1.2601m, "GBPUSD");
        var client = await bench.ConnectAsync();
        var differences = new List<string>();
        var tickets = new Dictionary<string, string>();
        var compared = 0;

        foreach (var command in lines.Where(line => line.StartsWith("C> 0;", StringComparison.Ordinal)).Select(line => line[3..]))
        {
            var fields = command.Split(';', 5);
            var id = int.Parse(fields[2], CultureInfo.InvariantCulture);
            if (id > LastId) break;
            var recorded = lines.First(line => line.StartsWith($"S> 1;{RecordedExpert};{id};", StringComparison.Ordinal))[$"S> 1;{RecordedExpert};{id};".Length..];
            var payload = fields[4];
            foreach (var (theirs, ours) in tickets) payload = payload.Replace(theirs, ours, StringComparison.Ordinal);
            var answer = await client.AskAsync(int.Parse(fields[3], CultureInfo.InvariantCulture), payload);
            compared++;
            Learn(recorded, answer, tickets);
            if (fields[3] == CopyRates) continue;
            if (Shape(answer) != Shape(recorded)) differences.Add($"{command}\n  recorded {recorded}\n  answered {answer}");
        }

        compared.ShouldBeGreaterThan(150);
        string.Join("\n", differences).ShouldBe("");
    }

    private static SimulatedSymbol Xau(string name) => SymbolSpecs.XauUsd with { Spec = SymbolSpecs.XauUsd.Spec with { Name = name } };

    // The numbers that the recorded client goes on to use are those that its server had given out.
    private static void Learn(string recorded, string answer, Dictionary<string, string> tickets)
    {
        if (Parsed(recorded) is not { } theirs || Parsed(answer) is not { } ours) return;
        foreach (var key in (string[])["Order", "Deal"])
        {
            if (theirs["Value"] is JsonObject one && ours["Value"] is JsonObject other && one["Result"] is JsonObject was && other["Result"] is JsonObject now
                && was[key]?.ToJsonString() is { Length: > 5 } number) tickets[number] = now[key]!.ToJsonString();
        }

        if (theirs["Value"] is JsonValue value && ours["Value"] is JsonValue same && value.ToJsonString() is { Length: 11 } ticket && ticket.StartsWith("521", StringComparison.Ordinal))
            tickets[ticket] = same.ToJsonString();
    }

    /// <summary>Keys in an order of no meaning, and the JSON type of every value; a whole number may stand for a double.</summary>
    private static string Shape(string json) => Parsed(json) is { } node ? Shape(node) : $"text:{json.Count(letter => letter == '"')}";

    private static string Shape(JsonNode? node) => node switch
    {
        null => "null",
        JsonObject fields => $"{{{string.Join(",", fields.OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => $"{field.Key}:{Shape(field.Value)}"))}}}",
        JsonArray items => $"[{(items.Count == 0 ? "" : Shape(items[0]))}]",
        _ => node.GetValueKind() is JsonValueKind.True or JsonValueKind.False ? "flag" : node.GetValueKind().ToString(),
    };

    private static JsonNode? Parsed(string json)
    {
        try
        {
            return JsonNode.Parse(json);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

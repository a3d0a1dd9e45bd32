using System.Globalization;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;

namespace WebTrader.Host.Commands.Replay;

/// <summary>A position to open in a replay: at the market, at the first quote of the symbol at or after a moment.</summary>
public sealed record ReplayEntry(DateTimeOffset Time, string Symbol, Side Side, Lots Lots);

/// <summary>Reads the entries of a replay from a file with the columns <c>time,symbol,side,lots</c>.</summary>
public static class ReplayEntries
{
    private static readonly string[] TimeFormats =
    [
        "yyyy-MM-ddTHH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK", "yyyy.MM.dd HH:mm:ss.FFFFFFFK", "yyyy-MM-ddTHH:mmK", "yyyy-MM-dd HH:mmK",
    ];

    /// <exception cref="InvalidDataException">A line that does not fit, with file, line and reason.</exception>
    public static IReadOnlyList<ReplayEntry> Read(string path)
    {
        var entries = new List<ReplayEntry>();
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            if (number == 1)
            {
                if (!string.Equals(line.Trim().TrimStart('\uFEFF'), "time,symbol,side,lots", StringComparison.OrdinalIgnoreCase))
                    throw Bad(path, number, $"the header is \"{line.Trim()}\", expected is \"time,symbol,side,lots\"");
            }
            else if (!string.IsNullOrWhiteSpace(line))
            {
                entries.Add(Parse(path, number, line));
            }
        }

        if (entries.Count == 0) throw Bad(path, Math.Max(number, 1), number == 0 ? "the file is empty, expected is the header \"time,symbol,side,lots\"" : "there is no position after the header");
        return [.. entries.OrderBy(entry => entry.Time)];
    }

    private static ReplayEntry Parse(string path, int number, string line)
    {
        var fields = line.Split(',', StringSplitOptions.TrimEntries);
        if (fields.Length != 4) throw Bad(path, number, $"{fields.Length} fields, expected are 4");
        if (!DateTimeOffset.TryParseExact(fields[0], TimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time))
            throw Bad(path, number, $"time is \"{fields[0]}\", expected is for example 2014-05-08T07:30:00.000Z");
        if (fields[1].Length == 0) throw Bad(path, number, "symbol is empty");
        if (!decimal.TryParse(fields[3], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var lots) || lots <= 0)
            throw Bad(path, number, $"lots is \"{fields[3]}\", allowed is above 0");

        var side = fields[2].ToUpperInvariant() switch
        {
            "LONG" or "BUY" => Side.Long,
            "SHORT" or "SELL" => Side.Short,
            _ => throw Bad(path, number, $"side is \"{fields[2]}\", allowed is long or short"),
        };
        return new ReplayEntry(time, fields[1], side, new Lots(lots));
    }

    private static InvalidDataException Bad(string path, int number, string reason) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{path}, line {number}: {reason}"));
}

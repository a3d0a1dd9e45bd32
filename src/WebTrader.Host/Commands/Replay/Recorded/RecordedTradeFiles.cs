using System.Globalization;
using System.IO.Compression;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;

namespace WebTrader.Host.Commands.Replay.Recorded;

/// <summary>
/// Reads recorded trades from three files: the trades, the observations of them, and the money a price is worth. Columns are found by their
/// names; others are left.
/// </summary>
public sealed class RecordedTradeFiles
{
    private readonly Dictionary<string, SymbolSpec> specs = new(StringComparer.Ordinal);
    private readonly Dictionary<long, List<Observation>> observed = [];

    private RecordedTradeFiles()
    {
    }

    /// <summary>The trades that can be played, by ticket.</summary>
    public IReadOnlyList<RecordedTrade> Trades { get; private set; } = [];

    /// <summary>The symbols of <see cref="Trades"/>.</summary>
    public IReadOnlyDictionary<string, RecordedSymbol> Symbols { get; private set; } = new Dictionary<string, RecordedSymbol>();

    /// <summary>How many trades were left out, and why.</summary>
    public IReadOnlyDictionary<string, int> LeftOut { get; private set; } = new Dictionary<string, int>();

    /// <param name="folder">Has <c>real-trades.csv</c>, <c>real-snapshots.csv</c> and <c>real-symbols.csv</c>, each as it is or as .gz.</param>
    /// <exception cref="InvalidDataException">A line that does not fit, with file, line, column and reason.</exception>
    /// <exception cref="FileNotFoundException">One of the files is missing.</exception>
    public static RecordedTradeFiles Read(string folder)
    {
        var files = new RecordedTradeFiles();
        files.ReadMoney(Find(folder, "real-symbols.csv"));
        files.ReadSnapshots(Find(folder, "real-snapshots.csv"));
        files.ReadTrades(Find(folder, "real-trades.csv"));
        files.ReckonSpreads();
        return files;
    }

    private static string Find(string folder, string name)
    {
        var plain = Path.Combine(folder, name);
        return File.Exists(plain) ? plain : File.Exists(plain + ".gz") ? plain + ".gz" : throw new FileNotFoundException($"There is neither {plain} nor {plain}.gz");
    }

    private void ReadMoney(string path)
    {
        foreach (var row in CsvRow.All(path))
        {
            var symbol = row.Text("symbol");
            if (row.Text("usd_per_1.0_price_move_per_lot_median").Length == 0) continue;
            var digits = (int)row.Number("max_decimals_seen");
            if (digits is < 0 or > 8) throw row.Bad("max_decimals_seen", "0 to 8");
            var point = 1m;
            for (var digit = 0; digit < digits; digit++) point /= 10m;
            var value = row.Number("usd_per_1.0_price_move_per_lot_median") * point;
            if (value <= 0) throw row.Bad("usd_per_1.0_price_move_per_lot_median", "above 0");
            specs[symbol] = new SymbolSpec { Name = symbol, Digits = digits, Point = point, TickSize = point, TickValueProfit = value, TickValueLoss = value, ContractSize = 1m };
        }
    }

    private void ReadSnapshots(string path)
    {
        foreach (var row in CsvRow.All(path))
        {
            var ticket = (long)row.Number("ticket");
            if (!observed.TryGetValue(ticket, out var prices)) observed.Add(ticket, prices = []);
            prices.Add(new Observation(row.Time("time_local"), new Price(row.Number("price_current"))));
        }
    }

    private void ReadTrades(string path)
    {
        var leftOut = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var trades = new List<RecordedTrade>();
        foreach (var row in CsvRow.All(path))
        {
            var why = row.Text("price_vs_pl_check") != "ok" ? "price and profit do not agree, or it has no known end"
                : !observed.ContainsKey((long)row.Number("ticket")) ? "never observed while it was open"
                : !specs.ContainsKey(row.Text("symbol")) ? "nobody knows what a price is worth" : null;
            if (why is null) trades.Add(Trade(row));
            else leftOut[why] = leftOut.GetValueOrDefault(why) + 1;
        }

        Trades = [.. trades.OrderBy(trade => trade.Ticket.Value)];
        LeftOut = leftOut;
    }

    private RecordedTrade Trade(CsvRow row)
    {
        var side = row.Text("side") switch { "BUY" => Side.Long, "SELL" => Side.Short, _ => throw row.Bad("side", "BUY or SELL") };
        var ticket = (long)row.Number("ticket");
        var prices = observed[ticket].OrderBy(one => one.At).ToList();
        var ended = row.Time("open_time_local").AddSeconds((double)row.Number("duration_s"));
        prices.Add(new Observation(ended > prices[^1].At ? ended : prices[^1].At.AddSeconds(1), new Price(row.Number("close_price"))));
        var moves = row.Text("sl_changes").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(move => row.Time("sl_changes", move.Split('|')[0]));
        return new RecordedTrade(new Ticket(ticket), row.Text("symbol"), side, new Lots(row.Number("volume_lots")), new Price(row.Number("open_price")), prices, new Money(row.Number("profit_usd")), [.. moves]);
    }

    /// <summary>
    /// Nobody noted a spread. A position begins with it as its loss, so the middle one of what new positions had lost at the first look, within three
    /// seconds, is taken for it; at least one point.
    /// </summary>
    private void ReckonSpreads()
    {
        var symbols = new SortedDictionary<string, RecordedSymbol>(StringComparer.Ordinal);
        foreach (var ofSymbol in Trades.GroupBy(trade => trade.Symbol))
        {
            var spec = specs[ofSymbol.Key];
            var losses = ofSymbol.Select(trade => -trade.Side.Gain(trade.OpenPrice, trade.Observed[0].Price)).Order().ToList();
            symbols[ofSymbol.Key] = new RecordedSymbol(spec, Math.Max(spec.Point, decimal.Round(losses[losses.Count / 2] / spec.Point) * spec.Point));
        }

        Symbols = symbols;
    }

    /// <summary>One line of a file with a header.</summary>
    private sealed class CsvRow(string path, int number, string[] header, string[] fields)
    {
        public static IEnumerable<CsvRow> All(string path)
        {
            using var file = File.OpenRead(path);
            using var plain = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? (Stream)new GZipStream(file, CompressionMode.Decompress) : file;
            using var reader = new StreamReader(plain);
            var header = (reader.ReadLine() ?? "").Split(',');
            for (var number = 2; reader.ReadLine() is { } line; number++)
            {
                var fields = line.Split(',');
                if (fields.Length != header.Length) throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"{path}, line {number}: {fields.Length} fields, the header has {header.Length}"));
                yield return new CsvRow(path, number, header, fields);
            }
        }

        public string Text(string column)
        {
            var index = Array.IndexOf(header, column);
            return index >= 0 ? fields[index] : throw new InvalidDataException($"{path}: there is no column {column}");
        }

        public decimal Number(string column) =>
            decimal.TryParse(Text(column), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : throw Bad(column, "a number");

        public DateTimeOffset Time(string column) => Time(column, Text(column));

        public DateTimeOffset Time(string column, string text) =>
            DateTimeOffset.TryParseExact(text, ["yyyy-MM-dd HH:mm:ss.FFFFFFF", "yyyy-MM-dd HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : throw Bad(column, "a time, as in 2025-12-12 19:40:00.286");

        public InvalidDataException Bad(string column, string allowed) =>
            new(string.Create(CultureInfo.InvariantCulture, $"{path}, line {number}: {column} is \"{Text(column)}\", allowed is {allowed}"));
    }
}

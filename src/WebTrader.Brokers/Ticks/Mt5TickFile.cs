using WebTrader.Core.Market;

namespace WebTrader.Brokers.Ticks;

/// <summary>
/// Streams the quotes of MT5's own tick export: tab-separated, with the header <c>&lt;DATE&gt; &lt;TIME&gt; &lt;BID&gt; &lt;ASK&gt; &lt;LAST&gt; &lt;VOLUME&gt; &lt;FLAGS&gt;</c>,
/// plain or compressed with gzip (told by its content). Times are UTC. An empty bid or ask means unchanged; rows before both prices are known give no
/// quote. A damaged line throws <see cref="TickFileException"/> when it is reached. Enumerating reads the file anew each time.
/// </summary>
public sealed class Mt5TickFile
{
    private const string Header = "<DATE>\t<TIME>\t<BID>\t<ASK>\t<LAST>\t<VOLUME>\t<FLAGS>";
    private readonly string path;

    /// <param name="symbol">Null to take it from the file's name: all before the first <c>_</c> or <c>.</c></param>
    public Mt5TickFile(string path, string? symbol = null)
    {
        this.path = path;
        Symbol = symbol ?? SymbolIn(Path.GetFileName(path));
        if (Symbol.Length == 0) throw new ArgumentException($"The name of {path} does not begin with a symbol; give the symbol.", nameof(symbol));
    }

    public string Symbol { get; }

    /// <summary>The quotes in the order of the file, which is the order of time.</summary>
    public IEnumerable<TimedQuote> Read()
    {
        using var lines = new Lines(path);
        if (lines.Next() is not { } header || header.TrimEnd() != Header)
            throw lines.Damaged("the header of an MT5 tick export is missing");

        var row = new TickRow();
        while (lines.Next() is { } line)
        {
            if (row.Take(line) is { } reason) throw lines.Damaged(reason);
            if (row.Bid is { } bid && row.Ask is { } ask) yield return new TimedQuote(Symbol, new Price(bid), new Price(ask), row.Time);
        }
    }

    private static string SymbolIn(string name) => name.IndexOfAny(['_', '.']) is var end and >= 0 ? name[..end] : name;

    private sealed class Lines : IDisposable
    {
        private readonly string path;
        private readonly StreamReader reader;
        private string text = "";
        private long number;

        public Lines(string path)
        {
            this.path = path;
            var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16);
            var isGzip = file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
            file.Position = 0;
            reader = new StreamReader(isGzip ? new WholeGzip(file) : file, bufferSize: 1 << 16);
        }

        public string? Next()
        {
            number++;
            try
            {
                var line = reader.ReadLine();
                text = line ?? "";
                return line;
            }
            catch (InvalidDataException broken)
            {
                text = "";
                throw new TickFileException(Path.GetFileName(path), number, $"the compressed data is damaged: {broken.Message}", text, broken);
            }
        }

        public TickFileException Damaged(string reason) => new(Path.GetFileName(path), number, reason, text);

        public void Dispose() => reader.Dispose();
    }
}

using System.Data.Common;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using WebTrader.Persistence.Chain;
using WebTrader.Persistence.Databases;

namespace WebTrader.Persistence.Backups;

/// <summary>
/// Every row of our tables as text, compressed by gzip, one JSON value a line. First an object that says what it is and which changes the tables had; then, for each table, an object with its name and columns, and an
/// array for each row; at the end an object with the count of all rows. Numbers, texts and truth values are those of JSON, bytes are texts in base64. The tables of the scheduler are not in it: it makes them anew.
/// </summary>
internal static class TableText
{
    public const string Ending = ".jsonl.gz";

    private const string Beginning = """{"copy":"WebTrader","version":1""";

    public static void Write(DatabaseAddress database, Stream to)
    {
        using var packed = new GZipStream(to, CompressionLevel.Optimal, leaveOpen: true);
        using var text = new StreamWriter(packed, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n" };
        using var tables = OwnTables.Open(database);
        text.WriteLine($"{Beginning},\"changes\":{JsonSerializer.Serialize(tables.Changes)}}}");
        var rows = 0L;
        foreach (var table in tables.All)
        {
            text.WriteLine(JsonSerializer.Serialize(new { table = table.Name, columns = table.Columns.Select(column => column.Name) }));
            foreach (var row in tables.Rows(table))
            {
                text.WriteLine(JsonSerializer.Serialize(row));
                rows++;
            }
        }

        text.WriteLine(JsonSerializer.Serialize(new { rows }));
    }

    /// <summary>Reads all of it, and walks along the journal in it.</summary>
    /// <exception cref="IOException">It is not whole, or its journal is not sound.</exception>
    public static ChainHead Check(string path)
    {
        using var source = new TableTextSource(path);
        return DatabaseCopy.Sound(source);
    }

    public static ChainHead Restore(string path, DatabaseAddress database, Action<string> tell)
    {
        var head = Check(path);
        tell("the tables: making");
        OwnTables.Make(database);
        using var tables = OwnTables.Open(database);
        if (tables.FirstUsed() is { } used) throw new IOException($"The {database.Name} is in use: there is something in its table {used}. Name another one, or empty it first.");
        using var transaction = tables.Begin();
        DbCommand? insert = null;
        OwnTable? table = null;
        foreach (var line in Lines(path, tables.Changes))
        {
            if (line.ValueKind == JsonValueKind.Object)
            {
                insert?.Dispose();
                table = tables.Find(line) ?? throw new IOException($"{path} was made by another build: its table {line.GetProperty("table")} is not one of this build, or has other columns.");
                tell($"{table.Name}: filling");
                insert = tables.Insert(table, transaction);
            }
            else
            {
                for (var at = 0; at < table!.Columns.Count; at++) insert!.Parameters[at].Value = table.Columns[at].Read(line[at]);
                insert!.ExecuteNonQuery();
            }
        }

        insert?.Dispose();
        tell("the tables: keeping");
        transaction.Commit();
        return head;
    }

    /// <summary>The tables and rows, in order; the first and the last line are looked at and left out.</summary>
    /// <param name="changes">What the tables must have had; null for whatever they had.</param>
    /// <exception cref="IOException">It is no such text, or not a whole one.</exception>
    public static IEnumerable<JsonElement> Lines(string path, IReadOnlyList<string>? changes)
    {
        using var text = new StreamReader(new GZipStream(new FileStream(path, FileMode.Open, FileAccess.Read), CompressionMode.Decompress), new UTF8Encoding(false));
        var header = ReadLine(path, text);
        if (header?.StartsWith(Beginning, StringComparison.Ordinal) != true) throw new IOException($"{path} is no copy of a WebTrader database.");
        var had = Parse(path, header).GetProperty("changes").EnumerateArray().Select(change => change.GetString()!).ToList();
        if (changes is not null && !had.Order(StringComparer.Ordinal).SequenceEqual(changes.Order(StringComparer.Ordinal))) throw new IOException($"{path} was made by another build, whose tables are not those of this one: restore it with the build that made it.");
        var rows = 0L;
        while (ReadLine(path, text) is { } line)
        {
            var element = Parse(path, line);
            if (element.ValueKind == JsonValueKind.Object && element.TryGetProperty("rows", out var count))
            {
                if (count.GetInt64() != rows || ReadLine(path, text) is not null) break;
                yield break;
            }

            if (element.ValueKind == JsonValueKind.Array) rows++;
            yield return element;
        }

        throw new IOException($"{path} is not whole: its end is missing.");
    }

    private static string? ReadLine(string path, StreamReader text)
    {
        try
        {
            return text.ReadLine();
        }
        catch (InvalidDataException broken)
        {
            throw new IOException($"{path} is damaged: {broken.Message}", broken);
        }
    }

    private static JsonElement Parse(string path, string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            return document.RootElement.Clone();
        }
        catch (JsonException broken)
        {
            throw new IOException($"{path} is damaged: {broken.Message}", broken);
        }
    }
}

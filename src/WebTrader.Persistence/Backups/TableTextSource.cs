using System.Globalization;
using System.Text;
using System.Text.Json;
using WebTrader.Persistence.Chain;
using WebTrader.Persistence.Tables;

namespace WebTrader.Persistence.Backups;

/// <summary>The journal within a copy of a server's database.</summary>
internal sealed class TableTextSource : JournalSource
{
    private static readonly string[] Columns = [nameof(JournalRow.Sequence), nameof(JournalRow.Account), nameof(JournalRow.At), nameof(JournalRow.Ticket), nameof(JournalRow.Kind), nameof(JournalRow.Text), nameof(JournalRow.Data), nameof(JournalRow.Hash)];

    /// <exception cref="IOException">It is no such copy, or not a whole one.</exception>
    public TableTextSource(string path)
    {
        Name = Path.GetFullPath(path);
        foreach (var row in Of("Checkpoints", [nameof(CheckpointRow.Sequence), nameof(CheckpointRow.Hash), nameof(CheckpointRow.At), nameof(CheckpointRow.Key), nameof(CheckpointRow.Signature)]))
            Checkpoint = new Checkpoint(row[0].GetInt64(), row[1].GetString()!, row[2].GetInt64(), row[3].GetString()!, row[4].GetString()!);
    }

    public override string Name { get; }

    public override Checkpoint? Checkpoint { get; }

    public override IEnumerable<StoredRow> Rows() => Of("Journal", Columns).Select(row => new StoredRow(row[0].GetInt64(), Bytes(row[1]), Bytes(row[2]), Bytes(row[3]), Bytes(row[4]), Bytes(row[5]), Bytes(row[6]), row[7].GetString()));

    public override void Dispose()
    {
    }

    /// <summary>The rows of a table with these columns in this order.</summary>
    private IEnumerable<JsonElement[]> Of(string table, string[] columns)
    {
        int[]? places = null;
        foreach (var line in TableText.Lines(Name, null))
        {
            if (line.ValueKind == JsonValueKind.Object)
            {
                var names = line.GetProperty("columns").EnumerateArray().Select(column => column.GetString()).ToList();
                places = line.GetProperty("table").GetString() == table ? [.. columns.Select(column => names.IndexOf(column))] : null;
                if (places?.Contains(-1) == true) throw new IOException($"{Name} was made by another build: its table {table} has other columns.");
            }
            else if (places is not null)
            {
                yield return [.. places.Select(place => line[place])];
            }
        }
    }

    private static byte[]? Bytes(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.Number => Encoding.UTF8.GetBytes(value.GetInt64().ToString(CultureInfo.InvariantCulture)),
        _ => Encoding.UTF8.GetBytes(value.GetString()!),
    };
}

using Microsoft.Data.Sqlite;

namespace WebTrader.Persistence.Store;

/// <summary>Copies of a SQLite database from before its tables were changed, beside it; the last three are kept. Not thread-safe.</summary>
/// <param name="file">A full path.</param>
internal sealed class SqliteCopies(string file)
{
    private const int Kept = 3;
    private const string Mark = ".before-";

    private string? last;

    /// <summary>Makes the copy for a change, once in the life of a store: an attempt that failed has changed nothing.</summary>
    /// <param name="on">Not in a transaction.</param>
    /// <param name="migration">The first of the changes.</param>
    /// <returns>The file.</returns>
    public string Take(SqliteConnection on, string migration)
    {
        var copy = file + Mark + migration;
        if (last == copy && File.Exists(copy)) return copy;
        var growing = copy + ".part";
        File.Delete(growing);
        using (var command = on.CreateCommand())
        {
            command.CommandText = "VACUUM INTO $copy";
            command.Parameters.AddWithValue("$copy", growing);
            command.CommandTimeout = 0;
            command.ExecuteNonQuery();
        }

        File.Move(growing, copy, overwrite: true);
        last = copy;

        // A migration's name begins with its time.
        var copies = Directory.GetFiles(Path.GetDirectoryName(file)!, Path.GetFileName(file) + Mark + "*").Where(found => !found.EndsWith(".part", StringComparison.Ordinal));
        foreach (var old in copies.OrderDescending(StringComparer.Ordinal).Skip(Kept)) File.Delete(old);
        return copy;
    }
}

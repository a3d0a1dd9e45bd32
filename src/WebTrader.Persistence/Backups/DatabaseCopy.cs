using System.Globalization;
using Microsoft.Data.Sqlite;
using WebTrader.Persistence.Chain;
using WebTrader.Persistence.Databases;
using WebTrader.Persistence.Store;

namespace WebTrader.Persistence.Backups;

/// <summary>
/// Copies of a database as it stood at one moment, while it is in use: of a SQLite file another one, of a server's database a compressed text with every row of our tables. Either is checked before it has its name. Thread-safe.
/// </summary>
public static class DatabaseCopy
{
    /// <summary>What SQLite adds to the name of a database for what belongs to it.</summary>
    private static readonly string[] Parts = ["", "-wal", "-shm"];

    /// <summary>How the name of a copy ends.</summary>
    public static string EndingOf(DatabaseAddress database) => database.IsOfServer ? TableText.Ending : ".db";

    /// <summary>Makes a copy; replaces what has the name.</summary>
    /// <param name="tell">Hears of each step before it is taken.</param>
    /// <returns>How far its journal goes.</returns>
    /// <exception cref="IOException">It cannot be made, or the journal in it is not sound; the message says which. What had the name still has it.</exception>
    public static ChainHead Take(DatabaseAddress database, string path, Action<string> tell)
    {
        ChainHead? head = null;
        try
        {
            WholeFile.Make(path, tell, growing =>
            {
                if (database.IsOfServer) WholeText(database, growing);
                else Vacuum(database, growing);
                tell($"{Path.GetFileName(path)}: checking");
                head = database.IsOfServer ? TableText.Check(growing) : Check(growing);
            });
        }
        catch (Exception fault) when (fault is not IOException && database.OpenStore(TimeSpan.FromSeconds(1)).Explain(fault) is { } away)
        {
            throw new IOException(away.Reason, fault);
        }

        return head!;
    }

    /// <summary>Puts a copy in the place of a database that is not there, or has nothing in it.</summary>
    /// <returns>How far the journal goes that is there now.</returns>
    /// <exception cref="IOException">It is no copy, it is damaged, or the place is taken; the message says which, and nothing has changed.</exception>
    public static ChainHead Restore(string copy, DatabaseAddress database, Action<string> tell)
    {
        if (!File.Exists(copy)) throw new IOException($"There is no file {copy}.");
        if (!DatabaseSource.IsDatabase(copy)) return TableText.Restore(copy, database, tell);
        if (database.IsOfServer) throw new IOException($"{copy} is a SQLite file, and the {database.Name} is on a server: a file is restored to a file.");
        // The log of another file beside it would be taken for its own.
        if (Parts.Select(ending => database.Name + ending).FirstOrDefault(File.Exists) is { } there) throw new IOException($"{there} is there already: move the database away first, with the files -wal and -shm beside it.");
        var head = Check(copy);
        WholeFile.Make(database.Name, tell, growing => File.Copy(copy, growing));
        return head;
    }

    private static void WholeText(DatabaseAddress database, string path)
    {
        using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
        TableText.Write(database, file);
    }

    private static void Vacuum(DatabaseAddress database, string path)
    {
        using var source = database.OpenDataSource(TimeSpan.FromSeconds(10));
        using var connection = source.OpenConnection();
        using var command = connection.CreateCommand();
        command.CommandText = "VACUUM INTO $copy";
        command.Parameters.Add(new SqliteParameter("$copy", path));
        command.CommandTimeout = 0;
        command.ExecuteNonQuery();
    }

    private static ChainHead Check(string file)
    {
        if (Damage(file) is { } damage) throw new IOException($"{file} is damaged: {damage}");
        using var source = JournalSource.Open(file);
        return Sound(source);
    }

    /// <summary>Null where the file is whole.</summary>
    private static string? Damage(string file)
    {
        try
        {
            using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA integrity_check(1)";
            return command.ExecuteScalar() is string verdict and not "ok" ? verdict : null;
        }
        catch (SqliteException fault)
        {
            return fault.Message;
        }
    }

    internal static ChainHead Sound(JournalSource source)
    {
        var walk = new ChainWalk(source);
        foreach (var row in walk.Sound())
        {
            // To its end: the walk itself is what counts.
        }

        return walk.Break is null ? walk.Head : throw new IOException(string.Create(CultureInfo.InvariantCulture, $"The journal of {source.Name} is not sound at {walk.Break}."));
    }
}

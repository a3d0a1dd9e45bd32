using WebTrader.Core.Positions;
using WebTrader.Persistence.Recording;

namespace WebTrader.Persistence.Chain;

/// <summary>The journal cannot be read at all, or is none. The message says which file and what is wrong with it.</summary>
public sealed class UnreadableJournalException(string message, Exception? inner = null) : IOException(message, inner);

/// <summary>The journal can be read up to some entry, and what stands after it is damaged.</summary>
public sealed class DamagedJournalException(string message, Exception? inner = null) : IOException(message, inner);

/// <summary>Where a journal is read from, to the byte and without changing anything: a database or an export. Not thread-safe.</summary>
public abstract class JournalSource : IDisposable
{
    /// <summary>The entries in the order in which they stand there; each time from the first one, and the same ones.</summary>
    /// <exception cref="DamagedJournalException">Further on; what came before is good.</exception>
    public abstract IEnumerable<StoredRow> Rows();

    /// <summary>Where it begins; null where it begins with its first entry.</summary>
    public virtual Checkpoint? Checkpoint => null;

    /// <summary>The packed quotes that are stored beside the journal, each time the same ones, in any order; null where none are: an export holds none.</summary>
    /// <exception cref="DamagedJournalException">Further on.</exception>
    public virtual IEnumerable<StoredMinute>? Quotes() => null;

    /// <summary>The positions that were open as far as the journal was told, with the stop that stood then; null where it is not kept: an export holds none.</summary>
    /// <exception cref="DamagedJournalException">They cannot be read.</exception>
    public virtual IReadOnlyList<(AccountId Account, Position Position)>? OpenPositions() => null;

    /// <summary>As <see cref="OpenPositions"/> reads them.</summary>
    private protected static (AccountId, Position) Opened(string account, string reported) => (new AccountId(account), JournalJson.Read<Position>(reported));

    /// <summary>The name of the key that its checkpoint has to be signed with (<see cref="Checkpoint.KeyName"/>); null where that is not known.</summary>
    public string? KeyName { get; set; }

    /// <summary>The file, for people.</summary>
    public abstract string Name { get; }

    /// <summary>Opens a database file, a data folder, or an export: which of them it is shows from its beginning.</summary>
    /// <exception cref="UnreadableJournalException">It is none of these, or cannot be read.</exception>
    public static JournalSource Open(string path)
    {
        var file = Directory.Exists(path) ? Path.Combine(path, DatabaseName) : path;
        if (!File.Exists(file)) throw new UnreadableJournalException(file == path ? $"There is no file {path}." : $"The folder {path} holds no journal: there is no {DatabaseName} in it.");
        try
        {
            return DatabaseSource.IsDatabase(file) ? new DatabaseSource(file) : new ExportSource(file);
        }
        catch (Exception fault) when (fault is UnauthorizedAccessException or IOException and not UnreadableJournalException)
        {
            throw new UnreadableJournalException($"{file} cannot be read: {fault.Message}", fault);
        }
    }

    /// <summary>The name of the database in a data folder.</summary>
    public const string DatabaseName = "webtrader.db";

    public abstract void Dispose();
}

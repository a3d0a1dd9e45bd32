using System.Globalization;
using Microsoft.Data.Sqlite;

namespace WebTrader.Persistence.Store;

/// <summary>What SQLite's result codes mean for the journal (sqlite.org/rescode.html), in words for the operator.</summary>
internal static class SqliteFaults
{
    private const int Error = 1;
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int TooBig = 18;
    private const int Constraint = 19;
    private const int Mismatch = 20;
    private const int NotADatabase = 26;

    /// <summary>Null when the failure is about what was to be written and not about the store.</summary>
    public static StoreFault? Explain(string file, Exception failure)
    {
        for (Exception? cause = failure; cause is not null; cause = cause.InnerException)
        {
            switch (cause)
            {
                case StoreException known:
                    return known.Fault;
                case SqliteException sqlite:
                    return Explain(file, sqlite);
                case IOException or UnauthorizedAccessException or OutOfMemoryException:
                    return Refused(file, cause.Message);
            }
        }

        return null;
    }

    public static StoreFault Missing(string file) =>
        new(StoreFaultKind.Missing, $"The database {file} was deleted while it was in use; a new one is made, and what waits is written there.");

    public static StoreFault Damaged(string file, string detail) =>
        new(StoreFaultKind.Damaged, $"The database {file} is damaged or not a database ({detail}). It is left untouched: move it away to begin a new one, or put a backup in its place.");

    public static StoreFault Newer(string file, string migration) =>
        new(StoreFaultKind.Newer, $"The database {file} was written by a newer build (its change {migration} is not known here). Start the newer build, or let ConnectionStrings:Journal name another file.");

    /// <param name="copy">From before the attempt; null where there was nothing to copy.</param>
    public static StoreFault Unchanged(string file, string? copy, string detail) =>
        new(StoreFaultKind.Unchanged, $"The tables of the database {file} could not be brought to this build's layout ({detail}), and are as they were{(copy is null ? "" : $"; a copy is {copy}")}. Start the build before, or let ConnectionStrings:Journal name another file.");

    /// <summary>Whether a statement failed for what is in the database, and not for its surroundings.</summary>
    public static bool IsOfContent(SqliteException failure) => failure.SqliteErrorCode is Error or Constraint or Mismatch;

    private static StoreFault? Explain(string file, SqliteException failure) => failure.SqliteErrorCode switch
    {
        Constraint or TooBig or Mismatch => null,
        Busy or Locked => new(StoreFaultKind.Locked, $"The database {file} is locked by another process; it is tried again until it is free."),
        Corrupt or NotADatabase => Damaged(file, failure.Message),
        Full => Refused(file, "the disk is full: make room"),
        ReadOnly => Refused(file, "it is read-only: give this process the right to write the file and its folder"),
        CannotOpen when !File.Exists(file) && Directory.Exists(Path.GetDirectoryName(file)) => Missing(file),
        CannotOpen => Refused(file, "the file cannot be opened: check that the folder exists and may be written to"),
        _ => Refused(file, string.Create(CultureInfo.InvariantCulture, $"SQLite error {failure.SqliteExtendedErrorCode}: {failure.Message}")),
    };

    private static StoreFault Refused(string file, string detail) =>
        new(StoreFaultKind.Refused, $"The database {file} cannot be used: {detail}. It is tried again.");
}

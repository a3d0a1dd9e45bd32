using System.Globalization;
using WebTrader.Persistence.Databases;

namespace WebTrader.Persistence;

/// <summary>How the journal is kept. Immutable; checked by <see cref="Problems"/>.</summary>
public sealed record JournalSettings
{
    /// <summary>Where it is kept.</summary>
    public required DatabaseAddress Database { get; init; }

    /// <summary>Where what waits is kept beside the database, so that it outlives a killed process; held by this process alone. Null for in memory alone.</summary>
    public string? WaitingFolder { get; init; }

    /// <summary>Entries that may wait in memory, 100 to 10,000,000. Beyond it the least worth are given up, oldest first.</summary>
    public int QueueLimit { get; init; } = 100_000;

    /// <summary>Minutes of quotes that may wait in memory, one for each symbol, 10 to 1,000,000. Beyond it the oldest are given up.</summary>
    public int QuoteLimit { get; init; } = 10_000;

    /// <summary>How long facts and quotes are kept; 1 to 3650 days.</summary>
    public TimeSpan KeepFor { get; init; } = TimeSpan.FromDays(30);

    /// <summary>Where what is taken out of the journal is exported to first, a full path; null for nowhere.</summary>
    public string? ExportFolder { get; init; }

    /// <summary>Whether old facts and quotes go by themselves, once an hour; otherwise when <see cref="EfJournal.PruneAsync"/> is called.</summary>
    public bool PrunesByItself { get; init; } = true;

    /// <summary>Entries in one transaction, 1 to 10,000.</summary>
    public int BatchSize { get; init; } = 500;

    /// <summary>How long the first entry of a batch waits for others; 0 to 5 s.</summary>
    public TimeSpan BatchWait { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>When waiting entries mean that the store is behind; above 0.</summary>
    public TimeSpan BehindAfter { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The longest that a reader waits for the store to be opened and caught up; 0 to 60 s.</summary>
    public TimeSpan ReadWait { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long another process may hold the database before an attempt counts as failed; above 0, at most 60 s.</summary>
    public TimeSpan LockWait { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The pause after a first failure; it doubles up to <see cref="LongestRetry"/>. Above 0.</summary>
    public TimeSpan FirstRetry { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>The longest pause between two attempts; at least <see cref="FirstRetry"/>.</summary>
    public TimeSpan LongestRetry { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Every setting that does not fit, by name, value and allowed range; empty when all are sound.</summary>
    public IEnumerable<string> Problems()
    {
        var minute = TimeSpan.FromMinutes(1);
        if (QueueLimit is < 100 or > 10_000_000) yield return Say(nameof(QueueLimit), QueueLimit, "100 to 10000000");
        if (QuoteLimit is < 10 or > 1_000_000) yield return Say(nameof(QuoteLimit), QuoteLimit, "10 to 1000000");
        if (KeepFor < TimeSpan.FromDays(1) || KeepFor > TimeSpan.FromDays(3650)) yield return Say(nameof(KeepFor), KeepFor, "1 to 3650 days");
        if (BatchSize is < 1 or > 10_000) yield return Say(nameof(BatchSize), BatchSize, "1 to 10000");
        if (BatchWait < TimeSpan.Zero || BatchWait > TimeSpan.FromSeconds(5)) yield return Say(nameof(BatchWait), BatchWait, "0 to 5 s");
        if (BehindAfter <= TimeSpan.Zero) yield return Say(nameof(BehindAfter), BehindAfter, "above 0");
        if (ReadWait < TimeSpan.Zero || ReadWait > minute) yield return Say(nameof(ReadWait), ReadWait, "0 to 60 s");
        if (LockWait <= TimeSpan.Zero || LockWait > minute) yield return Say(nameof(LockWait), LockWait, "above 0, at most 60 s");
        if (FirstRetry <= TimeSpan.Zero) yield return Say(nameof(FirstRetry), FirstRetry, "above 0");
        if (LongestRetry < FirstRetry) yield return Say(nameof(LongestRetry), LongestRetry, Say("at least FirstRetry", FirstRetry));
    }

    private static string Say<T>(string name, T value, string allowed) =>
        string.Create(CultureInfo.InvariantCulture, $"{name} is {value}, allowed is {allowed}");

    private static string Say<T>(string bound, T value) => string.Create(CultureInfo.InvariantCulture, $"{bound} ({value})");
}

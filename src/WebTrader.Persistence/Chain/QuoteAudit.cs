using System.Globalization;
using WebTrader.Core.Journal;
using WebTrader.Persistence.Recording;

namespace WebTrader.Persistence.Chain;

/// <summary>
/// Holds the quotes that are stored against what the journal says of them. Retention takes the oldest ones out before the facts about them, so that missing ones are bad only where older ones
/// are there, or where they are too young for it. Not thread-safe.
/// </summary>
public sealed class QuoteAudit
{
    private readonly Dictionary<(string Account, string Symbol, long Minute), (string Sha256, string Entry)> told = [];
    private long? first;

    /// <summary>Minutes that are stored, and are what was written.</summary>
    public long Sound { get; private set; }

    /// <summary>Takes the next fact.</summary>
    /// <param name="entry">Which entry of the journal it is, for people.</param>
    public void Take(QuotesKept kept, string entry)
    {
        foreach (var minute in kept.Minutes)
        {
            var at = minute.Minute.ToUnixTimeMilliseconds();
            told[(kept.Account.Value, minute.Symbol, at)] = (minute.Sha256, entry);
            if (!(first < at)) first = at;
        }
    }

    /// <summary>Nothing younger is ever taken out by retention.</summary>
    private static readonly TimeSpan AlwaysKept = TimeSpan.FromDays(1);

    /// <summary>The first minute that is not what the journal says, in words; null when all are.</summary>
    /// <param name="until">The time of the last entry of the journal; null where it has none.</param>
    public string? Fault(IEnumerable<StoredMinute> stored, DateTimeOffset? until)
    {
        long? oldest = null;
        var left = new HashSet<(string, string, long)>(told.Keys);
        foreach (var minute in stored)
        {
            if (!(oldest < minute.Minute)) oldest = minute.Minute;
            var key = (minute.Account, minute.Symbol, minute.Minute);
            if (!told.TryGetValue(key, out var known))
            {
                // What is older than the first fact was stored before quotes were in the chain, or its fact was taken out with the beginning of the journal.
                if (first is { } begins && minute.Minute > begins) return $"{Say(key)} are stored, and no entry tells of them: they were put in";
                continue;
            }

            left.Remove(key);
            if (EntryRecorder.Sha256(minute.Data) != known.Sha256) return $"{Say(key)} are not what {known.Entry} says: they were changed";
            Sound++;
        }

        return left.Where(key => key.Item3 > (oldest ?? (until - AlwaysKept)?.ToUnixTimeMilliseconds())).OrderBy(key => key.Item3).Select(key => $"{Say(key)} are missing, which {told[key].Entry} tells of: they were taken out").FirstOrDefault();
    }

    private static string Say((string Account, string Symbol, long Minute) key) =>
        string.Create(CultureInfo.InvariantCulture, $"the quotes of {key.Symbol} of {DateTimeOffset.FromUnixTimeMilliseconds(key.Minute):yyyy-MM-dd HH:mm'Z'} (account {key.Account})");
}

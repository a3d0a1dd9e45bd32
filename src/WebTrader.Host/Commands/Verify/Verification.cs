using System.Globalization;
using WebTrader.Core.Journal;
using WebTrader.Persistence.Chain;

namespace WebTrader.Host.Commands.Verify;

/// <summary>
/// Goes along a journal once: each entry must be what it was when it was written, and each stop of the rules what they make of what they were
/// given. Stops at the first entry that does not fit the chain; of the stops that are not explained it tells the first.
/// </summary>
internal sealed class Verification
{
    public const int Sound = 0;
    public const int Broken = 1;
    public const int Unexplained = 2;

    private readonly StopAudit audit;
    private readonly QuoteAudit quotes = new();
    private readonly PublishedHead? published;
    private bool isPublishedThere;

    private Verification(PublishedHead? published, Checkpoint? checkpoint)
    {
        this.published = published;
        Checkpoint = checkpoint;
        audit = new StopAudit(isFromTheBeginning: checkpoint is null);
    }

    /// <summary>Where the journal begins; null where it begins with its first entry.</summary>
    public Checkpoint? Checkpoint { get; }

    /// <summary>The last sound entry.</summary>
    public ChainHead Head { get; private set; } = ChainHead.Genesis;

    public long Entries { get; private set; }

    /// <summary>The time of the first entry; null where there is none.</summary>
    public DateTimeOffset? From { get; private set; }

    /// <summary>The time of the last sound entry; null where there is none.</summary>
    public DateTimeOffset? Until { get; private set; }

    public StopAudit Audit => audit;

    /// <summary>The first entry that does not fit the chain, and why; null when all do.</summary>
    public string? ChainFault { get; private set; }

    /// <summary>What became of the published head, in words; null when it is in the chain, or none was asked for.</summary>
    public string? HeadFault { get; private set; }

    /// <summary>Minutes of quotes that are what the journal says; null where none are stored beside it.</summary>
    public long? SoundQuotes { get; private set; }

    /// <summary>The first stop or close that the rules do not explain, and why; null when they explain all.</summary>
    public string? StopFault { get; private set; }

    public int ExitCode => ChainFault is not null || HeadFault is not null ? Broken : StopFault is not null ? Unexplained : Sound;

    public static Verification Of(JournalSource source, PublishedHead? published)
    {
        var verification = new Verification(published, source.Checkpoint);
        verification.Run(source);
        return verification;
    }

    private void Run(JournalSource source)
    {
        var walk = new ChainWalk(source);
        See(walk.Head);
        foreach (var row in walk.Sound())
        {
            Entries++;
            From ??= row.Time;
            Until = row.Time;
            See(walk.Head);
            if (Unexplain(row) is { } why) StopFault ??= $"{row.Title}: {why}";
        }

        Head = walk.Head;
        ChainFault = walk.Break?.ToString();
        if (ChainFault is null && source.Quotes() is { } stored) (ChainFault, SoundQuotes) = (FaultOf(stored), quotes.Sound);
        if (published?.Sequence < Checkpoint?.Sequence) HeadFault = string.Create(CultureInfo.InvariantCulture, $"the published head {published} is older than the journal, which begins after {Checkpoint.Sequence}: choose a later one");
        else if (published is not null && !isPublishedThere && (ChainFault is null || published.Sequence <= Head.Sequence)) HeadFault = Missing(published);
    }

    private string? FaultOf(IEnumerable<StoredMinute> stored)
    {
        try
        {
            return quotes.Fault(stored, Until);
        }
        catch (DamagedJournalException damage)
        {
            return damage.Message;
        }
    }

    private void See(ChainHead head) => isPublishedThere |= published?.Is(head) == true;

    private string? Unexplain(StoredRow row)
    {
        try
        {
            if (StoredFacts.Read(row) is not { } fact) return null;
            if (fact is not QuotesKept kept) return audit.Take(fact);
            quotes.Take(kept, row.Title);
            return null;
        }
        catch (InvalidDataException wrong)
        {
            return wrong.Message;
        }
    }

    private string Missing(PublishedHead head) => head.Sequence > Head.Sequence
        ? string.Create(CultureInfo.InvariantCulture, $"the published head {head} is not in the journal, which ends at {Head}: entries {Head.Sequence + 1} to {head.Sequence} were taken from its end, or it is another journal")
        : $"the published head {head} is not in the journal, which ends at {Head}: entries were taken from its end or written anew, or it is another journal";
}

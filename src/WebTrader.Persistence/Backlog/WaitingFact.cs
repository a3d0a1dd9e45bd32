using System.Text.Json;
using WebTrader.Core.Journal;
using WebTrader.Core.Positions;
using WebTrader.Persistence.Chain;
using WebTrader.Persistence.Recording;

namespace WebTrader.Persistence.Backlog;

/// <summary>A fact that waits in a file: its columns as they will stand in the journal.</summary>
/// <param name="After">How far the journal went when it was appended: it is stored after that, or not at all.</param>
/// <param name="At">Unix milliseconds, UTC.</param>
internal sealed record WaitingFact(long After, string Account, long At, long? Ticket, string Kind, string Text, string Data)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static WaitingFact Of(JournalEntry entry, long after) => new(
        after, entry.Account.Value, entry.At.ToUnixTimeMilliseconds(), entry.Ticket?.Value, JournalWords.Kind(entry), JournalWords.Say(entry), JournalJson.WriteFact(entry));

    /// <summary>One line, with its end: a line without one was cut short.</summary>
    public byte[] ToLine() => [.. JsonSerializer.SerializeToUtf8Bytes(this, Options), (byte)'\n'];

    /// <summary>Null for what is no such line.</summary>
    public static WaitingFact? Read(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<WaitingFact>(line, Options) is { Account: not null, Kind: not null, Text: not null, Data: not null } fact ? fact : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>What of it has an effect beyond its row; null where it has none.</summary>
    /// <exception cref="InvalidDataException">Its data is not what the journal writes.</exception>
    public JournalEntry? ToEntry() => StoredFacts.Effect(Kind, new AccountId(Account), Data);
}

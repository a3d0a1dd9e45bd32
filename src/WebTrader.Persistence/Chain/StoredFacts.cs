using System.Text;
using System.Text.Json;
using WebTrader.Core.Journal;
using WebTrader.Core.Positions;
using WebTrader.Persistence.Recording;

namespace WebTrader.Persistence.Chain;

/// <summary>Reads facts back out of the journal. Thread-safe.</summary>
public static class StoredFacts
{
    /// <summary>The fact of a row that tells of stops, orders and closes, or of stored quotes; null for all others, which nothing is checked by.</summary>
    /// <exception cref="InvalidDataException">It is of such a kind, but not what the journal writes.</exception>
    public static JournalEntry? Read(StoredRow row) => Words(row.Kind) switch
    {
        "stopIntended" => Read<StopIntended>(row),
        "stopSettled" => Read<StopSettled>(row) is var settled ? settled with { Intent = settled.Intent with { Account = settled.Account } } : null,
        "takeProfitIntended" => Read<TakeProfitIntended>(row),
        "closeIntended" => Read<CloseIntended>(row),
        "openIntended" => Read<OpenIntended>(row),
        "positionClosed" => Read<PositionClosed>(row),
        "quotesKept" => Read<QuotesKept>(row),
        _ => null,
    };

    /// <summary>The fact that changes more than the journal when it is stored: trades, stop moves, open positions, epochs; null for all others.</summary>
    /// <exception cref="InvalidDataException">It is of such a kind, but not what the journal writes.</exception>
    internal static JournalEntry? Effect(string kind, AccountId account, string data) => kind switch
    {
        "sessionStarted" => Read<SessionStarted>(kind, account, data),
        "positionSeen" => Read<PositionSeen>(kind, account, data),
        "partlyClosed" => Read<PartlyClosed>(kind, account, data),
        "stopIntended" => Read<StopIntended>(kind, account, data),
        "stopSettled" => Read<StopSettled>(kind, account, data) is var settled ? settled with { Intent = settled.Intent with { Account = account } } : null,
        "positionClosed" => Read<PositionClosed>(kind, account, data),
        _ => null,
    };

    private static T Read<T>(StoredRow row)
        where T : JournalEntry => Read<T>(Words(row.Kind), new AccountId(Words(row.Account)), Words(row.Data));

    private static T Read<T>(string kind, AccountId account, string data)
        where T : JournalEntry
    {
        try
        {
            return (T)(JournalJson.Read<T>(data) with { Account = account });
        }
        catch (JsonException broken)
        {
            throw new InvalidDataException($"its data is not what the journal writes of a {kind}: {broken.Message}", broken);
        }
    }

    private static string Words(byte[]? column) => Encoding.UTF8.GetString(column ?? []);
}

using System.Text;
using System.Text.Json;
using WebTrader.Core.Journal;
using WebTrader.Core.Positions;
using WebTrader.Persistence.Recording;

namespace WebTrader.Persistence.Chain;

/// <summary>Reads facts back out of the journal. Thread-safe.</summary>
public static class StoredFacts
{
    /// <summary>The fact of a row that tells of stops and closes; null for all others, which no decision is derived from.</summary>
    /// <exception cref="InvalidDataException">It is of such a kind, but not what the journal writes.</exception>
    public static JournalEntry? Read(StoredRow row) => Words(row.Kind) switch
    {
        "stopIntended" => Read<StopIntended>(row),
        "stopSettled" => Read<StopSettled>(row) is var settled ? settled with { Intent = settled.Intent with { Account = settled.Account } } : null,
        "takeProfitIntended" => Read<TakeProfitIntended>(row),
        "closeIntended" => Read<CloseIntended>(row),
        "positionClosed" => Read<PositionClosed>(row),
        _ => null,
    };

    private static T Read<T>(StoredRow row)
        where T : JournalEntry
    {
        try
        {
            return (T)(JournalJson.Read<T>(Words(row.Data)) with { Account = new AccountId(Words(row.Account)) });
        }
        catch (JsonException broken)
        {
            throw new InvalidDataException($"its data is not what the journal writes of a {Words(row.Kind)}: {broken.Message}", broken);
        }
    }

    private static string Words(byte[]? column) => Encoding.UTF8.GetString(column ?? []);
}

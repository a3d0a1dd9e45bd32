using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;

namespace WebTrader.Host.Tests.Durability;

/// <summary>Every stop that a journal tells of: what was to be sent, what an order brought along, and what was found at the broker.</summary>
internal sealed class RecordedStops(string database)
{
    /// <summary>Where a fact of a kind tells of a stop.</summary>
    private static readonly Dictionary<string, string> Places = new(StringComparer.Ordinal)
    {
        ["stopIntended"] = "write.stop",
        ["takeProfitIntended"] = "write.stop",
        ["openSettled"] = "intent.write.stop",
        ["positionSeen"] = "position.stopLoss",
        ["changedByOthers"] = "after.stopLoss",
    };

    private readonly HashSet<(Ticket, Price?)> stops = [];
    private long read;

    /// <summary>Whether a journal of a host that runs tells of it by now.</summary>
    public bool Tells((Ticket, Price?) change)
    {
        if (!stops.Contains(change)) ReadOn();
        return stops.Contains(change);
    }

    private void ReadOn()
    {
        using var connection = new SqliteConnection($"Data Source={database};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT Sequence, Ticket, Kind, Data FROM Journal WHERE Sequence > $read AND Kind IN ('{string.Join("','", Places.Keys)}') AND Ticket IS NOT NULL ORDER BY Sequence";
        command.Parameters.AddWithValue("$read", read);
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            read = rows.GetInt64(0);
            using var data = JsonDocument.Parse(rows.GetString(3));
            stops.Add((new Ticket(rows.GetInt64(1)), At(data.RootElement, Places[rows.GetString(2)])));
        }
    }

    private static Price? At(JsonElement data, string place)
    {
        foreach (var name in place.Split('.'))
        {
            if (!data.TryGetProperty(name, out data)) return null;
        }

        return new Price(decimal.Parse(data.GetString()!, CultureInfo.InvariantCulture));
    }
}

using WebTrader.Core.Positions;
using WebTrader.Engine.Views;

namespace WebTrader.Host.Live;

/// <summary>
/// What watchers of an account were last told of each row. A browser lets ages count on by itself, so ages alone are no change, until
/// what it counts would be wrong by more than a second: a quote that came again with the same price, a stop that was checked again. Not thread-safe.
/// </summary>
internal sealed class RowChanges
{
    private const long WrongByMs = 1_000;

    private readonly Dictionary<Ticket, (PositionView Row, long AtMs)> told = [];

    /// <summary>The rows to send, and the tickets that are gone, since the last call.</summary>
    /// <param name="rows">All rows as of now.</param>
    /// <param name="nowMs">Milliseconds on any scale that only grows.</param>
    public (List<PositionView> Upserts, List<Ticket> Removed) Take(IReadOnlyList<PositionView> rows, long nowMs)
    {
        var upserts = new List<PositionView>();
        var present = new HashSet<Ticket>();
        foreach (var row in rows)
        {
            present.Add(row.Ticket);
            if (told.TryGetValue(row.Ticket, out var last) && !IsNews(last.Row, row, nowMs - last.AtMs)) continue;
            upserts.Add(row);
            told[row.Ticket] = (row, nowMs);
        }

        var removed = told.Keys.Where(ticket => !present.Contains(ticket)).ToList();
        foreach (var ticket in removed) told.Remove(ticket);
        return (upserts, removed);
    }

    private static bool IsNews(PositionView told, PositionView row, long elapsedMs) =>
        Ageless(told) != Ageless(row)
        || IsOff(told.QuoteAgeMs, row.QuoteAgeMs, elapsedMs)
        || IsOff(told.StateAgeMs, row.StateAgeMs, elapsedMs)
        || IsOff(told.StopAgeMs, row.StopAgeMs, elapsedMs)
        || IsOff(told.EvaluationAgeMs, row.EvaluationAgeMs, elapsedMs);

    private static bool IsOff(long? told, long? age, long elapsedMs) =>
        told.HasValue != age.HasValue || (told is { } before && age is { } now && Math.Abs(before + elapsedMs - now) > WrongByMs);

    private static PositionView Ageless(PositionView row) => row with { QuoteAgeMs = null, StateAgeMs = 0, StopAgeMs = null, EvaluationAgeMs = 0 };
}

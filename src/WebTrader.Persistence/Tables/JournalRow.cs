using WebTrader.Core.Positions;

namespace WebTrader.Persistence.Tables;

/// <summary>A fact, in the order in which it was appended. Rows are added and never changed: each is chained to the one before.</summary>
public sealed class JournalRow
{
    /// <summary>One more than that of the row before.</summary>
    public required long Sequence { get; init; }
    public required AccountId Account { get; init; }
    public required DateTimeOffset At { get; init; }
    public Ticket? Ticket { get; init; }

    /// <summary>The name of the fact, as in <c>stopSettled</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>A sentence for people.</summary>
    public required string Text { get; init; }

    /// <summary>The whole fact as JSON; decimals and tickets are strings.</summary>
    public required string Data { get; init; }

    /// <summary>Over this row and the hash of the one before; see <see cref="Chain.JournalChain"/>.</summary>
    public string Hash { get; set; } = "";
}

using WebTrader.Core.Positions;
using WebTrader.Engine.Book;
using WebTrader.Engine.StopLoss;

namespace WebTrader.Engine.Trading;

/// <summary>
/// Whether a position may be opened through us at this moment. It holds back entries only: nothing that lessens a risk ever asks here. On the session's scheduler.
/// </summary>
public sealed class EntryGate(StopEvaluator evaluator, PositionBook book, Func<bool> isConnected, Func<bool?> isNetting)
{
    private readonly List<Func<Position, string?>> limits = [];
    private readonly List<Position> inTheAir = [];

    /// <summary>What has left for the broker and is neither in the book nor refused: limits count it too.</summary>
    public IReadOnlyList<Position> InTheAir => inTheAir;

    /// <summary>Adds something that may hold entries back: it says why, or null.</summary>
    public void Add(Func<Position, string?> limit) => limits.Add(limit);

    /// <summary>Why this position may not be opened, in words that name the lever; null when it may.</summary>
    /// <param name="entry">As it would be once it is open.</param>
    public string? WhyNot(Position entry)
    {
        if (!isConnected()) return "There is no connection to the broker: nothing is opened that could not be watched";
        if (!evaluator.Arming.Covers(entry)) return $"Positions in {entry.Symbol} are only observed: arm the account, or this symbol, first";
        if (!evaluator.Settings.For(entry).IsManaged) return $"Positions like this one are left to others: Manage is false in the stop settings ({evaluator.Settings.For(entry).Origins.GetValueOrDefault("Manage", "default")})";
        if (isNetting() != false && (book.Open.Any(tracked => tracked.Position.Symbol == entry.Symbol) || inTheAir.Exists(other => other.Symbol == entry.Symbol)))
            return $"Everything in {entry.Symbol} is one position on this account, and one is open or on its way: an order would take its stop along, or close it. Close it first, or trade it in the terminal";
        foreach (var limit in limits)
        {
            if (limit(entry) is { } why) return why;
        }

        return null;
    }

    /// <summary>Asks again and lets it out in one step, so that of two orders at once the second counts the first.</summary>
    /// <returns>Why not; null when it is out, and then <see cref="Return"/> is called for it.</returns>
    public string? Leave(Position entry)
    {
        if (WhyNot(entry) is { } why) return why;
        inTheAir.Add(entry);
        return null;
    }

    /// <summary>It is in the book, was refused, or cannot arrive any more.</summary>
    public void Return(Position entry) => inTheAir.Remove(entry);
}

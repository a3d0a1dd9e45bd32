using WebTrader.Core.Positions;
using WebTrader.Engine.StopLoss;

namespace WebTrader.Engine.Trading;

/// <summary>
/// Whether a position may be opened through us at this moment. It holds back entries only: nothing that lessens a risk ever asks here. On the session's scheduler.
/// </summary>
public sealed class EntryGate(StopEvaluator evaluator, Func<bool> isConnected)
{
    private readonly List<Func<Position, string?>> limits = [];

    /// <summary>Adds something that may hold entries back: it says why, or null.</summary>
    public void Add(Func<Position, string?> limit) => limits.Add(limit);

    /// <summary>Why this position may not be opened, in words that name the lever; null when it may.</summary>
    /// <param name="entry">As it would be once it is open.</param>
    public string? WhyNot(Position entry)
    {
        if (!isConnected()) return "There is no connection to the broker: nothing is opened that could not be watched";
        if (!evaluator.Arming.Covers(entry)) return $"Positions in {entry.Symbol} are only observed: arm the account, or this symbol, first";
        if (!evaluator.Settings.For(entry).IsManaged) return $"Positions like this one are left to others: Manage is false in the stop settings ({evaluator.Settings.For(entry).Origins.GetValueOrDefault("Manage", "default")})";
        foreach (var limit in limits)
        {
            if (limit(entry) is { } why) return why;
        }

        return null;
    }
}

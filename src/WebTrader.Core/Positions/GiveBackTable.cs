using WebTrader.Core.Market;
using WebTrader.Core.Stops;

namespace WebTrader.Core.Positions;

/// <summary>Trades of one rule, or of all: what they made, and what of their best profit they gave back.</summary>
/// <param name="Rule">Whose stop stood when they ended; null where none of ours did.</param>
/// <param name="Profit">Gross, of all.</param>
/// <param name="Watched">How many were in profit while somebody watched; the figures that follow are of these.</param>
/// <param name="Peak">Sum of the highest gross profits.</param>
/// <param name="GivenBack">What of that was not kept; of each trade at most all of it.</param>
public sealed record GiveBackLine(RuleName? Rule, int Trades, Money Profit, int Watched, Money Peak, Money GivenBack)
{
    /// <summary>Of the peak, 0 to 1; null where nothing was watched.</summary>
    public decimal? Share => Peak > Money.Zero ? GivenBack.Amount / Peak.Amount : null;

    internal GiveBackLine With(Trade trade)
    {
        var all = this with { Trades = Trades + 1, Profit = Profit + trade.Profit };
        if (trade.PeakProfit is not { } peak || peak <= Money.Zero) return all;
        var kept = trade.Profit <= Money.Zero ? Money.Zero : trade.Profit < peak ? trade.Profit : peak;
        return all with { Watched = Watched + 1, Peak = Peak + peak, GivenBack = GivenBack + peak - kept };
    }
}

/// <summary>Adds trades up by the rule in charge when they ended. Exact decimals; not thread-safe.</summary>
public sealed class GiveBackTable
{
    private static readonly GiveBackLine Nothing = new(null, 0, Money.Zero, 0, Money.Zero, Money.Zero);

    // A rule that is none is a key, too.
    private readonly Dictionary<(RuleName? Rule, bool), GiveBackLine> lines = [];

    /// <summary>Of all together.</summary>
    public GiveBackLine Total { get; private set; } = Nothing;

    /// <summary>What gave back most first.</summary>
    public IReadOnlyList<GiveBackLine> Lines => [.. lines.Values.OrderByDescending(line => line.GivenBack.Amount).ThenByDescending(line => line.Trades).ThenBy(line => line.Rule)];

    /// <param name="lastSet">Whose stop of ours the broker last showed; null where it showed none.</param>
    public void Add(Trade trade, RuleName? lastSet)
    {
        // What others moved after our last stop is known by how it ended.
        RuleName? rule = trade.Reason == CloseReason.ForeignStop ? RuleName.Broker : lastSet;
        lines[(rule, true)] = (lines.GetValueOrDefault((rule, true)) ?? Nothing with { Rule = rule }).With(trade);
        Total = Total.With(trade);
    }
}

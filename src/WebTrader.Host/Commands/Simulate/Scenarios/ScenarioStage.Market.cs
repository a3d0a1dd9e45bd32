using WebTrader.Core.Market;
using WebTrader.Core.Positions;

namespace WebTrader.Host.Commands.Simulate.Scenarios;

/// <content>The market: every symbol is quoted ten times a second, moving or not, unless a line silences it.</content>
internal sealed partial class ScenarioStage
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(100);

    private readonly Dictionary<string, Row> rows = new(StringComparer.Ordinal);
    private decimal peak;

    /// <summary>What strains the walks from now on.</summary>
    public WalkStress Stress { get; set; } = new();

    /// <summary>The largest fall of the equity from its highest so far, in percent of that.</summary>
    public decimal Drawdown { get; private set; }

    /// <summary>The bid goes there in even steps, one each tenth of a second.</summary>
    public void Move(string symbol, int points, TimeSpan over)
    {
        var row = rows[symbol];
        var spec = Broker.SpecOf(symbol);
        var from = row.Bid;
        var ticks = points * spec.Point / spec.TickSize;
        var steps = (int)Math.Max(1, over.Ticks / Beat.Ticks);
        for (var step = 1; step <= steps; step++)
        {
            Pass(Now + (over / steps));
            row.Bid = from + (Math.Round(ticks * step / steps) * spec.TickSize);
            QuoteAll();
        }
    }

    public void Jump(string symbol, int points)
    {
        rows[symbol].Bid += points * Broker.SpecOf(symbol).Point;
        Quote(symbol);
    }

    public void SetSpread(string symbol, int points)
    {
        rows[symbol].Spread = points * Broker.SpecOf(symbol).Point;
        Quote(symbol);
    }

    public void Wait(TimeSpan length)
    {
        var until = Now + length;
        while (Now < until)
        {
            Pass(Now + Beat < until ? Now + Beat : until);
            QuoteAll();
        }
    }

    public void Silence(TimeSpan length)
    {
        for (var until = Now + length; Now < until;) Pass(Now + Beat < until ? Now + Beat : until);
    }

    /// <summary>While it is closed there are no quotes either.</summary>
    public void SetMarketOpen(string symbol, bool open)
    {
        rows[symbol].IsOpen = open;
        Broker.SetMarketOpen(symbol, open);
        watch.Markets[symbol] = open ? Now.AddSeconds(2) : DateTimeOffset.MaxValue;
    }

    public void Change(string symbol, Func<SymbolSpec, SymbolSpec> change) =>
        OnScheduler(() => Broker.ChangeSymbol(symbol, known => known with { Spec = change(known.Spec) }));

    public void Walk(WalkPlan plan)
    {
        var row = rows[plan.Symbol];
        var spec = Broker.SpecOf(plan.Symbol);
        var begin = Now;
        var opened = 0;
        var walk = new ScenarioWalk(plan, Stress, spec, new Price(row.Bid), (int)(row.Spread / spec.Point), begin) { Hits = (side, closing) => WouldHit(plan.Symbol, side, closing) };
        foreach (var quote in walk.Quotes())
        {
            Pass(quote.Time);
            row.Bid = quote.Bid.Value;
            var usual = row.Spread;
            row.Spread = quote.Ask.Value - quote.Bid.Value;
            QuoteAll();
            row.Spread = usual;
            if (plan.Openings is not { } openings || Now - begin < openings.Every * (opened + 1)) continue;
            Open(openings.Name, plan.Symbol, openings.Side ?? (opened % 2 == 0 ? Side.Long : Side.Short), openings.Lots, null, openings.Target);
            opened++;
        }

        Pass(begin + plan.Length);
        QuoteAll();
    }

    private bool WouldHit(string symbol, Side side, decimal closing) =>
        Broker.Positions.Any(position => position.Symbol == symbol && position.Side == side && position.StopLoss is { } stop && side.IsAtOrPast(new Price(closing), stop));

    private void Add(ScriptMarket market)
    {
        Broker.ChangeSymbol(market.Symbol, known => known with { Spec = known.Spec with { StopsLevel = market.StopsLevel, FreezeLevel = market.FreezeLevel } });
        rows.Add(market.Symbol, new Row { Bid = market.Bid, Spread = market.Spread * Broker.SpecOf(market.Symbol).Point });
        Quote(market.Symbol);
    }

    private void QuoteAll()
    {
        foreach (var symbol in rows.Keys) Quote(symbol);
    }

    private void Quote(string symbol)
    {
        var row = rows[symbol];
        if (!row.IsOpen) return;
        if (row.Bid <= 0) throw new StageException($"the price of {symbol} would be zero or less");
        OnScheduler(() => Broker.Feed(symbol, new Price(row.Bid), new Price(row.Bid + row.Spread), Now));
        var equity = Broker.Equity.Amount;
        peak = Math.Max(peak, equity);
        Drawdown = Math.Max(Drawdown, (peak - equity) / peak * 100m);
    }

    private void Pass(DateTimeOffset until)
    {
        time.AdvanceTo(until);
        watch.Observe();
    }

    private sealed class Row
    {
        public decimal Bid { get; set; }

        /// <summary>In price.</summary>
        public decimal Spread { get; set; }
        public bool IsOpen { get; set; } = true;
    }
}

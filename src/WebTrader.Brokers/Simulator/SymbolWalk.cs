using WebTrader.Brokers.Ticks;
using WebTrader.Core.Market;

namespace WebTrader.Brokers.Simulator;

/// <summary>One symbol walking through the simulated market, quote by quote.</summary>
internal sealed class SymbolWalk
{
    // The bid never leaves this part of where it began, so that days on end stay plausible.
    private const int LeashPerMille = 60;

    private readonly MarketSymbol symbol;
    private SplitMix random;
    private long bid;
    private MarketRegime regime;
    private DateTimeOffset regimeEnds;
    private long regimeTicks;
    private int wider;

    public SymbolWalk(MarketSymbol symbol, MarketSymbolState at)
    {
        this.symbol = symbol;
        random = new SplitMix(at.Random);
        (bid, regime, regimeEnds, regimeTicks, wider, Next) = (at.BidTicks, at.Regime, at.RegimeEnds, at.RegimeTicks, at.WiderTicks, at.Next);
    }

    public DateTimeOffset Next { get; private set; }

    public static MarketSymbolState Begin(MarketSymbol symbol, ulong seed, int index, DateTimeOffset start)
    {
        var random = SplitMix.For(seed, (ulong)index);
        var first = start.AddMilliseconds(random.Between(1, 300));
        return new MarketSymbolState
        {
            Name = symbol.Name,
            Random = random.State,
            BidTicks = symbol.StartTicks,
            Regime = MarketRegime.Quiet,
            RegimeEnds = start.AddSeconds(random.Between(20, 120)),
            RegimeTicks = symbol.StartTicks,
            WiderTicks = 0,
            Next = first,
        };
    }

    public MarketSymbolState State() => new()
    {
        Name = symbol.Name,
        Random = random.State,
        BidTicks = bid,
        Regime = regime,
        RegimeEnds = regimeEnds,
        RegimeTicks = regimeTicks,
        WiderTicks = wider,
        Next = Next,
    };

    public void StayClosedUntil(DateTimeOffset moment)
    {
        if (Next > moment) return;
        var closed = moment - Next;
        regimeEnds += closed;
        Next = moment.AddMilliseconds(random.Between(1, 900));
    }

    public TimedQuote Make()
    {
        var at = Next;
        if (at >= regimeEnds) ChangeRegime(at);
        Step(IsQuietHour(at));
        var spread = Spread(at);
        Next = at.AddMilliseconds(Gap(at));
        return new TimedQuote(symbol.Name, new Price(bid * symbol.TickSize), new Price((bid + spread) * symbol.TickSize), at);
    }

    private void ChangeRegime(DateTimeOffset at)
    {
        var draw = random.Below(100);
        regime = draw switch
        {
            < 20 => MarketRegime.Quiet,
            < 45 => MarketRegime.TrendUp,
            < 70 => MarketRegime.TrendDown,
            < 88 => MarketRegime.Choppy,
            _ => MarketRegime.Volatile,
        };
        regimeTicks = bid;
        regimeEnds = at.AddSeconds(random.Between(60, regime == MarketRegime.Volatile ? 240 : 900));
    }

    private void Step(bool isQuietHour)
    {
        var step = regime switch
        {
            MarketRegime.Quiet => Math.Max(1, symbol.StepTicks / 2),
            MarketRegime.Volatile => symbol.StepTicks * 2,
            _ => symbol.StepTicks,
        };
        if (isQuietHour) step = Math.Max(1, step * 2 / 3);

        // Two draws instead of one: small moves are more frequent than large ones.
        long move = (random.Between(-step, step) + random.Between(-step, step)) / 2;
        if (regime is MarketRegime.TrendUp or MarketRegime.TrendDown && random.PerMille(120))
            move += (regime == MarketRegime.TrendUp ? 1 : -1) * Math.Max(1, step / 3);
        if (regime == MarketRegime.Choppy) move -= Math.Clamp((bid - regimeTicks) / 40, -step, step);
        if (random.Below(12_000) == 0) move += Jump();

        var leash = symbol.StartTicks * LeashPerMille / 1000;
        var away = bid - symbol.StartTicks;
        if (Math.Abs(away) > leash / 2 && random.PerMille(300)) move -= Math.Sign(away) * Math.Max(1, step / 3);
        bid = Math.Clamp(bid + move, symbol.StartTicks - leash, symbol.StartTicks + leash);
    }

    // News: the price is elsewhere at once, and the spread is wide for a while.
    private long Jump()
    {
        wider = symbol.SpreadTicks * random.Between(3, 8);
        return (random.Below(2) == 0 ? 1 : -1) * (long)symbol.StepTicks * random.Between(6, 22);
    }

    private int Spread(DateTimeOffset at)
    {
        wider -= (wider + 19) / 20;
        var spread = symbol.SpreadTicks + random.Between(0, Math.Max(1, symbol.SpreadTicks / 4)) + wider;
        if (regime == MarketRegime.Volatile) spread += symbol.SpreadTicks / 3;
        return IsRollover(at) ? spread * 4 : spread;
    }

    private int Gap(DateTimeOffset at)
    {
        var gap = regime == MarketRegime.Volatile ? random.Between(120, 400) : random.Between(200, 800);
        return IsQuietHour(at) ? gap * 2 : gap;
    }

    private static bool IsQuietHour(DateTimeOffset at) => at.UtcDateTime.Hour is >= 21 or < 5;

    // New York's evening, when banks roll their books and hardly anybody quotes.
    private static bool IsRollover(DateTimeOffset at) => at.UtcDateTime is { Hour: 20, Minute: >= 58 } or { Hour: 21, Minute: < 6 };
}

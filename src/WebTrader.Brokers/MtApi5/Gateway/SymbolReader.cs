using WebTrader.Brokers.MtApi5.Protocol;

namespace WebTrader.Brokers.MtApi5.Gateway;

/// <summary>Reads what the terminal says of symbols, and keeps it. On the session's scheduler.</summary>
internal sealed class SymbolReader(ExpertDesk experts, TimeProvider clock)
{
    private readonly Dictionary<string, SymbolFacts> known = new(StringComparer.Ordinal);

    public IReadOnlyCollection<SymbolFacts> Known => known.Values;

    public SymbolFacts? Find(string symbol) => known.GetValueOrDefault(symbol);

    /// <summary>As known, or as it is now; null where it cannot be read.</summary>
    public async ValueTask<SymbolFacts?> KnownAsync(string symbol, CancellationToken cancellation)
    {
        if (Find(symbol) is { } facts) return facts;
        try
        {
            return await ReadAsync(symbol, experts.Readings, cancellation);
        }
        catch (Mt5ReadException)
        {
            // Nobody is told nothing: what needs it reads it itself, and says why that failed.
            return null;
        }
    }

    /// <summary>As it is now.</summary>
    /// <exception cref="Mt5ReadException">The terminal does not have it, or does not say.</exception>
    public async Task<SymbolFacts> ReadAsync(string symbol, int? expert, CancellationToken cancellation)
    {
        var sheet = SheetOf(symbol);
        await experts.ReadAsync(expert, sheet.Burst, cancellation);
        var facts = sheet.ToFacts(clock.GetTimestamp());
        if (!facts.IsWatched) await WatchAsync(symbol, expert, cancellation);
        return known[symbol] = facts;
    }

    private static SymbolSheet SheetOf(string symbol)
    {
        try
        {
            return new SymbolSheet(symbol);
        }
        catch (Mt5PayloadException wrong)
        {
            throw new Mt5ReadException(wrong.Message);
        }
    }

    /// <summary>Without being in the market watch a symbol has no prices.</summary>
    private async Task WatchAsync(string symbol, int? expert, CancellationToken cancellation)
    {
        var burst = new Burst();
        burst.Ask(Mt5Request.SymbolSelect(symbol, selected: true));
        await experts.ReadAsync(expert, burst, cancellation);
    }
}

using WebTrader.Brokers.MtApi5.Protocol;
using WebTrader.Core.Market;
using WebTrader.Core.Orders;
using WebTrader.Core.Ports;
using WebTrader.Core.Positions;

namespace WebTrader.Brokers.MtApi5.Gateway;

/// <content>Readings.</content>
public sealed partial class Mt5Gateway
{
    public ValueTask<Reading<AccountState>> ReadAccountAsync(CancellationToken cancellation) => ReadAsync(_ => AccountAsync(cancellation));

    public ValueTask<Reading<IReadOnlyList<Position>>> ReadPositionsAsync(CancellationToken cancellation) => ReadAsync(begin => positions.ReadAllAsync(begin, cancellation));

    public ValueTask<Reading<Position?>> ReadPositionAsync(Ticket ticket, CancellationToken cancellation) => ReadAsync(_ => positions.ReadOneAsync(ticket, cancellation));

    public ValueTask<Reading<IReadOnlyList<WaitingOrder>>> ReadOrdersAsync(CancellationToken cancellation) => ReadAsync(begin => orders.ReadAllAsync(begin, cancellation));

    public ValueTask<Reading<SymbolSpec>> ReadSymbolAsync(string symbol, CancellationToken cancellation) =>
        ReadAsync(async _ => (await symbols.ReadAsync(symbol, experts.Readings, cancellation)).Spec);

    public bool? IsNetting => checks.Age is null ? null : !checks.IsHedging;

    public ValueTask<Reading<Quote>> ReadQuoteAsync(string symbol, CancellationToken cancellation) => ReadAsync(_ => QuoteAsync(symbol, cancellation));

    public ValueTask<Reading<IReadOnlyList<Deal>>> ReadDealsAsync(PositionId position, CancellationToken cancellation) => ReadAsync(_ => deals.OfPositionAsync(position, cancellation));

    public ValueTask<Reading<IReadOnlyList<Deal>>> ReadDealsSinceAsync(DateTimeOffset since, CancellationToken cancellation) =>
        ReadAsync(_ => deals.SinceAsync(since, clock.GetUtcNow(), cancellation));

    /// <summary>Its specification first: a symbol that is not in the market watch has no prices.</summary>
    private async Task<Quote> QuoteAsync(string symbol, CancellationToken cancellation)
    {
        if (symbols.Find(symbol) is null) await symbols.ReadAsync(symbol, experts.Readings, cancellation);
        var burst = new Burst();
        var place = burst.Ask(Mt5Request.SymbolTick(symbol));
        await experts.ReadAsync(experts.Readings, burst, cancellation);
        return feed.QuoteOf(symbol, burst.Tick(place)) ?? throw new Mt5ReadException($"the terminal has no price of {symbol}");
    }

    private async Task<AccountState> AccountAsync(CancellationToken cancellation)
    {
        var burst = new Burst();
        var balance = burst.Ask(Mt5Request.Account(Mt5AccountDouble.Balance));
        var equity = burst.Ask(Mt5Request.Account(Mt5AccountDouble.Equity));
        var time = burst.Ask(Mt5Request.TimeTradeServer);
        var guard = new ReadGuard(burst, options);
        await experts.ReadAsync(experts.Readings, burst, cancellation);
        guard.Check();
        var decimals = WireNumbers.DecimalsOf(options.Currency);
        return new AccountState(WireNumbers.Money(burst.Amount(balance), decimals), WireNumbers.Money(burst.Amount(equity), decimals), serverClock.Local(burst.Whole(time)));
    }

    /// <param name="read">May begin anew: what it reads counts from its last beginning.</param>
    private async ValueTask<Reading<T>> ReadAsync<T>(Func<Action, Task<T>> read)
    {
        var began = default(ReadingMark);
        Begin();
        if (!IsConnected) return Reading<T>.Failed($"no connection to the broker: {whyNot}", began);
        try
        {
            return Reading<T>.Of(await read(Begin), began);
        }
        catch (Mt5ReadException failed)
        {
            return Reading<T>.Failed(failed.Message, began);
        }

        void Begin() => began = new ReadingMark(++readings, clock.GetTimestamp());
    }
}

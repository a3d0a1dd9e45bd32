using Microsoft.EntityFrameworkCore;
using WebTrader.Core.Ports;
using WebTrader.Core.Positions;
using WebTrader.Core.Stops;
using WebTrader.Persistence.Tables;

namespace WebTrader.Persistence;

public sealed partial class JournalQueries
{
    /// <summary>Closed positions, added up by the rule whose stop stood when they ended: that of the last stop of ours that the broker has shown. Row by row: any number of them takes no memory.</summary>
    /// <param name="fits">Which of them count, beside the filter.</param>
    public ValueTask<Reading<GiveBackTable>> GiveBackAsync(TradeFilter filter, Func<Trade, bool> fits, CancellationToken cancellation) => ReadAsync(async db =>
    {
        var table = new GiveBackTable();
        var rows = Fitting(db, filter).OrderBy(row => row.CloseTime).Select(row => new
        {
            Row = row,
            Rule = db.StopMoves.Where(move => move.Account == row.Account && move.Position == row.Position && move.ReadBackMs != null)
                .OrderByDescending(move => move.Epoch).ThenByDescending(move => move.Number).Select(move => (RuleName?)move.Rule).FirstOrDefault(),
        });
        await foreach (var found in rows.AsAsyncEnumerable().WithCancellation(cancellation))
        {
            var trade = found.Row.ToTrade();
            if (fits(trade)) table.Add(trade, found.Rule);
        }

        return table;
    }, cancellation);

    private static IQueryable<TradeRow> Fitting(WebTraderDbContext db, TradeFilter filter)
    {
        var rows = db.Trades.AsQueryable();
        if (filter.Account is { } of) rows = rows.Where(row => row.Account == of);
        if (filter.Symbol is { } symbol) rows = rows.Where(row => row.Symbol == symbol);
        if (filter.Side is { } side) rows = rows.Where(row => row.Side == side);
        if (filter.Reason is { } reason) rows = rows.Where(row => row.Reason == reason);
        if (filter.From is { } from) rows = rows.Where(row => row.CloseTime >= from);
        if (filter.Until is { } until) rows = rows.Where(row => row.CloseTime < until);
        return rows;
    }
}

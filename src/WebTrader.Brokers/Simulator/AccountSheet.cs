using WebTrader.Core.Market;
using WebTrader.Core.Positions;

namespace WebTrader.Brokers.Simulator;

/// <summary>
/// What floats and what is bound by the open positions. Asked with every quote, so each position is computed anew only when a price it
/// depends on has changed; the sums are those that computing all of them would give.
/// </summary>
internal sealed class AccountSheet(SymbolBoard board, SimulatedBrokerOptions options)
{
    private Position[] shown = [];
    private SymbolRow[] rows = [];
    private long[] stamps = [];
    private Money[] floating = [];
    private Money margin;
    private int changes;

    /// <summary>Floating profit and swap of all positions.</summary>
    public Money Floating(Position[] open)
    {
        Show(open);
        var sum = Money.Zero;
        for (var index = 0; index < open.Length; index++)
        {
            if (stamps[index] != rows[index].Stamp)
            {
                stamps[index] = rows[index].Stamp;
                floating[index] = FloatingProfit(open[index]);
            }

            sum += floating[index] + open[index].Swap;
        }

        return sum;
    }

    /// <summary>Account money bound by all positions.</summary>
    public Money Margin(Position[] open)
    {
        Show(open);
        return margin;
    }

    public Money FloatingProfit(Position position)
    {
        var row = board.Of(position.Symbol);
        return row.Last is { } quote ? Booked(row.Spec().ProfitAt(position, quote.ClosingPrice(position.Side))) : Money.Zero;
    }

    /// <summary>By the tick value the symbol was set up with: margin stays as it was when the position was opened.</summary>
    public Money MarginOf(string symbol, Lots lots, Price open)
    {
        var spec = board.TermsOf(symbol).Spec;
        return new Money(open.Value / spec.TickSize * spec.TickValueLoss * lots.Value / options.Leverage);
    }

    public Money Booked(Money exact) => new(decimal.Round(exact.Amount, options.MoneyDigits, MidpointRounding.AwayFromZero));

    private void Show(Position[] open)
    {
        if (ReferenceEquals(shown, open) && changes == board.Changes) return;
        shown = open;
        changes = board.Changes;
        rows = [.. open.Select(position => board.Of(position.Symbol))];
        stamps = [.. open.Select(_ => -1L)];
        floating = new Money[open.Length];
        margin = open.Aggregate(Money.Zero, (sum, position) => sum + MarginOf(position.Symbol, position.Lots, position.OpenPrice));
    }
}

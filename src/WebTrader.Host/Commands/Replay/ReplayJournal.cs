using WebTrader.Core.Journal;
using WebTrader.Core.Ports;
using WebTrader.Core.Positions;
using WebTrader.Core.Stops;

namespace WebTrader.Host.Commands.Replay;

/// <summary>Keeps the facts of one replay in memory, for its report.</summary>
public sealed class ReplayJournal : IJournal
{
    private readonly Dictionary<Ticket, List<StopSettled>> moves = [];
    private readonly Dictionary<Ticket, List<CloseSettled>> closes = [];
    private readonly Dictionary<Ticket, Trade> trades = [];

    public JournalHealth Health { get; } = new(JournalState.Ok, 0, 0, null);

    public void Append(JournalEntry entry)
    {
        switch (entry)
        {
            case StopSettled settled:
                if (!moves.TryGetValue(settled.Intent.Write.Ticket, out var list)) moves.Add(settled.Intent.Write.Ticket, list = []);
                list.Add(settled);
                break;
            case CloseSettled settled:
                if (!closes.TryGetValue(settled.Intent.Write.Ticket, out var tried)) closes.Add(settled.Intent.Write.Ticket, tried = []);
                tried.Add(settled);
                break;
            case PositionClosed closed:
                trades[closed.Trade.Ticket] = closed.Trade;
                break;
        }
    }

    public void Keep(AccountId account, Position position, StopProgress progress)
    {
        // A replay has no next run to remember anything for.
    }

    public ValueTask<Reading<AccountMemory>> RecallAsync(AccountId account, CancellationToken cancellation) =>
        ValueTask.FromResult(Reading<AccountMemory>.Of(AccountMemory.None, default));

    public IReadOnlyList<StopSettled> MovesOf(Ticket ticket) => moves.TryGetValue(ticket, out var list) ? list : [];

    public IReadOnlyList<CloseSettled> ClosesOf(Ticket ticket) => closes.TryGetValue(ticket, out var list) ? list : [];

    public Trade? TradeOf(Ticket ticket) => trades.GetValueOrDefault(ticket);
}

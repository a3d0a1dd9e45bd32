using WebTrader.Core.Positions;
using WebTrader.Core.Stops;
using WebTrader.Core.Writing;
using WebTrader.Engine.Views;
using WebTrader.Persistence;
using WebTrader.Persistence.Tables;

namespace WebTrader.Host.Api;

/// <summary>Puts the stop moves of earlier runs, from the store, behind those that this run remembers itself.</summary>
internal static class EarlierMoves
{
    /// <param name="epoch">Which running of the account answers now; what is older comes from the store.</param>
    public static async Task<TicketView> AddAsync(JournalQueries queries, TicketView view, AccountId account, long epoch, CancellationToken cancellation)
    {
        var read = await queries.StopMovesAsync(account, view.Row.Ticket, cancellation);
        if (!read.TryGet(out var stored)) return view with { MovesComplete = false };

        var earlier = stored.Where(row => row.Epoch < epoch).ToList();
        if (earlier.Count == 0) return view;
        return view with
        {
            Moves = [.. view.Moves.Select(move => move with { Number = move.Number + earlier.Count }), .. earlier.Select((row, index) => Move(row, earlier.Count - index))],
        };
    }

    private static MoveView Move(StopMoveRow row, int number) => new(
        number,
        row.At,
        row.From,
        row.To,
        row.Rule,
        row.Rule.Say(),
        row.Reason,
        row.ProfitAtStop,
        row.Outcome ?? WriteOutcome.Unknown,
        row switch
        {
            { Outcome: null } => "The host ended before the outcome was known",
            { Outcome: WriteOutcome.Accepted, Retcode: (int)TradeRetcode.Done } => "Accepted",
            _ => row.OutcomeReason ?? "",
        },
        row.Retcode,
        row.Retcode is { } code && Enum.IsDefined((TradeRetcode)code) ? ((TradeRetcode)code).ToString() : null,
        row.ReadBackMs);
}

using System.Globalization;
using WebTrader.Core.Journal;
using WebTrader.Core.Positions;
using WebTrader.Core.Writing;

namespace WebTrader.Engine.Alarms;

/// <summary>
/// Refusals that only a person can end (<see cref="NextMove.RedAlarm"/>), one alarm for each return code. It stands until every ticket it
/// befell has been answered otherwise or is gone; where the code concerns the whole account, until any ticket has.
/// </summary>
public sealed class RefusalAlarms(AlarmBoard alarms)
{
    private readonly SortedDictionary<TradeRetcode, HashSet<Ticket>> refused = [];
    private readonly Dictionary<TradeRetcode, WriteKind> kinds = [];

    /// <summary>The server answered a write for a ticket.</summary>
    public void Answered(Ticket ticket, TradeRetcode retcode, WriteKind kind)
    {
        foreach (var code in refused.Keys.Where(code => code != retcode).ToList()) Answered(code, ticket);
        if (RetcodePolicy.For(retcode, kind).Next != NextMove.RedAlarm) return;

        kinds[retcode] = kind;
        if (!refused.TryGetValue(retcode, out var tickets)) refused.Add(retcode, tickets = []);
        tickets.Add(ticket);
        Raise(retcode, tickets);
    }

    /// <summary>The ticket is not open any more.</summary>
    public void Forget(Ticket ticket)
    {
        foreach (var code in refused.Keys.ToList()) Remove(code, ticket);
    }

    private void Answered(TradeRetcode code, Ticket ticket)
    {
        if (IsOfAccount(code)) refused[code].Clear();
        Remove(code, ticket);
    }

    private void Remove(TradeRetcode code, Ticket ticket)
    {
        var tickets = refused[code];
        var befell = tickets.Remove(ticket);
        if (tickets.Count == 0)
        {
            refused.Remove(code);
            alarms.Clear(IdOf(code));
        }
        else if (befell)
        {
            Raise(code, tickets);
        }
    }

    private void Raise(TradeRetcode code, HashSet<Ticket> tickets) =>
        alarms.Raise(IdOf(code), AlarmSeverity.Red, string.Create(CultureInfo.InvariantCulture,
            $"{(kinds[code] == WriteKind.Modify ? "Stops cannot be set" : "Positions cannot be closed")}: {RetcodePolicy.For(code).Words} ({(int)code}). Positions concerned: {tickets.Count}, of them ticket {tickets.First()}"));

    private static string IdOf(TradeRetcode code) => string.Create(CultureInfo.InvariantCulture, $"refused-{(int)code}");

    private static bool IsOfAccount(TradeRetcode code) =>
        code is TradeRetcode.ServerDisablesAutoTrading or TradeRetcode.ClientDisablesAutoTrading or TradeRetcode.OnlyReal;
}

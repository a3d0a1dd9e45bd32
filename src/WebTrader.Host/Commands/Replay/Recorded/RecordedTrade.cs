using WebTrader.Core.Market;
using WebTrader.Core.Positions;

namespace WebTrader.Host.Commands.Replay.Recorded;

/// <summary>A position as somebody else's program held it, with every price that was noted while it was open.</summary>
/// <param name="Observed">Closing prices (bid for a long, ask for a short), oldest first; the last is the price it was closed at.</param>
/// <param name="Profit">What that program got, in account money.</param>
/// <param name="StopMoves">When that program moved the stop, as far as it is known.</param>
public sealed record RecordedTrade(Ticket Ticket, string Symbol, Side Side, Lots Lots, Price OpenPrice, IReadOnlyList<Observation> Observed, Money Profit, IReadOnlyList<DateTimeOffset> StopMoves)
{
    /// <summary>The position when it was new, without a stop.</summary>
    public Position ToPosition() => new() { Ticket = Ticket, Id = new PositionId(Ticket.Value), Symbol = Symbol, Side = Side, Lots = Lots, OpenPrice = OpenPrice, OpenTime = Observed[0].At };
}

/// <summary>A closing price that was noted.</summary>
/// <param name="At">By the clock of whoever noted it: only differences mean something.</param>
public readonly record struct Observation(DateTimeOffset At, Price Price);

/// <summary>A symbol of recorded trades.</summary>
/// <param name="Spread">What bid and ask are taken to be apart; nobody noted it.</param>
public sealed record RecordedSymbol(SymbolSpec Spec, decimal Spread);

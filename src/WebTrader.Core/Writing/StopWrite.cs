using WebTrader.Core.Market;
using WebTrader.Core.Positions;

namespace WebTrader.Core.Writing;

/// <summary>One attempt to set a position's stop. MT5 sends stop and take-profit together, so the standing take-profit goes along.</summary>
public sealed record StopWrite(FencingToken Token, Ticket Ticket, PositionId Position, string Symbol, Price Stop, Price? TakeProfit);

/// <summary>One attempt to close a position, or a part of it, at the market.</summary>
public sealed record CloseWrite(FencingToken Token, Ticket Ticket, PositionId Position, string Symbol, Side Side, Lots Lots, string Comment);

/// <summary>One attempt to open a position at the market.</summary>
/// <param name="Stop">Set by the server in the same step; null for none.</param>
/// <param name="Comment">Unique to this attempt, at most 31 characters: an unknown outcome is settled by looking for it.</param>
public sealed record OpenWrite(string Symbol, Side Side, Lots Lots, Price? Stop, Price? TakeProfit, long Magic, string Comment);

/// <summary>One attempt to remove a pending order.</summary>
public sealed record CancelWrite(Ticket Order, string Symbol);

using WebTrader.Core.Market;
using WebTrader.Core.Positions;

namespace WebTrader.Host.Api;

/// <summary>The form of a question to the rules, for the description of the surface; every number may also be a JSON number.</summary>
/// <param name="Settings">What is left out keeps its default.</param>
public sealed record EvaluateItem(EvaluateSymbol Symbol, EvaluatePosition Position, EvaluateQuote Quote, EvaluateSettings? Settings = null, EvaluateProgress? Progress = null);

/// <summary>What the broker says of the symbol.</summary>
/// <param name="Digits">Decimals of a price, 0 to 8.</param>
/// <param name="Point">The unit of both levels, in price.</param>
/// <param name="TickSize">The smallest change of a price.</param>
/// <param name="TickValueProfit">Account money per tick and lot in profit.</param>
/// <param name="TickValueLoss">Account money per tick and lot in loss.</param>
/// <param name="StopsLevel">In points.</param>
/// <param name="FreezeLevel">In points.</param>
public sealed record EvaluateSymbol(int Digits, Price Point, Price TickSize, Money TickValueProfit, Money TickValueLoss, Lots ContractSize, int StopsLevel, int FreezeLevel, string? Name = null);

/// <summary>The position.</summary>
/// <param name="StopLoss">Null or left out: none.</param>
/// <param name="TakeProfit">Null or left out: none.</param>
public sealed record EvaluatePosition(Side Side, Lots Lots, Price OpenPrice, Price? StopLoss = null, Price? TakeProfit = null);

/// <summary>The prices.</summary>
public sealed record EvaluateQuote(Price Bid, Price Ask);

/// <summary>The settings of the rules, as under Stops in appsettings.json.</summary>
/// <param name="TickValueDrift">A fraction, 0 to 0.5.</param>
public sealed record EvaluateSettings(Money? MaxRisk = null, Money? SweetSpotFrom = null, Money? SweetSpotTo = null, Money? TrailingStep = null, Money? MinimumMove = null, string? TickValueDrift = null);

/// <summary>What is remembered of the position.</summary>
/// <param name="PeakProfit">The highest gross profit seen, in account money.</param>
public sealed record EvaluateProgress(Money? PeakProfit = null);

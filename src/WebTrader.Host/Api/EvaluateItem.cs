using WebTrader.Core.Market;
using WebTrader.Core.Positions;

namespace WebTrader.Host.Api;

/// <summary>The form of a question to the rules, for the description of the surface; every number may also be a JSON number.</summary>
/// <param name="Settings">What is left out keeps its default.</param>
/// <param name="Before">The quote before; only the trigger "double" looks at it.</param>
/// <param name="Balance">Of the account, for a max risk in percent; null or left out: not known.</param>
public sealed record EvaluateItem(EvaluateSymbol Symbol, EvaluatePosition Position, EvaluateQuote Quote, EvaluateSettings? Settings = null, EvaluateProgress? Progress = null, EvaluateQuote? Before = null, Money? Balance = null);

/// <summary>What the broker says of the symbol.</summary>
/// <param name="Digits">Decimals of a price, 0 to 8.</param>
/// <param name="Point">The unit of both levels, in price.</param>
/// <param name="TickSize">The smallest change of a price.</param>
/// <param name="TickValueProfit">Account money per tick and lot in profit.</param>
/// <param name="TickValueLoss">Account money per tick and lot in loss.</param>
/// <param name="StopsLevel">In points.</param>
/// <param name="FreezeLevel">In points.</param>
/// <param name="VolumeMin">The smallest volume; 0.01 where it is left out.</param>
/// <param name="VolumeStep">The step of volumes; 0.01 where it is left out.</param>
public sealed record EvaluateSymbol(int Digits, Price Point, Price TickSize, Money TickValueProfit, Money TickValueLoss, Lots ContractSize, int StopsLevel, int FreezeLevel, string? Name = null, Lots? VolumeMin = null, Lots? VolumeStep = null);

/// <summary>The position.</summary>
/// <param name="StopLoss">Null or left out: none.</param>
/// <param name="TakeProfit">Null or left out: none.</param>
/// <param name="HeldSeconds">How long it has been open, for the longest time; 0 where it is left out.</param>
public sealed record EvaluatePosition(Side Side, Lots Lots, Price OpenPrice, Price? StopLoss = null, Price? TakeProfit = null, string? HeldSeconds = null);

/// <summary>The prices.</summary>
public sealed record EvaluateQuote(Price Bid, Price Ask);

/// <summary>The settings of the rules, as under Stops in appsettings.json.</summary>
/// <param name="MaxRisk">An amount of account money, or as in 1% of the balance, or 200 points.</param>
/// <param name="MaxRiskOtherwise">The amount that holds where a percentage cannot be reckoned; needed with one.</param>
/// <param name="TickValueDrift">A fraction, 0 to 0.5.</param>
/// <param name="DistanceTrailing">Trailing at a distance, in points.</param>
/// <param name="Ladder">A floor that rises in steps.</param>
/// <param name="BreakEven">The entry and its costs.</param>
/// <param name="AtrTrailing">Trailing at a multiple of the range, which whoever asks gives.</param>
/// <param name="ProfitLevels">Parts to close at levels of gain.</param>
/// <param name="MaxHoldingSeconds">The longest time a position is held.</param>
/// <param name="Trigger">closing, or double: the worse of the last two quotes.</param>
public sealed record EvaluateSettings(
    string? MaxRisk = null,
    Money? MaxRiskOtherwise = null,
    Money? SweetSpotFrom = null,
    Money? SweetSpotTo = null,
    Money? TrailingStep = null,
    Money? MinimumMove = null,
    string? TickValueDrift = null,
    EvaluateDistance? DistanceTrailing = null,
    EvaluateLadder? Ladder = null,
    EvaluateBreakEven? BreakEven = null,
    EvaluateRange? AtrTrailing = null,
    EvaluateLevels? ProfitLevels = null,
    string? MaxHoldingSeconds = null,
    string? Trigger = null);

/// <summary>In points.</summary>
public sealed record EvaluateDistance(string From, string Distance, string? Step = null);

/// <summary>In account money.</summary>
public sealed record EvaluateLadder(Money Arm, Money Floor, Money Step);

/// <summary>In account money.</summary>
public sealed record EvaluateBreakEven(Money From, Money Plus);

/// <param name="Multiple">How many ranges the stop stays behind.</param>
/// <param name="Range">The average true range, in price.</param>
/// <param name="From">The profit from which it holds, in account money.</param>
public sealed record EvaluateRange(string Multiple, Price Range, Money From);

/// <param name="StopAfterFirst">Points beyond the entry, once the first part is closed.</param>
public sealed record EvaluateLevels(IReadOnlyList<EvaluateLevel> Levels, string? StopAfterFirst = null);

/// <param name="At">In points.</param>
/// <param name="Close">A part of the largest volume, above 0, at most 1.</param>
public sealed record EvaluateLevel(string At, string Close);

/// <summary>What is remembered of the position.</summary>
/// <param name="PeakProfit">The highest gross profit seen, in account money.</param>
/// <param name="MostLots">The largest volume that it has had; its present one where it is left out.</param>
public sealed record EvaluateProgress(Money? PeakProfit = null, Lots? MostLots = null);

namespace WebTrader.Host.Tests.Planted;

/// <summary>A mistake that somebody could make, put into a copy of the sources.</summary>
/// <param name="Name">As a trader would tell what is wrong.</param>
/// <param name="File">Below the folder src.</param>
/// <param name="Right">What stands there; must occur exactly once, so that a bug cannot rot.</param>
/// <param name="Wrong">What is put in its place.</param>
/// <param name="Finds">The arguments of simulate that find it, or a class of tests, as in "Core: PipelineProperties".</param>
public sealed record PlantedBug(string Name, string File, string Right, string Wrong, string Finds)
{
    public static IReadOnlyList<PlantedBug> All { get; } =
    [
        new("a stop may be loosened", "WebTrader.Core/Stops/StopPipeline.cs", "        new NeverLoosen(),\n", "", "--scenario S1"),
        new("a read failure is taken for an empty account", "WebTrader.Engine/Monitoring/PositionMonitor.cs", "            FailedReads++;\n            isIncomplete = true;\n", "            FailedReads++;\n            isIncomplete = true;\n            book.Take([], reading.Began);\n", "--scenario L2"),
        new("the take-profit is lost on a stop move", "WebTrader.Engine/StopLoss/StopWriter.cs", "move.Stop, position.TakeProfit);", "move.Stop, null);", "--scenario L6"),
        new("the price of the wrong side decides", "WebTrader.Core/Stops/StopContext.cs", "Closing = quote.ClosingPrice(position.Side);", "Closing = quote.ClosingPrice(position.Side.Opposite());", "--scenario S1"),
        new("a point is taken for a tick", "WebTrader.Core/Market/TickMath.cs", "RoundTowardsProfit(side, price, spec.TickSize);\n\n    /// <summary>The nearest price on the tick grid that is no nearer", "RoundTowardsProfit(side, price, spec.Point);\n\n    /// <summary>The nearest price on the tick grid that is no nearer", "Core: PipelineProperties"),
        new("a time-out is taken for a failure and tried again without reading", "WebTrader.Engine/Writing/Settlement.cs", "        if (call.IsSeen || call.IsAnswered) return true;\n", "        if (call.CountsFrom > 0) return true;\n", "--scenario L3"),
        new("one reading that misses a position closes it", "WebTrader.Engine/Book/PositionBook.cs", "public const int ReadingsUntilGone = 2;", "public const int ReadingsUntilGone = 1;", "--scenario L17"),
        new("profit is reckoned in the wrong currency", "WebTrader.Core/Market/TickMath.cs", "profit.Amount / (spec.TickValue(profit.Amount >= 0) * position.Lots.Value);", "profit.Amount / (spec.TickSize * spec.ContractSize * position.Lots.Value);", "--scenario L10"),
        new("the budget of messages is ignored", "WebTrader.Core/Writing/MessageBudget.cs", "if (ProfitLeft == 0) return", "if (ProfitLeft < 0) return", "--scenario L18"),
        new("what was decided before its holding was taken away is sent late", "WebTrader.Engine/Tickets/TicketLocks.Holding.cs", "if (isShut || !IsHolding(entry, number))\n            {\n                Metrics.Refused++;", "if (isShut)\n            {\n                Metrics.Refused++;", "Engine: TicketLockHistoryTests"),
    ];

    /// <summary>What is said by what finds it: it has looked, and something did not hold. Something that broke down says nothing of the kind.</summary>
    public string Shows => Finds.Contains(": ", StringComparison.Ordinal) ? "[FAIL]" : "FAILED in";

    /// <summary>The name, for the list of tests.</summary>
    public override string ToString() => Name;
}

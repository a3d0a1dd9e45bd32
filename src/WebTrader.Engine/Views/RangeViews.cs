using WebTrader.Core.Stops;
using WebTrader.Engine.Book;
using WebTrader.Engine.Intake;

namespace WebTrader.Engine.Views;

/// <summary>What the distances of a position are told in.</summary>
internal static class RangeViews
{
    /// <summary>The range that its rule goes by; otherwise that of the usual bars.</summary>
    public static RangeView Of(TrackedPosition tracked, StopPlan plan)
    {
        var (bar, period) = plan.AtrTrailing is { } trailing ? (trailing.Bar, trailing.Period) : (SymbolState.UsualBar, SymbolState.UsualPeriod);
        var known = tracked.Symbol.RangeOf(bar, period);
        return new RangeView(bar, period, known?.Bars ?? 0, known?.Range);
    }
}

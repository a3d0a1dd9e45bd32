using System.Globalization;
using WebTrader.Core.Stops;

namespace WebTrader.Engine;

/// <summary>Says of every setting that does not fit its name, its value and what is allowed.</summary>
public static class EngineOptionsValidator
{
    /// <summary>All problems; empty when the options are sound.</summary>
    public static IReadOnlyList<string> Problems(EngineOptions options)
    {
        var problems = new List<string>();
        problems.AddRange(new StopSettings(options.Plan, options.Layers).Problems());

        var stopLoss = options.StopLoss;
        Within(problems, "StopLoss:MaxCycle", stopLoss.MaxCycle, Ms(10), Ms(10_000));
        Within(problems, "StopLoss:MaxQuoteAge", stopLoss.MaxQuoteAge, Ms(1_000), Ms(3_600_000));
        Within(problems, "StopLoss:AmbiguousAfter", stopLoss.AmbiguousAfter, Ms(500), Ms(60_000));
        Within(problems, "StopLoss:GivenUpAfter", stopLoss.GivenUpAfter, stopLoss.AmbiguousAfter + Ms(1), Ms(600_000));
        Within(problems, "StopLoss:SettleEvery", stopLoss.SettleEvery, Ms(50), Ms(10_000));
        Within(problems, "StopLoss:BackOffFrom", stopLoss.BackOffFrom, Ms(10), Ms(10_000));
        Within(problems, "StopLoss:BackOffTo", stopLoss.BackOffTo, stopLoss.BackOffFrom, Ms(60_000));
        Within(problems, "StopLoss:StopWithin", stopLoss.StopWithin, TimeSpan.Zero, Ms(30_000));

        var monitor = options.Monitor;
        Within(problems, "Monitor:Interval", monitor.Interval, Ms(100), Ms(300_000));
        Within(problems, "Monitor:DealRetry", monitor.DealRetry, Ms(50), Ms(60_000));
        Within(problems, "Monitor:SpecInterval", monitor.SpecInterval, Ms(1_000), Ms(3_600_000));
        Within(problems, "Monitor:ReadDeadline", monitor.ReadDeadline, Ms(100), Ms(60_000));
        Within(problems, "Monitor:StopWithin", monitor.StopWithin, TimeSpan.Zero, Ms(30_000));
        Locks(problems, options.Locks);
        problems.AddRange(options.Messages.Limits.Problems());
        return problems;
    }

    private static void Locks(List<string> problems, LockOptions locks)
    {
        Within(problems, "Locks:Wait", locks.Wait, Ms(10), Ms(60_000));
        Within(problems, "Locks:ProfitWait", locks.ProfitWait, Ms(10), Ms(60_000));
        Within(problems, "Locks:Attempts", locks.Attempts, 1, 10);
        Within(problems, "Locks:Growth", locks.Growth, 1, 5);
        Within(problems, "Locks:StaleAfter", locks.StaleAfter, Ms(10), Ms(60_000));
        Within(problems, "Locks:RevokeAfter", locks.RevokeAfter, locks.StaleAfter + Ms(1), Ms(600_000));
        Within(problems, "Locks:OvertakenAtMost", locks.OvertakenAtMost, Ms(50), Ms(60_000));
        Within(problems, "Locks:WaitersAtMost", locks.WaitersAtMost, 1, 10_000);
    }

    private static TimeSpan Ms(int milliseconds) => TimeSpan.FromMilliseconds(milliseconds);

    private static void Within(List<string> problems, string name, decimal value, decimal from, decimal to)
    {
        if (value < from || value > to) problems.Add(string.Create(CultureInfo.InvariantCulture, $"{name} is {value}, allowed is {from} to {to}"));
    }

    private static void Within(List<string> problems, string name, TimeSpan value, TimeSpan from, TimeSpan to)
    {
        if (value >= from && value <= to) return;
        problems.Add(string.Create(CultureInfo.InvariantCulture,
            $"{name} is {value.TotalSeconds:0.###} s, allowed is {from.TotalSeconds:0.###} s to {to.TotalSeconds:0.###} s"));
    }
}

using System.Globalization;

namespace WebTrader.Host.Commands.Simulate;

/// <summary>The figures of random worlds in words; the same worlds give the same text.</summary>
public static class SimulateReport
{
    /// <summary>A table over all worlds, then each violation with its story.</summary>
    public static string Of(IReadOnlyList<WorldWatch> worlds, TimeSpan length, int positions, FaultProfile faults)
    {
        var rows = new List<(string Name, string Value)>
        {
            ("worlds", $"{worlds.Count} x {length.TotalHours.ToString("0.##", CultureInfo.InvariantCulture)} h x {positions} positions, faults {faults.ToString().ToLowerInvariant()}"),
            Count("quotes", figures => figures.Quotes),
            Count("positions opened", figures => figures.Opened),
            Count("positions closed", figures => figures.Closed),
            Count("  recorded in the journal", figures => figures.Recorded),
            Count("parts closed, and recorded", figures => figures.Parts),
            Count("hand edits", figures => figures.HandEdits),
            Count("restarts", figures => figures.Restarts),
            Count("calls sent", figures => figures.Calls),
            Count("  refused, or done without effect", figures => figures.Refused),
            Count("  without an answer", figures => figures.Unanswered),
            Count("  closes at max risk", figures => figures.ClosesSent - figures.EmergencyCloses),
            Count("  closes for an emergency stop", figures => figures.EmergencyCloses),
            Count("readings that failed", figures => figures.FailedReadings),
            Count("stops set through us", figures => figures.StopsSet),
            Count("times without a stop", figures => figures.Exposures),
            Seconds("seconds without a stop", figures => figures.Naked),
            Seconds("  forced by an outage", figures => figures.NakedForced),
            Seconds("  beyond it and one round trip", figures => figures.NakedExcess),
            ("largest loss at a stop of ours", worlds.Max(world => world.Figures.WorstLoss).ToString("0.00", CultureInfo.InvariantCulture)),
            ("largest gap at a stop of ours", worlds.Max(world => world.Figures.Gap).ToString("0.00", CultureInfo.InvariantCulture)),
            Count("times told flat", figures => figures.Flats),
            Count("violations", figures => figures.Violations),
        };
        var stories = worlds.SelectMany(world => world.Violations).Select(violation => violation + "\n");
        return string.Concat(rows.Select(row => $"{row.Name,-34}{row.Value}\n").Concat(stories));

        (string, string) Count(string name, Func<WorldFigures, long> count) => (name, worlds.Sum(world => count(world.Figures)).ToString("N0", CultureInfo.InvariantCulture));

        (string, string) Seconds(string name, Func<WorldFigures, TimeSpan> sum) => (name, worlds.Sum(world => sum(world.Figures).TotalSeconds).ToString("N1", CultureInfo.InvariantCulture));
    }
}

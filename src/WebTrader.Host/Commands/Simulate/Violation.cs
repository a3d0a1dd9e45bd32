using System.Globalization;
using WebTrader.Core.Positions;

namespace WebTrader.Host.Commands.Simulate;

/// <summary>A promise that was not kept, and how it came to that.</summary>
/// <param name="At">The simulated moment, UTC.</param>
/// <param name="Ticket">The position; null for the account as a whole.</param>
/// <param name="Story">The last things that happened to it, oldest first.</param>
public sealed record Violation(ulong Seed, DateTimeOffset At, Ticket? Ticket, string What, IReadOnlyList<string> Story)
{
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"VIOLATION seed {Seed} at {At:yyyy-MM-dd HH:mm:ss.fff} ticket {Ticket?.ToString() ?? "-"}: {What}{string.Concat(Story.Select(line => "\n    " + line))}");
}

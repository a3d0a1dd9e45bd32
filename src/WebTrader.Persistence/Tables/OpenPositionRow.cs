using WebTrader.Core.Positions;

namespace WebTrader.Persistence.Tables;

/// <summary>A position that was open when we last wrote, with what the rules remember of it.</summary>
public sealed class OpenPositionRow
{
    public required AccountId Account { get; init; }
    public required PositionId Position { get; init; }

    /// <summary>The position as JSON, exact.</summary>
    public required string Reported { get; set; }

    /// <summary>The stop progress as JSON, exact.</summary>
    public required string Progress { get; set; }
}

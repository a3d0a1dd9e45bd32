using WebTrader.Core.Positions;

namespace WebTrader.Persistence.Tables;

/// <summary>What is remembered of an account as a whole.</summary>
public sealed class AccountRow
{
    public required AccountId Account { get; init; }

    /// <summary>The largest epoch that a session of the account began with.</summary>
    public required long LastEpoch { get; set; }
}

using WebTrader.Core.Positions;

namespace WebTrader.Core.Safety;

/// <summary>The right of one host to drive an account for a while. Immutable.</summary>
/// <param name="Holder">Which host has it: the same after a restart, another for every other data folder.</param>
/// <param name="Epoch">Grows with each taking, by whomever, from 1: what was begun in an earlier one is fenced off by it.</param>
/// <param name="Until">When it ends unless it is renewed; UTC.</param>
public sealed record Lease(AccountId Account, string Holder, long Epoch, DateTimeOffset Until);

/// <summary>What became of asking for a lease.</summary>
/// <param name="IsMine">Whether the asker has it now.</param>
/// <param name="Lease">Whoever has it.</param>
public sealed record LeaseAnswer(bool IsMine, Lease Lease);

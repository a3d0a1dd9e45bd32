using WebTrader.Core.Positions;
using WebTrader.Core.Safety;

namespace WebTrader.Core.Ports;

/// <summary>
/// Keeps which host drives which account, where every host that might do so sees it. At any moment at most one of those who could read it was told that an account is theirs. A failed reading says nothing about who has it: whoever
/// drives an account goes on, because a stop that nobody trails is worse than a database that is away. Thread-safe.
/// </summary>
public interface ILeaseStore
{
    /// <summary>Takes the lease where nobody else has one that still holds, and then with a larger epoch than every earlier one; otherwise tells who has it. The holder itself gets it anew at once: it has begun again.</summary>
    /// <param name="life">How long it holds unless it is renewed, above zero; longer than the clocks of the hosts may differ.</param>
    ValueTask<Reading<LeaseAnswer>> AcquireAsync(AccountId account, string holder, TimeSpan life, CancellationToken cancellation);

    /// <summary>Holds on to a lease, with the same epoch, also where it has run out and nobody has taken it since; otherwise tells who has it.</summary>
    ValueTask<Reading<LeaseAnswer>> RenewAsync(Lease lease, TimeSpan life, CancellationToken cancellation);

    /// <summary>Gives it back, so that another need not wait for its end. One that somebody else has by now stays with him. Doing so twice does no harm.</summary>
    /// <returns>Whether it was still the asker's.</returns>
    ValueTask<Reading<bool>> ReleaseAsync(Lease lease, CancellationToken cancellation);
}

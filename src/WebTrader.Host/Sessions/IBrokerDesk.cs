using WebTrader.Core.Ports;
using WebTrader.Host.Settings;

namespace WebTrader.Host.Sessions;

/// <summary>What stands behind one account: the way to its broker and, for a simulated one, the broker itself. On the session's scheduler.</summary>
public interface IBrokerDesk : IAsyncDisposable
{
    IBrokerGateway Gateway { get; }

    /// <summary>Keeps it going until it is canceled; ends before that only by failing.</summary>
    Task RunAsync(CancellationToken cancellation);
}

/// <summary>Sets up what stands behind an account. Called on the session's scheduler, again for every new start of the session.</summary>
/// <param name="account">Which one.</param>
/// <param name="folder">Its own folder, which exists and is held.</param>
/// <param name="clock">The session's.</param>
public delegate IBrokerDesk OpenDesk(AccountSettings account, string folder, TimeProvider clock);

using WebTrader.Brokers.Simulator;
using WebTrader.Core.Ports;
using WebTrader.Core.Positions;
using WebTrader.Host.Sessions;
using WebTrader.Host.Settings;

namespace WebTrader.Host.Tests.Sessions;

/// <summary>What tests put behind an account.</summary>
public static class Desks
{
    /// <summary>A market that moves where nobody trades.</summary>
    public static IBrokerDesk Quiet(AccountSettings account, string folder, TimeProvider clock) => new Desk(account, clock, null);

    /// <summary>Fails when told to, as often as it is opened, until it is mended.</summary>
    public sealed class Breaking(string? onlyFor = null)
    {
        private TaskCompletionSource broken = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Opened { get; private set; }

        public void Break(string reason) => broken.TrySetException(new IOException(reason));

        public void Mend() => broken = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public IBrokerDesk Open(AccountSettings account, string folder, TimeProvider clock)
        {
            if (onlyFor is not null && account.Id != new AccountId(onlyFor)) return Quiet(account, folder, clock);
            Opened++;
            if (broken.Task.IsFaulted) throw broken.Task.Exception!.InnerException!;
            return new Desk(account, clock, broken.Task);
        }
    }

    /// <summary>Works until it is told to hold up the thread of its session, and then until it is told to let it go.</summary>
    public sealed class Stuck(string onlyFor) : IDisposable
    {
        private readonly ManualResetEventSlim goesOn = new(initialState: false);
        private readonly TaskCompletionSource stick = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Stick() => stick.TrySetResult();

        public void GoOn() => goesOn.Set();

        public IBrokerDesk Open(AccountSettings account, string folder, TimeProvider clock) =>
            account.Id == new AccountId(onlyFor) ? new Desk(account, clock, HoldUpAsync()) : Quiet(account, folder, clock);

        public void Dispose() => goesOn.Dispose();

        // On the session's thread, where the desk is opened.
        private async Task HoldUpAsync()
        {
            await stick.Task;
            goesOn.Wait(TimeSpan.FromSeconds(60));
            await Task.Delay(Timeout.InfiniteTimeSpan);
        }
    }

    private sealed class Desk : IBrokerDesk
    {
        private readonly DemoBroker demo;
        private readonly Task? broken;

        public Desk(AccountSettings account, TimeProvider clock, Task? broken)
        {
            this.broken = broken;
            demo = DemoBroker.Open(new DemoBrokerOptions { WithTrader = false }, clock);
            Gateway = new SimulatedGateway(demo.Broker, new BrokerAccount(account.Id, account.Name, "simulator", false, "1", "Simulator", "USD"), new SimulatedGatewayOptions(), clock);
        }

        public IBrokerGateway Gateway { get; }

        public async Task RunAsync(CancellationToken cancellation)
        {
            var driving = demo.Driver.RunAsync(cancellation);
            if (broken is not null) await await Task.WhenAny(driving, broken);
            await driving;
        }

        public ValueTask DisposeAsync()
        {
            demo.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}

using System.Runtime.InteropServices;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using WebTrader.Core.Journal;
using WebTrader.Core.Safety.Emergency;
using WebTrader.Host.Data;
using WebTrader.Host.Settings;
using WebTrader.Persistence;

namespace WebTrader.Host.Emergency;

/// <summary>
/// Presses emergency stops for what comes from outside of the web server: a file in the data folder, a signal, and the silence of those who should be there. On a thread of its own, which needs none of the pool's.
/// </summary>
internal sealed class EmergencyWatch : IHostedService, IDisposable
{
    /// <summary>SIGUSR1, which has no name in .NET.</summary>
    private static readonly PosixSignal UserSignal = (PosixSignal)(OperatingSystem.IsMacOS() || OperatingSystem.IsFreeBSD() ? 30 : 10);

    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(500);

    private readonly EmergencyBook book;
    private readonly EmergencySettings settings;
    private readonly EmergencyHeartbeat heartbeat;
    private readonly EfJournal journal;
    private readonly TimeProvider clock;
    private readonly ILogger logger;
    private readonly StopFile file;
    private readonly ManualResetEventSlim wake = new();
    private readonly Thread thread;
    private PosixSignalRegistration? signal;
    private volatile bool isSignaled;
    private volatile bool isEnding;

    public EmergencyWatch(EmergencyBook book, HostSettings settings, EmergencyHeartbeat heartbeat, DataFolder data, EfJournal journal, TimeProvider clock, ILogger<EmergencyWatch> logger)
    {
        this.book = book;
        this.settings = settings.Emergency;
        this.heartbeat = heartbeat;
        this.journal = journal;
        this.clock = clock;
        this.logger = logger;
        file = new StopFile(Path.Combine(data.Path, this.settings.FileName), this.settings.FileDoes, [.. settings.Accounts.Select(account => account.Id)], clock);
        thread = new Thread(Run) { IsBackground = true, Name = "emergency watch" };
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (!OperatingSystem.IsWindows()) signal = PosixSignalRegistration.Create(UserSignal, OnSignal);
        thread.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        isEnding = true;
        wake.Set();
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        isEnding = true;
        wake.Set();
        signal?.Dispose();
    }

    private void OnSignal(PosixSignalContext context)
    {
        // Otherwise it ends the process.
        context.Cancel = true;
        isSignaled = true;
        wake.Set();
    }

    private void Run()
    {
        while (!isEnding)
        {
            try
            {
                Look();
            }
            catch (Exception fault)
            {
                logger.LogError(fault, "What presses emergency stops from outside could not be looked at, and is looked at again: {Reason}", fault.Message);
            }

            wake.Wait(Every);
            wake.Reset();
        }
    }

    private void Look()
    {
        if (isSignaled)
        {
            isSignaled = false;
            Press(settings.SignalDoes, "signal SIGUSR1", "The process was sent SIGUSR1", null);
        }

        if (file.Look() is { } order)
        {
            Press(order.Command, $"file {settings.FileName}", order.Why, order.Key);
            if (file.Done(order) is { } stays) logger.LogError("The file {File} was taken up and cannot be renamed; take it away: {Reason}", settings.FileName, stays);
        }

        if (settings.DeadMan is { } deadMan && heartbeat.IsMissed(deadMan.After)) Press(deadMan.Does, "the dead man's switch", $"No heartbeat for {deadMan.After.TotalSeconds:0} s", null);
    }

    private void Press(EmergencyCommand command, string by, string why, string? key)
    {
        var (held, isNew) = book.Press(command.Action, command.Scope, by, why, key);
        logger.LogWarning("Emergency stop {Id}, {Outcome}: {Stop}. {Why}", held.Stop.Id, isNew ? "pressed" : "there already", held.Stop, why);
        journal.Append(new OperatorActed(Api.Audit.Host, clock.GetUtcNow(), by, "this machine", "PressEmergencyStop", $"{command.Action.Say()} {command.Scope}", isNew ? 201 : 200, $"{why}; {held.Stop.Id}"));
    }
}

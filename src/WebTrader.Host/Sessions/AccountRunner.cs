using Microsoft.Extensions.Logging;
using WebTrader.Core.Journal;
using WebTrader.Core.Ports;
using WebTrader.Core.Safety;
using WebTrader.Engine;
using WebTrader.Engine.Running;
using WebTrader.Host.Data;
using WebTrader.Host.Emergency;
using WebTrader.Host.Settings;

namespace WebTrader.Host.Sessions;

public enum AccountRunState
{
    Starting,
    Running,

    /// <summary>It could not start, or ended by a fault; it begins again after a pause.</summary>
    Failed,
    Stopped,
}

/// <summary>The session of an account cannot be asked at this moment.</summary>
public sealed class SessionUnavailableException(string message) : Exception(message);

/// <summary>
/// Keeps the session of one account running, on a thread of its own: what fails in it begins again after a growing pause and
/// touches nothing else. Thread-safe.
/// </summary>
public sealed class AccountRunner : IDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Healthy = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan EndWithin = TimeSpan.FromSeconds(30);
    private const string SettingsAlarm = "settings";
    private const string CopyAlarm = "settings-copy";
    private const string ArmingAlarm = "arming-file";

    private readonly Lock gate = new();
    private readonly string folder;
    private readonly OpenDesk openDesk;
    private readonly EmergencyBook emergency;
    private readonly EmergencyHandover handover;
    private readonly IJournal journal;
    private readonly LeaseKeeper lease;
    private readonly TimeProvider clock;
    private readonly ILogger logger;
    private readonly CancellationTokenSource stopping = new();
    private readonly SemaphoreSlim armingTurn = new(1, 1);
    private volatile AccountInForce inForce;
    private volatile Standing standing = new(AccountRunState.Starting, null, null);
    private Task keeping = Task.CompletedTask;

    /// <summary>Whether the present session began without knowing its settings.</summary>
    private bool isBlind;

    internal AccountRunner(AccountSettings account, EngineOptions options, string folder, OpenDesk openDesk, EmergencyBook emergency, IJournal journal, LeaseKeeper lease, TimeProvider clock, ILogger logger)
    {
        inForce = new AccountInForce(account, options, "they have not been read yet", null);
        this.folder = folder;
        this.openDesk = openDesk;
        this.emergency = emergency;
        handover = new EmergencyHandover(emergency, account.Id, journal, clock);
        this.journal = journal;
        this.lease = lease;
        this.clock = clock;
        this.logger = logger;
        emergency.Changed += HandOver;
    }

    /// <summary>As it is set up now.</summary>
    public AccountSettings Account => inForce.Account;

    /// <summary>Why nobody knows its settings, so that it is only observed; null where they are known.</summary>
    public string? SettingsProblem => inForce.Problem;

    /// <summary>Whether anything of it has been agreed to be armed.</summary>
    public bool IsArmed => !ArmingFile.Read(folder, AccountHeads.Of(Account), Account.StartsArmed ? Arming.Everything : Arming.Observe).Arming.IsObserving;

    public AccountRunState State => standing.State;

    /// <summary>Why it has failed; null while it has not.</summary>
    public string? Reason => standing.Reason;

    /// <summary>What the watchdog of the session has found and what still holds, also while the session does not answer.</summary>
    public IReadOnlyList<Core.Journal.Alarm> Findings => standing.Session?.Watchdog.Standing ?? [];

    /// <summary>Returns at once; the session comes up behind it.</summary>
    public void Start() => keeping = KeepRunningAsync();

    /// <summary>Stops the session gracefully: stops at the broker stay where they are.</summary>
    public async Task StopAsync()
    {
        await stopping.CancelAsync();
        await keeping;
    }

    public void Dispose()
    {
        emergency.Changed -= HandOver;
        stopping.Dispose();
        armingTurn.Dispose();
    }

    /// <summary>Asks the session something, on its scheduler.</summary>
    /// <exception cref="SessionUnavailableException">It does not run, or has not answered within 2 s; the message says which.</exception>
    public async Task<T> AskAsync<T>(Func<AccountSession, T> ask, CancellationToken cancellation)
    {
        var now = standing;
        if (now.Session is not { } session) throw new SessionUnavailableException(now.Reason is { } why ? $"The session of account {Account.Id} has failed: {why}" : $"The session of account {Account.Id} is {Say(now.State)}.");
        try
        {
            return await session.Scheduler.AskAsync(() => ask(session)).WaitAsync(AnswerWithin, clock, cancellation);
        }
        catch (TimeoutException)
        {
            throw new SessionUnavailableException($"The session of account {Account.Id} has not answered within 2 s.");
        }
    }

    /// <summary>Has the session do something that takes its time, on its scheduler. Once begun it is carried to its end, whoever waits.</summary>
    /// <exception cref="SessionUnavailableException">It does not run, or has not begun within 2 s, and will not; the message says which.</exception>
    /// <exception cref="TimeoutException">It has begun and not ended within 30 s: nobody knows what came of it.</exception>
    public async Task<T> DoAsync<T>(Func<AccountSession, Task<T>> act)
    {
        // 0: waits to begin, 1: begun, 2: given up before it began.
        var stage = 0;
        Task<Task<T>?> beginning = AskAsync(session => Interlocked.CompareExchange(ref stage, 1, 0) == 0 ? act(session) : null, CancellationToken.None);
        try
        {
            var doing = await beginning;
            return await doing!.WaitAsync(EndWithin, clock);
        }
        catch (SessionUnavailableException) when (Interlocked.CompareExchange(ref stage, 2, 0) == 1)
        {
            throw new TimeoutException($"The session of account {Account.Id} has begun, and does not say how it ended.");
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"The session of account {Account.Id} has begun, and not ended within {EndWithin.TotalSeconds:0} s.");
        }
    }

    /// <summary>Whoever looks at what is armed in order to change it waits here, and gives it back when he has.</summary>
    public async Task<IDisposable> ArmingTurnAsync(CancellationToken cancellation)
    {
        await armingTurn.WaitAsync(cancellation);
        return new Turn(armingTurn);
    }

    /// <summary>From now on the rules write to these positions and to no others; kept beyond this process before it takes effect.</summary>
    /// <param name="by">Who wants it.</param>
    /// <exception cref="IOException">It cannot be written down; nothing has changed.</exception>
    /// <exception cref="SessionUnavailableException">It is written down and holds from the next start of the session on.</exception>
    public async Task ArmAsync(Arming arming, string by, string why, CancellationToken cancellation)
    {
        ArmingFile.Write(folder, AccountHeads.Of(Account), arming);
        await AskAsync(session =>
        {
            session.Arm(arming, by, why);
            return true;
        }, cancellation);
    }

    /// <summary>From now on other settings hold, also for later starts of the session; in one step where it runs. The caller has made them durable.</summary>
    /// <param name="change">What the journal is told, once; null for nothing.</param>
    /// <returns>Why they hold a little later; null where they hold.</returns>
    public async Task<string?> TakeAsync(AccountInForce next, SettingsChange? change)
    {
        AccountSession? session;
        lock (gate)
        {
            inForce = next;
            session = standing.Session;
        }

        var told = change is null ? 1 : 0;
        SettingsChange? Untold() => Interlocked.Exchange(ref told, 1) == 0 ? change : null;
        try
        {
            if (session is not null)
            {
                await session.Scheduler.AskAsync(() => Adopt(session, Untold())).WaitAsync(AnswerWithin, clock);
                return null;
            }
        }
        catch (TimeoutException)
        {
            // It takes them as soon as it answers, or when it begins again.
        }

        if (Untold() is { } fact) journal.Append(fact.Of(Account.Id, clock.GetUtcNow()));
        return session is null ? $"The session of account {Account.Id} does not run; they hold when it begins." : $"The session of account {Account.Id} has not answered within 2 s; they hold as soon as it does.";
    }

    /// <summary>The emergency stops have changed. A session that does not answer takes them up when it does, one that does not run when it begins. From any thread; needs none of the pool.</summary>
    private void HandOver()
    {
        if (standing.Session is { } session) session.Scheduler.Post(_ => handover.Take(session), null);
    }

    private async Task KeepRunningAsync()
    {
        await Task.Yield();
        var (pause, isElsewhere) = (FirstPause, false);
        while (!stopping.IsCancellationRequested)
        {
            var began = clock.GetTimestamp();
            try
            {
                await RunOnceAsync();
            }
            catch (DrivenElsewhereException elsewhere) when (!stopping.IsCancellationRequested)
            {
                standing = new Standing(AccountRunState.Failed, elsewhere.Message, null);
                if (!isElsewhere || clock.GetElapsedTime(began) > Healthy) logger.LogWarning("{Reason}", elsewhere.Message);
                isElsewhere = true;
                await Task.Delay(LongestPause, clock, stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (Exception fault) when (!stopping.IsCancellationRequested)
            {
                isElsewhere = false;
                standing = new Standing(AccountRunState.Failed, fault.Message, null);
                logger.LogError(fault, "The session of account {Account} has failed and begins again in {Pause} ms: {Reason}", Account.Id, (long)pause.TotalMilliseconds, fault.Message);
                await Task.Delay(pause, clock, stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                pause = clock.GetElapsedTime(began) > Healthy ? FirstPause : pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                logger.LogError(fault, "The session of account {Account} failed while it stopped: {Reason}", Account.Id, fault.Message);
            }
            catch (OperationCanceledException)
            {
                // Stopped while it was starting.
            }
        }

        standing = new Standing(AccountRunState.Stopped, null, null);
    }

    /// <summary>One life of the session, from taking the folder to giving it back; returns when stopping, throws what ended it otherwise.</summary>
    private async Task RunOnceAsync()
    {
        // Where it was driven from here before, its stops are not kept waiting: who has it by now is asked beside.
        var hasRunHere = Directory.Exists(folder);
        Directory.CreateDirectory(folder);
        using var held = FolderLock.Take(folder, clock);
        var epoch = await lease.BeginAsync(mayBeginAtOnce: hasRunHere, stopping.Token);
        try
        {
            await LiveAsync(epoch);
        }
        finally
        {
            if (stopping.IsCancellationRequested) await lease.ReleaseAsync();
        }
    }

    /// <param name="epoch">Of the lease; 0 where nobody knows.</param>
    private async Task LiveAsync(long epoch)
    {
        var fault = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var scheduler = new SessionScheduler { OnFault = escaped => fault.TrySetException(escaped) };
        scheduler.StartThread($"session {Account.Id}");
        await using var life = new SessionLife(scheduler, clock, logger);
        try
        {
            var used = inForce;
            isBlind = used.Problem is not null;
            var (arming, problem) = isBlind ? (Arming.Observe, null) : ArmingAtStart();
            if (problem is not null) logger.LogError("Account {Account} is only observed, whatever was armed: {Problem}", Account.Id, problem);
            await scheduler.StartAsync(() => life.BeginAsync(() => openDesk(Account, folder, clock), journal, used.Engine with { Arming = arming, EmergencyStops = emergency.KnownTo(Account.Id) }, handover.Begin, epoch, stopping.Token));
            if (problem is not null) await life.AlarmAsync(ArmingAlarm, WhyObserved(problem));
            lock (gate) standing = new Standing(AccountRunState.Running, null, life.Session);
            HandOver();
            // They may have changed while it was starting.
            var adopted = scheduler.AskAsync(() => (ReferenceEquals(used, inForce) && used is { Problem: null, Warning: null }) || Adopt(life.Session!, null));
            var stop = Task.Delay(Timeout.InfiniteTimeSpan, clock, stopping.Token);
            if (await Task.WhenAny(adopted, life.Driving, fault.Task, stop) == adopted) await adopted;
            using var over = CancellationTokenSource.CreateLinkedTokenSource(stopping.Token);
            var lost = lease.WatchAsync(over.Token);
            var ended = await Task.WhenAny(life.Driving, fault.Task, lost, stop);
            await over.CancelAsync();
            if (ended != stop) await ended;
            if (!stopping.IsCancellationRequested) throw new InvalidOperationException("What stands behind the account has ended.");
            life.Reason = "the host stops";
        }
        finally
        {
            standing = new Standing(standing.State, standing.Reason, null);
        }
    }

    /// <summary>The settings of now take the place of those that the session has. On its scheduler.</summary>
    private bool Adopt(AccountSession session, SettingsChange? change)
    {
        var now = inForce;
        session.Apply(now.Engine, change);
        if (now.Problem is { } blind) session.Alarms.Raise(SettingsAlarm, AlarmSeverity.Red, $"The settings cannot be read, and the account is only observed until they can be: {blind}");
        else session.Alarms.Clear(SettingsAlarm);
        if (now.Warning is { } warning) session.Alarms.Raise(CopyAlarm, AlarmSeverity.Amber, warning);
        else session.Alarms.Clear(CopyAlarm);
        if (!isBlind || now.Problem is not null) return true;

        isBlind = false;
        var (arming, problem) = ArmingAtStart();
        if (problem is not null) session.Alarms.Raise(ArmingAlarm, AlarmSeverity.Red, WhyObserved(problem));
        session.Arm(arming, "the host", "its settings can be read");
        return true;
    }

    private static string WhyObserved(string problem) => $"The account is only observed, and no stop is moved, until it is armed again: {problem}";

    /// <summary>What was agreed to, unless what was agreed to is not there any more.</summary>
    private (Arming Arming, string? Problem) ArmingAtStart()
    {
        var (arming, problem) = ArmingFile.Read(folder, AccountHeads.Of(Account), Account.StartsArmed ? Arming.Everything : Arming.Observe);
        if (problem is null && !arming.IsObserving && Account.MissingMoney is { Count: > 0 } missing)
            return (Arming.Observe, $"it was armed with amounts of its own, and now {string.Join(", ", missing)} {(missing.Count == 1 ? "is" : "are")} not set for it");
        return (arming, problem);
    }

    private static string Say(AccountRunState state) => state switch
    {
        AccountRunState.Starting => "starting",
        AccountRunState.Stopped => "stopped",
        _ => "beginning again",
    };

    private sealed class Turn(SemaphoreSlim of) : IDisposable
    {
        public void Dispose() => of.Release();
    }

    private sealed record Standing(AccountRunState State, string? Reason, AccountSession? Session);
}

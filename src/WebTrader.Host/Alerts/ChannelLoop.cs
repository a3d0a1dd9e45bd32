using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace WebTrader.Host.Alerts;

/// <summary>
/// Tells notices one after the other through one channel, in its own time: what fails is tried again after growing pauses, and what is too much is dropped, the oldest first. Nothing ever waits
/// for it. Thread-safe.
/// </summary>
internal sealed class ChannelLoop : IAsyncDisposable
{
    private const int MostWaiting = 200;
    private const int Attempts = 6;
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(15);

    private readonly IAlertChannel channel;
    private readonly TimeProvider clock;
    private readonly ILogger logger;
    private readonly Channel<AlertNotice> waiting;
    private readonly CancellationTokenSource stopping = new();
    private readonly Task running;
    private readonly Lock gate = new();
    private ChannelView view;

    public ChannelLoop(IAlertChannel channel, TimeProvider clock, ILogger logger)
    {
        this.channel = channel;
        this.clock = clock;
        this.logger = logger;
        view = new ChannelView(channel.Name, channel.Target, 0, 0, 0, null, null, null);
        waiting = Channel.CreateBounded<AlertNotice>(new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true }, _ => Update(now => now with { Dropped = now.Dropped + 1 }));
        running = RunAsync();
    }

    public ChannelView View
    {
        get
        {
            lock (gate) return view with { Waiting = waiting.Reader.Count };
        }
    }

    /// <summary>Returns at once.</summary>
    public void Tell(AlertNotice notice) => waiting.Writer.TryWrite(notice);

    /// <summary>Once, now, for whoever tries whether it works.</summary>
    /// <returns>Why it failed; null when it did not.</returns>
    public async Task<string?> TryAsync(AlertNotice notice, CancellationToken cancellation)
    {
        using var timeUp = new CancellationTokenSource(AnswerWithin, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeUp.Token, cancellation, stopping.Token);
        try
        {
            await channel.TellAsync(notice, either.Token);
            Update(now => now with { Told = now.Told + 1, LastToldAt = clock.GetUtcNow(), FailingSince = null, Failure = null });
            return null;
        }
        catch (Exception fault) when (!cancellation.IsCancellationRequested && !stopping.IsCancellationRequested)
        {
            var why = timeUp.IsCancellationRequested ? $"no answer within {AnswerWithin.TotalSeconds:0} s" : fault.Message;
            Update(now => now with { FailingSince = now.FailingSince ?? clock.GetUtcNow(), Failure = why });
            return why;
        }
    }

    public async ValueTask DisposeAsync()
    {
        waiting.Writer.TryComplete();
        await stopping.CancelAsync();
        await running;
        stopping.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            await foreach (var notice in waiting.Reader.ReadAllAsync(stopping.Token)) await PersistAsync(notice);
        }
        catch (OperationCanceledException)
        {
            // The host stops; what still waits is told by nobody.
        }
    }

    private async Task PersistAsync(AlertNotice notice)
    {
        var pause = FirstPause;
        for (var attempt = 1; ; attempt++)
        {
            if (await TryAsync(notice, CancellationToken.None) is not { } why) return;
            if (attempt == Attempts)
            {
                logger.LogError("Nobody was told by {Channel}, after {Attempts} attempts: {Headline} ({Reason})", channel.Name, Attempts, notice.Headline, why);
                Update(now => now with { Dropped = now.Dropped + 1 });
                return;
            }

            await Task.Delay(pause, clock, stopping.Token);
            pause = pause * 3 < LongestPause ? pause * 3 : LongestPause;
        }
    }

    private void Update(Func<ChannelView, ChannelView> change)
    {
        lock (gate) view = change(view);
    }
}

using System.Buffers;
using WebTrader.Brokers.MtApi5.Protocol;

namespace WebTrader.Brokers.MtApi5.Client;

/// <summary>
/// One line to the terminal, from its first message to its end. Lives on the client's scheduler. It tells its owner of what arrives by posting, so that
/// nothing of the owner runs in the middle of its own work, and everything arrives in the order of the wire.
/// </summary>
internal sealed partial class Mt5Link : IDisposable
{
    // A flood of messages must not keep the scheduler from everything else.
    private const int MostInARow = 64;

    // One large answer does not hold its memory for ever.
    private const int KeptBuffer = 256 * 1024;
    private const int FirstBuffer = 8192;

    private static readonly byte[] Ready = [.. "6;0"u8];

    private readonly IMt5Wire wire;
    private readonly IMt5LinkOwner owner;
    private readonly Mt5ClientOptions options;
    private readonly TimeProvider clock;
    private readonly SynchronizationContext context;
    private readonly Mt5Counters counters;
    private readonly CancellationTokenSource ended = new();
    private readonly CancellationToken whenEnded;
    private readonly TaskCompletionSource ran = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private string? whyDropped;

    public Mt5Link(IMt5Wire wire, IMt5LinkOwner owner, Mt5ClientOptions options, TimeProvider clock, SynchronizationContext context, Mt5Counters counters)
    {
        this.wire = wire;
        this.owner = owner;
        this.options = options;
        this.clock = clock;
        this.context = context;
        this.counters = counters;
        whenEnded = ended.Token;
        ids = new Mt5CallIds(options.FirstId);
        timer = clock.CreateTimer(_ => context.Post(_ => Look(), null), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Whether the terminal has told its experts, and the line is not lost since.</summary>
    public bool IsUp { get; private set; }

    /// <summary>Whether the terminal has ever told its experts on this line.</summary>
    public bool WasUp { get; private set; }

    /// <summary>Whether nothing goes out any more.</summary>
    private bool IsEnded => whenEnded.IsCancellationRequested;

    /// <summary>Says that we are ready and takes what arrives, until the line ends. Returns why it did.</summary>
    public async Task<string> RunAsync()
    {
        try
        {
            listDue = clock.GetTimestamp() + Ticks(options.ConnectDeadline);
            WakeAt(listDue);
            await wire.SendAsync(Ready);
            await ReceiveAsync();
            return whyDropped ?? "the line has ended";
        }
        catch (Mt5WireException lost)
        {
            return whyDropped ??= lost.Message;
        }
        finally
        {
            End();
            wire.Dispose();
            ran.SetResult();
        }
    }

    /// <summary>Closes the line with a handshake, or without one when that takes too long. <see cref="RunAsync"/> ends.</summary>
    public async Task CloseAsync()
    {
        whyDropped ??= "closed by us";
        End();
        await SayGoodbyeAsync();
        // The other end's goodbye ends the receiving; when it does not come in time, dropping the line does.
        using var late = new CancellationTokenSource(options.CloseDeadline, clock);
        using var drop = late.Token.UnsafeRegister(_ => context.Post(_ => Drop("the terminal did not answer the goodbye"), null), null);
        await ran.Task;
    }

    public void Dispose()
    {
        End();
        ended.Dispose();
    }

    private async Task ReceiveAsync()
    {
        var buffer = new ArrayBufferWriter<byte>(FirstBuffer);
        var inARow = 0;
        while (true)
        {
            var next = wire.ReceiveAsync(buffer);
            inARow = next.IsCompleted ? inARow + 1 : 0;
            if (!await next) break;
            Take(buffer.WrittenSpan);
            if (buffer.Capacity > KeptBuffer) buffer = new ArrayBufferWriter<byte>(FirstBuffer);
            else buffer.ResetWrittenCount();
            if (inARow < MostInARow) continue;
            inARow = 0;
            await Task.Yield();
        }

        if (IsEnded) return;
        whyDropped ??= "the terminal closed the line";
        End();
        await SayGoodbyeAsync();
    }

    private async Task SayGoodbyeAsync()
    {
        using var late = new CancellationTokenSource(options.CloseDeadline, clock);
        try
        {
            await wire.CloseAsync(late.Token);
        }
        catch (Mt5WireException)
        {
            // The line is gone already: there is nobody left to say it to.
        }
    }

    private void Take(ReadOnlySpan<byte> line)
    {
        if (IsEnded) return;
        if (!Mt5Framing.TryParse(line, out var message))
        {
            counters.Ignored++;
            return;
        }

        switch (message.Type)
        {
            case Mt5MessageType.Response:
                TakeAnswer(message);
                break;
            case Mt5MessageType.Event:
                TakeEvent(message);
                break;
            case Mt5MessageType.ExpertList:
                TakeList(message.Payload);
                break;
            case Mt5MessageType.ExpertAdded:
                TakeAdded(message.Expert);
                break;
            case Mt5MessageType.ExpertRemoved:
                TakeRemoved(message.Expert);
                break;
            default:
                counters.Ignored++;
                break;
        }
    }

    private void TakeEvent(in Mt5Message message)
    {
        // What an expert on another account reports is of no concern; its quotes may be another broker's.
        if (!lanes.TryGetValue(message.Expert, out var lane) || lane.Info.State != Mt5ExpertState.Ready) return;
        if (Mt5EventReader.Read(message.Expert, message.EventType, message.Payload) is { } reported)
        {
            counters.Events++;
            owner.OnEvent(reported);
        }
        else
        {
            counters.Ignored++;
        }
    }

    private void Drop(string why)
    {
        whyDropped ??= why;
        // Dropping the line ends what is being received with an error, and that ends everything else.
        wire.Dispose();
    }

    // Everything that is under way is accounted for, once.
    private void End()
    {
        if (IsEnded) return;
        IsUp = false;
        ended.Cancel();
        timer.Dispose();
        foreach (var lane in lanes.Values) CloseLane(lane, Mt5Silence.ConnectionLost, whyDropped ?? "the line was lost");
        lanes.Clear();
        order.Clear();
    }

    private long Ticks(TimeSpan span) => (long)(span.TotalSeconds * clock.TimestampFrequency);
}

/// <summary>Whom a line tells. Called in the middle of the line's work: it must post.</summary>
internal interface IMt5LinkOwner
{
    /// <summary>The terminal has told its experts for the first time on this line.</summary>
    void OnUp();

    void OnExpertsChanged(IReadOnlyList<Mt5Expert> experts);

    void OnEvent(Mt5Event reported);

    void OnLateAnswer(Mt5Call call, Mt5Answer answer);
}

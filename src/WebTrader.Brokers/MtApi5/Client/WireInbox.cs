using System.Buffers;

namespace WebTrader.Brokers.MtApi5.Client;

/// <summary>
/// Whole messages between the socket, which fills it, and the session, which empties it. Bounded: beyond that the socket is not read, and the terminal
/// keeps what it has not sent. One filler, one taker, on any threads.
/// </summary>
internal sealed class WireInbox(int mostBytes)
{
    private readonly Lock gate = new();
    private readonly Queue<(byte[] Bytes, int Length)> messages = new();
    private int bytes;
    private bool isOver;
    private Mt5WireException? fault;
    private TaskCompletionSource? news;
    private TaskCompletionSource? room;

    /// <summary>Puts a message in; ends when there is room for more. The taker learns of it by <see cref="Tell"/>.</summary>
    public Task PutAsync(ReadOnlySpan<byte> message)
    {
        var kept = ArrayPool<byte>.Shared.Rent(message.Length);
        message.CopyTo(kept);
        lock (gate)
        {
            messages.Enqueue((kept, message.Length));
            bytes += message.Length;
            if (bytes <= mostBytes || isOver) return Task.CompletedTask;
            room = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            TellTaker();
            return room.Task;
        }
    }

    /// <summary>Nothing more is at hand: whoever waits takes what is there. One change of threads for many messages.</summary>
    public void Tell()
    {
        lock (gate)
        {
            if (messages.Count > 0) TellTaker();
        }
    }

    /// <summary>No more will come: the line was closed, or lost.</summary>
    public void End(Mt5WireException? why)
    {
        lock (gate)
        {
            if (isOver) return;
            isOver = true;
            fault = why;
            TellTaker();
            room?.TrySetResult();
            room = null;
        }
    }

    /// <summary>Appends the next message; false after the last one of a closed line. Throws after the last one of a lost line.</summary>
    public async ValueTask<bool> TakeAsync(ArrayBufferWriter<byte> to)
    {
        while (true)
        {
            Task waiting;
            lock (gate)
            {
                if (messages.TryDequeue(out var next))
                {
                    to.Write(next.Bytes.AsSpan(0, next.Length));
                    ArrayPool<byte>.Shared.Return(next.Bytes);
                    bytes -= next.Length;
                    if (bytes <= mostBytes / 2) room?.TrySetResult();
                    return true;
                }

                if (isOver) return fault is null ? false : throw new Mt5WireException(fault.Message, fault);
                news ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                waiting = news.Task;
            }

            await waiting;
        }
    }

    private void TellTaker()
    {
        news?.TrySetResult();
        news = null;
    }
}

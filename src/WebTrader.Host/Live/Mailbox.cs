using System.Threading.Channels;
using Microsoft.AspNetCore.SignalR;

namespace WebTrader.Host.Live;

/// <summary>
/// What waits to be sent to one browser: a few messages, no more. A browser that reads too slowly misses the rest, sees the gap
/// in the sequence and asks for a snapshot; nobody else waits for it. Thread-safe.
/// </summary>
internal sealed class Mailbox(string connection)
{
    private const int Room = 8;

    private readonly Channel<(string Method, object Message)> waiting =
        Channel.CreateBounded<(string, object)>(new BoundedChannelOptions(Room) { SingleReader = false });

    /// <summary>The account whose changes it takes; null before the first snapshot.</summary>
    public AccountStream? Watching { get; set; }

    /// <summary>Nobody looks at the page behind it: it gets everything now and then, and at once when something becomes worse or better, instead of each change.</summary>
    public bool IsResting { get; set; }

    /// <summary>What waited is older than the snapshot, and goes.</summary>
    public void Begin(SnapshotMessage snapshot)
    {
        while (waiting.Reader.TryRead(out _))
        {
        }

        waiting.Writer.TryWrite(("snapshot", snapshot));
    }

    /// <summary>False when it is full and the message is lost.</summary>
    public bool Put(WrittenOnce changes) => waiting.Writer.TryWrite(("changes", changes));

    public void Close() => waiting.Writer.TryComplete();

    /// <summary>Sends what comes until it is closed; never throws.</summary>
    /// <param name="failed">Told when sending fails: the connection is of no use then.</param>
    public async Task DeliverAsync(IHubContext<LiveHub> hub, Action<Exception> failed)
    {
        try
        {
            await foreach (var (method, message) in waiting.Reader.ReadAllAsync())
                await hub.Clients.Client(connection).SendAsync(method, message);
        }
        catch (Exception fault)
        {
            failed(fault);
        }
    }
}

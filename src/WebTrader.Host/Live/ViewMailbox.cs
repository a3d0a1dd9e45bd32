using System.Threading.Channels;
using Microsoft.AspNetCore.SignalR;

namespace WebTrader.Host.Live;

/// <summary>
/// The views that wait to be sent to one browser: of each kind the newest, never more. A browser that reads too slowly gets fewer of them, each
/// whole and up to date; nobody else waits for it. Thread-safe.
/// </summary>
internal sealed class ViewMailbox(string connection)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, ViewMessage> waiting = new(StringComparer.Ordinal);
    private readonly Channel<bool> bell = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    /// <summary>What it takes, by the name of the view. Touched by the connection's own calls only, which come one at a time.</summary>
    public Dictionary<string, ViewStream> Watching { get; } = new(StringComparer.Ordinal);

    /// <summary>Replaces what waited of the same view.</summary>
    public void Put(ViewMessage message)
    {
        lock (gate) waiting[message.View] = message;
        bell.Writer.TryWrite(true);
    }

    /// <summary>Nothing that waited of this view is sent any more.</summary>
    public void Drop(string view)
    {
        lock (gate) waiting.Remove(view);
    }

    public void Close() => bell.Writer.TryComplete();

    /// <summary>Everything that waits; it waits no longer.</summary>
    internal IReadOnlyList<ViewMessage> Take()
    {
        lock (gate)
        {
            var taken = waiting.Values.ToList();
            waiting.Clear();
            return taken;
        }
    }

    /// <summary>Sends what comes until it is closed; never throws.</summary>
    /// <param name="failed">Told when sending fails: the connection is of no use then.</param>
    public async Task DeliverAsync(IHubContext<LiveHub> hub, Action<Exception> failed)
    {
        try
        {
            await foreach (var _ in bell.Reader.ReadAllAsync())
            {
                foreach (var message in Take()) await hub.Clients.Client(connection).SendAsync("view", message);
            }
        }
        catch (Exception fault)
        {
            failed(fault);
        }
    }
}

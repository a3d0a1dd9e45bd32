using Microsoft.AspNetCore.SignalR;
using WebTrader.Host.Sessions;

namespace WebTrader.Host.Live;

/// <summary>Where browsers watch an account. They say whom; what they are then told is the broadcaster's business.</summary>
internal sealed class LiveHub(LiveBroadcaster broadcaster, IHubContext<LiveHub> hub, ILogger<LiveHub> logger) : Hub
{
    public const string Path = "/hubs/live";

    /// <summary>Sends a snapshot of the account and then its changes; called again, a new snapshot.</summary>
    /// <param name="accountId">Null for the first account.</param>
    public async Task Watch(string? accountId)
    {
        var stream = broadcaster.StreamOf(accountId) ?? throw new HubException($"There is no account \"{accountId}\".");
        var mailbox = MailboxOfCaller();
        if (mailbox.Watching is { } before && before != stream) await before.LeaveAsync(mailbox);
        mailbox.Watching = stream;
        mailbox.IsResting = false;
        try
        {
            await stream.JoinAsync(mailbox, Context.ConnectionAborted);
        }
        catch (SessionUnavailableException away)
        {
            throw new HubException(away.Message);
        }
    }

    /// <summary>Nobody looks at the page: everything now and then, and at once when a state or an alarm changes, is enough until it calls <see cref="Watch"/> again.</summary>
    public void Rest() => MailboxOfCaller().IsResting = true;

    /// <summary>Sends a small view of the account, and again whenever it has changed, whole each time; called again, the view at once.</summary>
    /// <param name="accountId">Null for the first account.</param>
    /// <param name="view">"locks", "workers" or "emergency"; of each, one account at a time.</param>
    public async Task WatchView(string? accountId, string view)
    {
        var stream = broadcaster.ViewOf(accountId, view)
            ?? throw new HubException($"There is no view \"{view}\" of an account \"{accountId}\"; the views are {string.Join(", ", LiveViews.All.Keys)}.");
        var mailbox = ViewMailboxOfCaller();
        if (mailbox.Watching.TryGetValue(view, out var before) && before != stream) await LeaveAsync(mailbox, before);
        mailbox.Watching[view] = stream;
        await stream.JoinAsync(mailbox, Context.ConnectionAborted);
    }

    /// <summary>Ends the watching of a view; nothing when it is not watched.</summary>
    public async Task LeaveView(string view)
    {
        var mailbox = ViewMailboxOfCaller();
        if (mailbox.Watching.Remove(view, out var stream)) await LeaveAsync(mailbox, stream);
    }

    public override async Task OnDisconnectedAsync(Exception? exception)
    {
        if (Context.Items.TryGetValue(typeof(Mailbox), out var kept) && kept is Mailbox mailbox)
        {
            if (mailbox.Watching is { } stream) await stream.LeaveAsync(mailbox);
            mailbox.Close();
        }

        if (Context.Items.TryGetValue(typeof(ViewMailbox), out var views) && views is ViewMailbox viewing)
        {
            foreach (var stream in viewing.Watching.Values) await stream.LeaveAsync(viewing);
            viewing.Close();
        }

        await base.OnDisconnectedAsync(exception);
    }

    private static async Task LeaveAsync(ViewMailbox mailbox, ViewStream stream)
    {
        await stream.LeaveAsync(mailbox);
        mailbox.Drop(stream.View);
    }

    private Mailbox MailboxOfCaller() => OfCaller(() => new Mailbox(Context.ConnectionId), (mailbox, failed) => mailbox.DeliverAsync(hub, failed));

    private ViewMailbox ViewMailboxOfCaller() => OfCaller(() => new ViewMailbox(Context.ConnectionId), (mailbox, failed) => mailbox.DeliverAsync(hub, failed));

    // A connection's calls come one at a time, so there is one mailbox of a kind.
    private T OfCaller<T>(Func<T> make, Func<T, Action<Exception>, Task> deliver)
        where T : class
    {
        if (Context.Items.TryGetValue(typeof(T), out var kept) && kept is T known) return known;
        var mailbox = make();
        Context.Items[typeof(T)] = mailbox;
        var context = Context;
        _ = deliver(mailbox, fault => Abort(context, fault));
        return mailbox;
    }

    private void Abort(HubCallerContext context, Exception fault)
    {
        logger.LogError(fault, "A message to a browser could not be sent; its connection is ended: {Reason}", fault.Message);
        context.Abort();
    }
}

using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;
using WebTrader.Host.Security.Rights;
using WebTrader.Host.Security.SignIn;

namespace WebTrader.Host.Live;

/// <summary>Ends the live feed of whoever has signed out, was disabled, or whose key was revoked: a connection outlives the request that was let in.</summary>
internal sealed class HubGuests : IHubFilter, IDisposable
{
    private readonly ConcurrentDictionary<string, (HubCallerContext Connection, Caller Caller)> guests = new(StringComparer.Ordinal);
    private readonly KnownCallers known;

    public HubGuests(KnownCallers known)
    {
        this.known = known;
        known.Changed += EndTheGone;
    }

    public Task OnConnectedAsync(HubLifetimeContext context, Func<HubLifetimeContext, Task> next)
    {
        if (context.Context.User is { } user && Caller.Of(user) is { } caller) guests[context.Context.ConnectionId] = (context.Context, caller);
        return next(context);
    }

    public Task OnDisconnectedAsync(HubLifetimeContext context, Exception? exception, Func<HubLifetimeContext, Exception?, Task> next)
    {
        guests.TryRemove(context.Context.ConnectionId, out _);
        return next(context, exception);
    }

    public void Dispose() => known.Changed -= EndTheGone;

    private void EndTheGone()
    {
        foreach (var (connection, caller) in guests.Values)
        {
            if (!(caller.IsPerson ? known.IsStill(caller) : known.HasKey(caller.Id))) connection.Abort();
        }
    }
}

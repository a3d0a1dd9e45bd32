using System.Text.Json;
using WebTrader.Core.Positions;
using WebTrader.Engine;
using WebTrader.Host.Sessions;

namespace WebTrader.Host.Live;

/// <summary>
/// One small view of an account for all its watchers: each message is the whole view, so whoever missed some has missed nothing once the next is
/// there. Asked for and written once for all, and only while somebody watches. Thread-safe.
/// </summary>
internal sealed class ViewStream(AccountRunner runner, string view, Func<AccountSession, object> show, JsonSerializerOptions json, TimeProvider clock) : ILiveStream
{
    private static readonly TimeSpan Heartbeat = TimeSpan.FromMilliseconds(900);

    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly HashSet<ViewMailbox> watchers = [];
    private ViewMessage? last;
    private long sequence;
    private long toldAt;

    /// <summary>The name of the view.</summary>
    public string View => view;

    public AccountId Account => runner.Account.Id;

    /// <summary>Gives a watcher the present view and everything after it.</summary>
    public async Task JoinAsync(ViewMailbox mailbox, CancellationToken cancellation)
    {
        await turn.WaitAsync(cancellation);
        try
        {
            // While others watch, what they were last told is at most a heartbeat old; the sequence goes on from it.
            if (watchers.Count == 0 || last is null) last = await LookAsync(cancellation);
            watchers.Add(mailbox);
            mailbox.Put(last);
        }
        finally
        {
            turn.Release();
        }
    }

    public async Task LeaveAsync(ViewMailbox mailbox)
    {
        await turn.WaitAsync();
        watchers.Remove(mailbox);
        turn.Release();
    }

    public async Task TickAsync(CancellationToken cancellation)
    {
        await turn.WaitAsync(cancellation);
        try
        {
            if (watchers.Count == 0) return;
            var (content, away) = await AskAsync(cancellation);
            var isNews = last is null || away != last.Away || !Same(content, last.Content);
            if (!isNews && clock.GetElapsedTime(toldAt) < Heartbeat) return;
            last = Message(content, away);
            foreach (var watcher in watchers) watcher.Put(last);
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();

    private async Task<ViewMessage> LookAsync(CancellationToken cancellation)
    {
        var (content, away) = await AskAsync(cancellation);
        return Message(content, away);
    }

    private ViewMessage Message(JsonElement? content, string? away)
    {
        toldAt = clock.GetTimestamp();
        return new ViewMessage(Account, view, ++sequence, clock.GetUtcNow(), content, away);
    }

    private async Task<(JsonElement? Content, string? Away)> AskAsync(CancellationToken cancellation)
    {
        try
        {
            return (JsonSerializer.SerializeToElement(await runner.AskAsync(show, cancellation), json), null);
        }
        catch (SessionUnavailableException away)
        {
            return (null, away.Message);
        }
    }

    private static bool Same(JsonElement? one, JsonElement? other) =>
        one is { } first && other is { } second ? JsonElement.DeepEquals(first, second) : one is null && other is null;
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using WebTrader.Core.Market;
using WebTrader.Core.Ports;
using WebTrader.Core.Positions;
using WebTrader.Core.Safety;
using WebTrader.Engine;
using WebTrader.Engine.Book;
using WebTrader.Host.Alerts;
using WebTrader.Host.Security.Rights;
using WebTrader.Host.Sessions;

namespace WebTrader.Host.Api;

/// <summary>Which accounts there are, and how each is doing.</summary>
internal static class AccountsApi
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/accounts", ListAsync)
        .RequireRight(Right.Read).WithName("ListAccounts").WithTags("Accounts")
        .WithSummary("All accounts of this host")
        .WithDescription("Also those whose session does not run: their state says so, and what is unknown is null.");

    private static async Task<Ok<Listing<AccountItem>>> ListAsync(AccountSessions sessions, CancellationToken cancellation) =>
        TypedResults.Ok(new Listing<AccountItem>(await Task.WhenAll(sessions.All.Select(runner => ItemAsync(runner, cancellation)))));

    private static async Task<AccountItem> ItemAsync(AccountRunner runner, CancellationToken cancellation)
    {
        var head = AccountHeads.Of(runner.Account);
        var item = new AccountItem(head.Id, head.Name, head.Broker, head.IsLive, head.Login, head.Currency, head.Server, runner.State, runner.Reason, null, null, null, null, null, null, null, null);
        try
        {
            return await runner.AskAsync(session => With(item, session), cancellation);
        }
        catch (SessionUnavailableException away)
        {
            return item with { Reason = away.Message };
        }
    }

    private static AccountItem With(AccountItem item, AccountSession session)
    {
        var known = With(item, session, session.Book.Open);
        return IsBlind(session) ? known with { OpenPositions = null, NotProtected = null, Unmanaged = null, Worst = null } : known;
    }

    private static AccountItem With(AccountItem item, AccountSession session, IReadOnlyCollection<TrackedPosition> open) => item with
    {
        State = AccountRunState.Running,
        Reason = null,
        IsLive = session.Account.IsLive,
        Balance = session.Monitor.Account?.Balance,
        Equity = session.Monitor.Account?.Equity,
        OpenPositions = open.Count,
        NotProtected = open.Count(tracked => IsManaged(tracked) && tracked.State != ProtectionState.Protected),
        Unmanaged = open.Count(tracked => !IsManaged(tracked)),
        Worst = open.Where(IsManaged).Select(tracked => (ProtectionState?)tracked.State).Max() ?? (open.Count > 0 ? ProtectionState.Unmanaged : null),
        Armed = session.Evaluator.Arming,
        Terminal = session.Terminal,
    };

    private static bool IsManaged(TrackedPosition tracked) => tracked.State != ProtectionState.Unmanaged;

    /// <summary>Whether what the book says is only what was so when somebody could still look.</summary>
    private static bool IsBlind(AccountSession session) =>
        session.Monitor.LastRead is not { } read || session.Clock.GetElapsedTime(read) > Protecting.ReadLately || !session.IsConnected || session.Alarms.Standing.Any(alarm => alarm.Id == "positions-unread");
}

/// <summary>A list in an object, so that something can stand beside it one day.</summary>
public sealed record Listing<T>(IReadOnlyList<T> Items);

/// <summary>One account and its session.</summary>
/// <param name="Reason">Why its session does not run; null while it does.</param>
/// <param name="OpenPositions">Null where the session does not run, the broker is not connected, or the positions cannot be read; so are the three below.</param>
/// <param name="NotProtected">Managed positions that are not Protected, as the one figure of the dashboard counts them.</param>
/// <param name="Unmanaged">Positions that are not ours to protect.</param>
/// <param name="Worst">The worst state of the managed positions; unmanaged where none is managed; null where nothing is open, too.</param>
/// <param name="Armed">What the rules may write to; null while the session does not run.</param>
/// <param name="Terminal">The terminal between us and the broker; null where there is none, or the session does not run.</param>
public sealed record AccountItem(
    AccountId Id,
    string Name,
    string Broker,
    bool IsLive,
    string Login,
    string Currency,
    string Server,
    AccountRunState State,
    string? Reason,
    Money? Balance,
    Money? Equity,
    int? OpenPositions,
    int? NotProtected,
    int? Unmanaged,
    ProtectionState? Worst,
    Arming? Armed,
    TerminalState? Terminal);

using WebTrader.Core.Safety.Emergency;
using WebTrader.Engine.Emergency;
using WebTrader.Host.Sessions;
using WebTrader.Host.Settings;

namespace WebTrader.Host.Emergency;

/// <summary>How far the emergency stops are, on all accounts. A session that does not answer is said to be away, and holds up nobody for longer than it is asked. Thread-safe.</summary>
internal sealed class EmergencyProgress(EmergencyBook book, AccountSessions sessions, HostSettings settings)
{
    /// <summary>In the order of <paramref name="stops"/>.</summary>
    public async Task<IReadOnlyList<EmergencyStopView>> ShowAsync(IReadOnlyList<HeldStop> stops, CancellationToken cancellation)
    {
        var asked = await Task.WhenAll(sessions.All.Where(runner => stops.Any(held => held.IsInForce && held.Stop.Scope.Concerns(runner.Account.Id))).Select(runner => AskAsync(runner, cancellation)));
        return [.. stops.Select(held => Show(held, asked))];
    }

    public async Task<EmergencyStopView> ShowAsync(HeldStop stop, CancellationToken cancellation) => (await ShowAsync([stop], cancellation))[0];

    private EmergencyStopView Show(HeldStop held, IReadOnlyList<Asked> asked)
    {
        var stop = held.Stop;
        List<EmergencyAccountView> accounts = [.. sessions.All.Where(runner => stop.Scope.Concerns(runner.Account.Id)).Select(runner => Of(held, runner, asked))];
        return new EmergencyStopView(
            stop.Id, stop.Action, stop.Scope, $"{stop.Action.Say()} {stop.Scope}", stop.By, stop.Why, stop.At, stop.At + settings.Emergency.MinimumHold, held.IsInForce,
            held.Release?.At, held.Release?.By, held.Release?.Why, held.IsInForce ? Least(accounts) : null, book.FileProblem, accounts);
    }

    private EmergencyAccountView Of(HeldStop held, AccountRunner runner, IReadOnlyList<Asked> asked)
    {
        var account = runner.Account.Id;
        var answer = asked.FirstOrDefault(one => one.Runner == runner);
        var view = held.IsInForce ? answer?.Views.FirstOrDefault(view => view.Stop.Id == held.Stop.Id) : book.EndOf(held.Stop.Id, account);
        return view is null ? EmergencyAccountView.Unknown(account, answer?.Away, held.PartOf(account).DoneAt) : EmergencyAccountView.Of(view);
    }

    /// <summary>Something left is worse than something that has not been tried yet, and nothing is as good as proof.</summary>
    private static EmergencyState? Least(List<EmergencyAccountView> accounts) =>
        accounts.Any(account => account.State is null) || accounts.Count == 0 ? null
        : accounts.Any(account => account.State == EmergencyState.Left) ? EmergencyState.Left
        : accounts.Min(account => account.State);

    private static async Task<Asked> AskAsync(AccountRunner runner, CancellationToken cancellation)
    {
        try
        {
            return new Asked(runner, await runner.AskAsync(session => session.Emergency.Views, cancellation), null);
        }
        catch (SessionUnavailableException away)
        {
            return new Asked(runner, [], away.Message);
        }
    }

    private sealed record Asked(AccountRunner Runner, IReadOnlyList<EmergencyView> Views, string? Away);
}

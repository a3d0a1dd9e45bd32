using WebTrader.Core.Journal;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Core.Safety;
using WebTrader.Engine.Views;
using WebTrader.Host.Sessions;
using WebTrader.Host.Settings.Versions;

namespace WebTrader.Host.Api;

/// <summary>What a change of the settings has done, or would do.</summary>
/// <param name="DryRun">Whether nothing has changed.</param>
/// <param name="Version">The version that holds.</param>
/// <param name="Changes">Every place with another value.</param>
/// <param name="Late">Accounts where it holds a little later, or that cannot tell what would happen, each with the reason.</param>
/// <param name="Preview">Each open position; null once it holds.</param>
public sealed record SettingsOutcome(bool DryRun, long Version, IReadOnlyList<SettingChange> Changes, IReadOnlyList<SettingsLate> Late, SettingsEffect? Preview)
{
    internal static SettingsOutcome Of(SettingsApplied applied) => new(false, applied.Now.Version.Version, applied.Changes, applied.Late, null);

    internal static async Task<SettingsOutcome> WouldBeAsync(SettingsDraft draft, SettingsKeeper keeper, AccountSessions sessions, CancellationToken cancellation)
    {
        var asked = await Task.WhenAll(sessions.All.Select(runner => AskAsync(draft, keeper, runner, cancellation)));
        return new SettingsOutcome(true, draft.From, draft.Changes, [.. asked.Select(account => account.Late).OfType<SettingsLate>()], SettingsEffect.Of([.. asked.SelectMany(account => account.Lines)]));
    }

    private static async Task<(IReadOnlyList<PreviewLine> Lines, SettingsLate? Late)> AskAsync(SettingsDraft draft, SettingsKeeper keeper, AccountRunner runner, CancellationToken cancellation)
    {
        var wanted = keeper.EngineOf(draft, runner.Account);
        try
        {
            return (await runner.AskAsync(session => SettingsPreview.Of(session, wanted), cancellation), null);
        }
        catch (SessionUnavailableException away)
        {
            return ([], new SettingsLate(runner.Account.Id, away.Message));
        }
    }
}

/// <summary>What would happen to the open positions.</summary>
/// <param name="StopsToMove">How many get another stop than they would have by the settings that hold.</param>
/// <param name="PositionsToClose">How many would be closed at once, all or in part, and would not be by the settings that hold.</param>
/// <param name="ClosesBring">What these closes would bring together at the present prices; account money, negative for a loss.</param>
/// <param name="LeftAlone">How many would not be managed any more.</param>
/// <param name="Warnings">What deserves a look before it is agreed to, in words.</param>
public sealed record SettingsEffect(int StopsToMove, int PositionsToClose, Money ClosesBring, int LeftAlone, IReadOnlyList<string> Warnings, IReadOnlyList<PreviewItem> Lines)
{
    internal static SettingsEffect Of(IReadOnlyList<PreviewLine> lines)
    {
        var closes = lines.Where(line => line.After.Step == FirstStep.Close && line.Before.Step != FirstStep.Close).ToList();
        var alone = lines.Where(line => line.Before.IsManaged && !line.After.IsManaged).ToList();
        return new SettingsEffect(
            lines.Count(line => line.After.Step == FirstStep.SetStop && line.After.Stop != line.Before.Stop),
            closes.Count,
            new Money(closes.Sum(line => line.After.Money?.Amount ?? 0m)),
            alone.Count,
            [
                .. closes.Select(line => $"Ticket {line.Ticket} ({line.Symbol}) would be closed at once: {line.After.Reason}"),
                .. alone.Select(line => $"Ticket {line.Ticket} ({line.Symbol}) would not be managed any more; {(line.Stop is { } stop ? $"its stop stays at {stop}" : "it has no stop")}"),
                .. lines.Where(line => line.After.Step == FirstStep.Unknown).Select(line => $"What would happen to ticket {line.Ticket} ({line.Symbol}) cannot be told: {line.After.Reason}"),
                .. lines.SelectMany(line => line.Warnings).Distinct(),
            ],
            [.. lines.Select(PreviewItem.Of)]);
    }
}

/// <summary>One open position by the settings that hold, and by the others.</summary>
/// <param name="StopNow">At the broker; null for none.</param>
/// <param name="ClosesAtOnce">Whether it would be closed, all or in part, by the others.</param>
public sealed record PreviewItem(AccountId Account, Ticket Ticket, string Symbol, Side Side, Lots Lots, Price? StopNow, PreviewStep Before, PreviewStep After, bool ClosesAtOnce)
{
    internal static PreviewItem Of(PreviewLine line) =>
        new(line.Account, line.Ticket, line.Symbol, line.Side, line.Lots, line.Stop, line.Before, line.After, line.After.Step == FirstStep.Close);
}

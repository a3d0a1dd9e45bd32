using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Core.Safety;
using WebTrader.Core.Stops;
using WebTrader.Engine.Book;

namespace WebTrader.Engine.Views;

/// <summary>What one position comes to by some settings.</summary>
/// <param name="Step">What is done about it now.</param>
/// <param name="Stop">The stop that it then has; null for none, or where it is closed.</param>
/// <param name="Rule">Which rule wants that stop; null where it stays as it is.</param>
/// <param name="Money">The gross profit at that stop, or what a close would bring; account money, null where unknown.</param>
public sealed record PreviewStep(bool IsManaged, FirstStep Step, Price? Stop, RuleName? Rule, Money? Money, string Reason);

/// <summary>One open position by the settings that hold and by others, at this instant.</summary>
/// <param name="Stop">At the broker; null for none.</param>
/// <param name="Warnings">Settings of money that the market's own width is larger than, by the other settings.</param>
public sealed record PreviewLine(AccountId Account, Ticket Ticket, string Symbol, Side Side, Lots Lots, Price? Stop, PreviewStep Before, PreviewStep After, IReadOnlyList<string> Warnings);

/// <summary>What other settings would do about the open positions: decided by the same rules and the same quotes, kept nowhere. On the session's scheduler.</summary>
public static class SettingsPreview
{
    /// <summary>Every open position, in the order of the tickets.</summary>
    /// <param name="wanted">Sound ones.</param>
    public static IReadOnlyList<PreviewLine> Of(AccountSession session, EngineOptions wanted)
    {
        var settings = new StopSettings(wanted.Plan, wanted.Layers);
        return [.. session.Book.Open.OrderBy(tracked => tracked.Position.Ticket.Value).Select(tracked => Line(session, tracked, settings))];
    }

    private static PreviewLine Line(AccountSession session, TrackedPosition tracked, StopSettings wanted)
    {
        var position = tracked.Position;
        var (before, _) = Step(session, tracked, session.Evaluator.Settings);
        var (after, warnings) = Step(session, tracked, wanted);
        return new PreviewLine(session.Account.Id, position.Ticket, position.Symbol, position.Side, position.Lots, position.StopLoss, before, after, warnings);
    }

    private static (PreviewStep Step, IReadOnlyList<string> Warnings) Step(AccountSession session, TrackedPosition tracked, StopSettings settings)
    {
        var position = tracked.Position;
        var atStop = position.StopLoss is { } standing && tracked.Symbol.Spec is { } spec ? spec.ProfitAt(position, standing) : (Money?)null;
        if (!session.Evaluator.Arming.Covers(position)) return (new PreviewStep(false, FirstStep.None, position.StopLoss, null, atStop, "Observed only: it is not armed"), []);
        if (!settings.For(position).IsManaged) return (new PreviewStep(false, FirstStep.None, position.StopLoss, null, atStop, "Left to others by the settings"), []);
        var line = session.Evaluator.FirstContact(tracked, settings);
        var rule = line.Step == FirstStep.SetStop && session.Evaluator.Explain(tracked, settings)?.Decision is StopDecision.Move move ? move.Rule : (RuleName?)null;
        return (line.Step switch
        {
            FirstStep.SetStop => new PreviewStep(true, line.Step, line.Stop, rule, line.Money, line.Reason),
            FirstStep.Close => new PreviewStep(true, line.Step, null, null, line.Money, line.Reason),
            _ => new PreviewStep(true, line.Step, position.StopLoss, null, atStop, line.Reason),
        }, line.TooSmall);
    }
}

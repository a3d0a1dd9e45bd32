using System.Globalization;
using System.Text.Json;
using WebTrader.Core.Journal;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Core.Stops;
using WebTrader.Core.Writing;

namespace WebTrader.Persistence.Recording;

/// <summary>The kind of a fact, and its sentence for people. Pure.</summary>
internal static class JournalWords
{
    private const int ChangesTold = 10;

    /// <summary>The name of the fact in camel case, as in <c>positionClosed</c>.</summary>
    public static string Kind(JournalEntry entry) => JsonNamingPolicy.CamelCase.ConvertName(entry.GetType().Name);

    /// <exception cref="NotSupportedException">It is not one of the facts of the product.</exception>
    public static string Say(JournalEntry entry) => entry switch
    {
        SessionStarted started => Text($"Session {started.Epoch} started; open positions: {started.OpenPositions}."),
        SessionStopped stopped => $"Session stopped: {stopped.Reason}",
        PositionSeen seen => $"{Say(seen.Position)} seen at {seen.Position.OpenPrice}, {StopOf(seen.Position)}.",
        ChangedByOthers changed => Say(changed),
        PartlyClosed { Position: var left, Part: var part } => $"A part of {Say(left with { Lots = new Lots(left.Lots.Value + part.Lots.Value) })} was closed: {part.Lots} at {part.Price}, {part.Profit}. {part.Reason.Say()}{(part.Recovered ? ", found afterwards" : "")}; {left.Lots} are left.",
        StopIntended intent => $"{Move(intent)} ({intent.Rule.Say()}, {intent.ProfitAtStop} at the stop): {intent.Reason}",
        StopSettled settled => $"{Move(settled.Intent)} {Say(settled.Result)}{Took(settled.Latency)}: {settled.Result.Reason}",
        CloseIntended intent => $"Closing {Say(intent.Write)}: {intent.Reason}",
        CloseSettled settled => $"Closing {Say(settled.Intent.Write)} {Say(settled.Result)}{Took(settled.Latency)}: {settled.Result.Reason}",
        TakeProfitIntended intent => $"{intent.Write.Symbol}: take-profit from {Or(intent.From)} to {Or(intent.Write.TakeProfit)}, asked by {intent.By}",
        TakeProfitSettled { Intent: var intent } settled => $"{intent.Write.Symbol}: take-profit from {Or(intent.From)} to {Or(intent.Write.TakeProfit)} {Say(settled.Result)}{Took(settled.Latency)}: {settled.Result.Reason}",
        OpenIntended intent => $"Opening {Say(intent.Write)}, asked by {intent.By}",
        OpenSettled settled => $"Opening {Say(settled.Intent.Write)} {Say(settled.Result)}{Took(settled.Latency)}: {settled.Result.Reason}",
        LateAnswer late => Text($"The broker answered a call for ticket {late.About} after {late.After.TotalSeconds:0.0} s (token {late.Token}): {late.Said}"),
        HoldingReleased released => Text($"Ticket {released.About} was held by {released.Holder} for {released.HeldFor.TotalSeconds:0.000} s after a wait of {released.Waited.TotalSeconds:0.000} s (token {released.Token}): {released.Purpose}"),
        HoldingRevoked revoked => Text($"Ticket {revoked.About} was taken from {revoked.Holder} after {revoked.HeldFor.TotalSeconds:0.000} s (token {revoked.Token}{(revoked.WasInFlight ? ", a call was at the broker" : "")}): {revoked.Why}"),
        PositionClosed closed => Say(closed.Trade),
        LockDenied denied => $"Ticket {denied.About} was busy: {denied.Reason}",
        ArmingChanged armed => $"Armed for {armed.To}, before for {armed.From}, by {armed.By}: {armed.Why}",
        OperatorActed acted => Text($"{acted.By} from {acted.From}: {acted.What}{(acted.Asked.Length == 0 ? "" : $" {acted.Asked}")}: {acted.Status}{(acted.Result.Length == 0 ? "" : $", {acted.Result}")}"),
        EmergencyStopped stopped => $"Emergency stop {stopped.Stop.Id}: {stopped.Stop}{(stopped.Stop.Why.Length == 0 ? "" : $", {stopped.Stop.Why}")}",
        EmergencyProved proved => Text($"Emergency stop {proved.StopId} is done, and the broker's readings show it; tickets: {proved.Tickets}, after {proved.Took.TotalSeconds:0.000} s"),
        EmergencyLeft left => $"Emergency stop {left.StopId} has tried everything, and goes on with what is left: {string.Join("; ", left.Left)}",
        EmergencyDrilled drilled => Say(drilled),
        EmergencyReleased released => $"Emergency stop {released.StopId} released by {released.By}: {released.Why}",
        CancelIntended intent => $"Removing pending order {intent.Write.Order} of {intent.Write.Symbol}, asked by {intent.By}",
        CancelSettled { Intent: var intent } settled => $"Removing pending order {intent.Write.Order} of {intent.Write.Symbol} {Say(settled.Result)}{Took(settled.Latency)}: {settled.Result.Reason}",
        EquityPeak peak => $"Equity is higher than ever: {peak.Equity}",
        SettingsChanged changed => Say(changed),
        ClockJumped jumped => Text($"The clock jumped by {jumped.By.TotalSeconds:+0.0;-0.0} s; quotes from before count as stale."),
        QuotesKept { Minutes: var minutes } => Text($"Quotes of {minutes.Count} {(minutes.Count == 1 ? "minute" : "minutes")} kept: {string.Join(", ", minutes.Select(minute => $"{minute.Symbol} {minute.Minute:HH:mm}"))}."),
        AlarmRaised raised => $"{raised.Alarm.Severity} alarm: {raised.Alarm.Text}",
        AlarmCleared cleared => $"Alarm is over: {cleared.Alarm.Text}",
        _ => throw new NotSupportedException($"{entry.GetType().Name} is not a fact that the journal knows."),
    };

    private static string Say(Position position) => $"{position.Side} {position.Lots} {position.Symbol}";

    private static string Say(CloseWrite write) => $"{write.Side} {write.Lots} {write.Symbol}";

    private static string Say(OpenWrite write) => $"{write.Side} {write.Lots} {write.Symbol}, {(write.Stop is { } stop ? $"stop {stop}" : "no stop")}";

    private static string Say(ChangedByOthers changed) => (changed.Before.StopLoss == changed.After.StopLoss)
        ? $"Somebody else changed the take-profit of {Say(changed.After)} from {Or(changed.Before.TakeProfit)} to {Or(changed.After.TakeProfit)}."
        : $"Somebody else changed the stop of {Say(changed.After)} from {Or(changed.Before.StopLoss)} to {Or(changed.After.StopLoss)}.";

    private static string Say(SettingsChanged changed)
    {
        var told = string.Join(", ", changed.Changes.Take(ChangesTold));
        var more = changed.Changes.Count > ChangesTold ? $" and {changed.Changes.Count - ChangesTold} more" : "";
        return Text($"Settings version {changed.ToVersion} holds, before version {changed.FromVersion}, by {changed.By}: {changed.Why} ({(told.Length == 0 ? "nothing of this account" : told)}{more})");
    }

    private static string Say(EmergencyDrilled drilled)
    {
        var ended = drilled.Took is { } took ? Text($"proved flat after {took.TotalSeconds:0.000} s") : $"not flat: {string.Join("; ", drilled.Left)}";
        return Text($"Drill of a flatten, asked by {drilled.By}: {drilled.Positions} positions, {drilled.InFlight} at once, {drilled.Latency.TotalMilliseconds:0.###} ms a call: {ended}");
    }

    private static string Say(Trade trade) =>
        $"{trade.Side} {trade.Lots} {trade.Symbol} closed at {trade.ClosePrice}, {trade.Profit}: {trade.Reason.Say()}{(trade.Recovered ? " (found in the broker's history)" : "")}.";

    private static string Say(WriteResult result) => result.Outcome.ToString().ToLowerInvariant();

    private static string Move(StopIntended intent) => $"{intent.Side} {intent.Write.Symbol}: stop from {Or(intent.From)} to {intent.Write.Stop}";

    private static string StopOf(Position position) => position.StopLoss is { } stop ? $"stop {stop}" : "no stop";

    private static string Or(Price? price) => price?.ToString() ?? "none";

    private static string Took(TimeSpan? latency) => latency is { } known ? Text($" after {known.TotalMilliseconds:0} ms") : "";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

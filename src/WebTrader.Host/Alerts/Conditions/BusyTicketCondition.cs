using System.Globalization;
using WebTrader.Engine;
using WebTrader.Engine.Views;

namespace WebTrader.Host.Alerts.Conditions;

/// <summary>A ticket lock that the rules could not have for a long time.</summary>
internal sealed class BusyTicketCondition : ISessionCondition
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    public IEnumerable<Condition> Look(AccountSession session, HealthView health, DateTimeOffset now)
    {
        foreach (var tracked in session.Book.Open)
        {
            if (tracked.DeniedSince is not { } since || session.Clock.GetElapsedTime(since) is var waited && waited < Longest) continue;
            yield return new Condition(session.Account.Id.Value, $"busy-{tracked.Position.Ticket}", AlertLevel.Amber, string.Create(CultureInfo.InvariantCulture,
                $"The lock of ticket {tracked.Position.Ticket} could not be had for {waited.TotalSeconds:0} s, {tracked.Denials} times"));
        }
    }
}

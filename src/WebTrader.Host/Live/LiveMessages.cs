using System.Text.Json;
using WebTrader.Core.Market;
using WebTrader.Core.Ports;
using WebTrader.Core.Positions;
using WebTrader.Core.Safety;
using WebTrader.Core.Safety.Emergency;
using WebTrader.Engine.Emergency;
using WebTrader.Engine.Views;

namespace WebTrader.Host.Live;

/// <summary>Everything about an account at one moment: what a watcher begins with.</summary>
public sealed record SnapshotMessage(AccountHead Account, long Sequence, DateTimeOffset At, HealthMessage Health, IReadOnlyList<PositionView> Positions);

/// <summary>What has changed since the message before, whose sequence was one less.</summary>
public sealed record ChangesMessage(AccountId AccountId, long Sequence, DateTimeOffset At, HealthMessage Health, IReadOnlyList<PositionView> Upserts, IReadOnlyList<Ticket> Removed);

/// <summary>A small view of an account, whole. What watchers of it begin with, and what they get when it has changed or a second has passed.</summary>
/// <param name="View">"locks", "workers" or "emergency".</param>
/// <param name="Sequence">One more than the message of this view before; a browser that is slow misses some, which the newest one makes up for.</param>
/// <param name="Content">As REST shows it; null while the session does not answer.</param>
/// <param name="Away">Why the session does not answer; null while it does.</param>
public sealed record ViewMessage(AccountId AccountId, string View, long Sequence, DateTimeOffset At, JsonElement? Content, string? Away);

/// <summary>What an account is called.</summary>
public sealed record AccountHead(AccountId Id, string Name, string Broker, bool IsLive, string Login, string Currency, string Server)
{
    public static AccountHead Of(BrokerAccount account) =>
        new(account.Id, account.Name, account.Broker, account.IsLive, account.Login, account.Currency, account.Server);
}

/// <summary>How a session is doing, and which program and settings it runs with.</summary>
/// <param name="SettingsVersion">The version that holds; 0 while nobody knows.</param>
/// <param name="BrokerOffsetMinutes">The broker's clock against UTC.</param>
/// <param name="Emergency">The emergency stops in force.</param>
/// <param name="ReadEveryMs">How often the positions are read at least: what a reading is old by.</param>
public sealed record HealthMessage(
    IReadOnlyList<AlarmView> Alarms,
    WorkerView Worker,
    MonitorView Monitor,
    FeedView Feed,
    BrokerView Broker,
    TerminalView? Terminal,
    Arming Arming,
    MessagesView Messages,
    TodayView Today,
    JournalView Journal,
    Money? Balance,
    Money? Equity,
    string Version,
    long SettingsVersion,
    DateTimeOffset BrokerTime,
    int BrokerOffsetMinutes,
    IReadOnlyList<EmergencyMessage> Emergency,
    long ReadEveryMs)
{
    public static HealthMessage Of(HealthView view, long settingsVersion, IReadOnlyList<EmergencyView> stops, TimeSpan readEvery) => new(
        view.Alarms,
        view.Worker,
        view.Monitor,
        view.Feed,
        view.Broker,
        view.Terminal,
        view.Arming,
        view.Messages,
        view.Today,
        view.Journal,
        view.Balance,
        view.Equity,
        Product.Version,
        settingsVersion,
        view.BrokerTime,
        (int)view.BrokerTime.Offset.TotalMinutes,
        [.. stops.Select(EmergencyMessage.Of)],
        (long)readEvery.TotalMilliseconds);
}

/// <summary>An emergency stop in short; the view "emergency" has every ticket.</summary>
/// <param name="Says">As in "Flatten account demo".</param>
/// <param name="Done">How many tickets are confirmed.</param>
/// <param name="Tickets">How many it is about.</param>
public sealed record EmergencyMessage(string Id, EmergencyAction Action, string Says, string By, DateTimeOffset At, EmergencyState State, int Done, int Tickets)
{
    internal static EmergencyMessage Of(EmergencyView view) => new(
        view.Stop.Id, view.Stop.Action, $"{view.Stop.Action.Say()} {view.Stop.Scope}", view.Stop.By, view.Stop.At, view.State, view.Lines.Count(line => line.State == EmergencyLineState.Confirmed), view.Lines.Count);
}

using System.Globalization;
using WebTrader.Core.Journal;
using WebTrader.Core.Writing;
using WebTrader.Engine.Alarms;

namespace WebTrader.Engine.Writing;

/// <summary>
/// Counts every message at the door, says what one costs just now, and raises the alarm when protection goes beyond the day's limit. Looked at with every cycle
/// of the worker and after every message; whoever sleeps is woken only when the price has changed. On the session's scheduler.
/// </summary>
public sealed class MessageMeter(MessageOptions options, TimeProvider clock, AlarmBoard alarms)
{
    private const string Overdrawn = "messages";

    /// <summary>Prices move what is needed with every quote; it is counted anew once a second, and where there are thousands of positions less often.</summary>
    private static readonly TimeSpan CountEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan CountEveryForEach = TimeSpan.FromMilliseconds(1);

    private MessagePrice price = MessagePrice.Usual;
    private MessageNeeds needs = new([]);
    private long? counted;
    private int closed;
    private int mostOpen;

    public MessageBudget Budget { get; } = new(options.Limits);

    /// <summary>What a move in profit must gain, and whether one may be sent.</summary>
    public MessagePrice Price => price;

    /// <summary>Whether waiting moves are sent by what they gain, and not as they came.</summary>
    public bool BestFirst => options.Pricing.BestFirst;

    /// <summary>How many positions are open.</summary>
    public Func<int> Open { get; set; } = static () => 0;

    /// <summary>What the open positions may need, as far as it is known.</summary>
    public Func<IEnumerable<MessageDemand>> Demands { get; set; } = static () => [];

    /// <summary>Told when another price holds: what was decided by the last one may be decided otherwise.</summary>
    public Action? OnPrice { get; set; }

    /// <summary>Other limits hold from now on.</summary>
    public void Limit(MessageLimits limits)
    {
        Budget.Limits = limits;
        if (Budget.Overdraft == 0) alarms.Clear(Overdrawn);
        Look();
    }

    /// <summary>The broker's clock was read.</summary>
    /// <param name="ahead">Of UTC.</param>
    public void Read(TimeSpan ahead)
    {
        if (ahead == Budget.BrokerAhead) return;
        Budget.BrokerAhead = ahead;
        if (Budget.Overdraft == 0) alarms.Clear(Overdrawn);
        Look();
    }

    /// <summary>A position was closed.</summary>
    public void Closed() => closed++;

    /// <summary>Takes note of the time and of what was opened and closed.</summary>
    public void Look()
    {
        var now = clock.GetUtcNow();
        if (Budget.Turn(now)) Begin();
        var refusal = Budget.Refusal(now);
        var open = Open();
        mostOpen = Math.Max(mostOpen, open);
        var outlook = new MessageOutlook(now, Budget.ProfitLeft, open, Math.Max(0, closed - mostOpen + open), Budget.DayLeft(now), Budget.Limits.LowestPrice, Needs);
        var next = options.Pricing.Of(outlook, price with { Closed = null });
        next = next with { Closed = refusal ?? next.Closed };
        // What the reason counts may change without the price: nobody is woken for that.
        var isNew = next.Factor != price.Factor || next.Closed is null != price.Closed is null;
        if (!isNew) return;
        price = next;
        OnPrice?.Invoke();
    }

    /// <summary>Why a message may not leave; null when it may, and then it is counted.</summary>
    public string? Admit(MessagePurpose purpose)
    {
        var now = clock.GetUtcNow();
        if (purpose == MessagePurpose.Profit && Budget.Refusal(now) is { } why) return why;
        Budget.Count(purpose, now);
        Warn();
        Look();
        return null;
    }

    /// <summary>One that was admitted did not leave.</summary>
    public void TakeBack(MessagePurpose purpose, DateOnly countedOn)
    {
        Budget.TakeBack(purpose, countedOn);
        Look();
    }

    /// <summary>Takes up what earlier runs sent.</summary>
    /// <param name="countedFrom">What was sent from then on is counted already; null while nothing is.</param>
    public void Restore(IReadOnlyList<SentMessage> sent, DateTimeOffset? countedFrom)
    {
        Budget.Restore(sent.Where(message => countedFrom is not { } from || message.At < from), clock.GetUtcNow());
        Warn();
        Look();
    }

    private MessageNeeds Needs()
    {
        if (counted is { } before && clock.GetElapsedTime(before) is var age && (age < CountEvery || age < needs.Positions * CountEveryForEach)) return needs;
        counted = clock.GetTimestamp();
        return needs = new MessageNeeds([.. Demands()]);
    }

    private void Begin()
    {
        (closed, mostOpen) = (0, 0);
        alarms.Clear(Overdrawn);
    }

    private void Warn()
    {
        if (Budget.Overdraft == 0) return;
        alarms.Raise(Overdrawn, AlarmSeverity.Amber, string.Create(CultureInfo.InvariantCulture,
            $"{Budget.Sent} messages are sent today, {Budget.Overdraft} beyond the limit of {Budget.Limits.PerDay}. Protection goes on; more profit is locked again tomorrow"));
    }
}

using System.Globalization;

namespace WebTrader.Core.Writing;

/// <summary>
/// The messages of the broker's present day, and what is left of them. It binds moves of stops in profit only: protection is never refused; it
/// uses the reserve first, then what is left of the day, and what goes beyond is the overdraft. Told the time, and has none of its own. Not thread-safe.
/// </summary>
public sealed class MessageBudget(MessageLimits limits)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    /// <summary>A day begins at the beginning of one of these, wherever the broker is.</summary>
    private static readonly TimeSpan Quarter = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan KeepFor = TimeSpan.FromHours(26);

    private readonly Queue<DateTimeOffset> newest = new();
    private readonly Dictionary<DateTimeOffset, (int Protection, int Profit)> quarters = [];
    private DateTimeOffset last = DateTimeOffset.MinValue;
    private MessageLimits limits = limits;
    private TimeSpan brokerAhead;

    /// <summary>What holds; others may take its place while the day goes on: what was sent stays counted, by the day that is the broker's then.</summary>
    public MessageLimits Limits
    {
        get => limits;
        set
        {
            limits = value;
            Recount();
        }
    }

    /// <summary>How far the broker's clock is ahead of UTC: where the limits name no zone, its midnight begins the day.</summary>
    public TimeSpan BrokerAhead
    {
        get => brokerAhead;
        set
        {
            if (value == brokerAhead) return;
            brokerAhead = value;
            Recount();
        }
    }

    /// <summary>The broker's day that is counted.</summary>
    public DateOnly Day { get; private set; }

    /// <summary>Sent on this day for protection and for people.</summary>
    public int Protection { get; private set; }

    /// <summary>Sent on this day to lock more profit; at most <see cref="MessageLimits.PerDay"/> less <see cref="MessageLimits.Reserve"/>.</summary>
    public int Profit { get; private set; }

    public int Sent => Protection + Profit;

    /// <summary>Protection beyond the day's limit.</summary>
    public int Overdraft => Math.Max(0, Sent - Limits.PerDay);

    /// <summary>What is left of the reserve.</summary>
    public int ReserveLeft => Math.Max(0, Limits.Reserve - Protection);

    /// <summary>What is left of the day for moves in profit.</summary>
    public int ProfitLeft => Math.Max(0, Limits.PerDay - Profit - Math.Max(Protection, Limits.Reserve));

    /// <summary>Takes note of the time: a new day of the broker begins with nothing sent. A clock that goes back begins no day again.</summary>
    /// <returns>Whether a new day began.</returns>
    public bool Turn(DateTimeOffset now)
    {
        if (now < last) Restamp(now);
        last = now;
        while (newest.TryPeek(out var at) && now - at >= Minute) newest.Dequeue();
        if (DayOf(now) <= Day) return false;
        Recount();
        return true;
    }

    /// <summary>Why no move in profit may be sent now; null when one may.</summary>
    public string? Refusal(DateTimeOffset now)
    {
        Turn(now);
        if (ProfitLeft == 0) return string.Create(CultureInfo.InvariantCulture, $"waits for the budget: {Sent} of {Limits.PerDay} messages are sent today, the rest is kept for protection");
        return newest.Count >= Limits.PerMinute ? string.Create(CultureInfo.InvariantCulture, $"waits for the budget: {Limits.PerMinute} messages were sent within a minute") : null;
    }

    /// <summary>A message leaves. The caller has asked <see cref="Refusal"/> before one for profit.</summary>
    /// <exception cref="InvalidOperationException">It is for profit and the budget is spent.</exception>
    public void Count(MessagePurpose purpose, DateTimeOffset now)
    {
        if (purpose == MessagePurpose.Profit && Refusal(now) is { } why) throw new InvalidOperationException($"A move in profit {why}.");
        Turn(now);
        Add(purpose, now, isToday: true);
        while (newest.Count >= Limits.PerMinute) newest.Dequeue();
        newest.Enqueue(now);
    }

    /// <summary>It was not sent after all. What was counted on an earlier day stays there.</summary>
    /// <param name="countedOn">The day it was counted on.</param>
    public void TakeBack(MessagePurpose purpose, DateOnly countedOn)
    {
        if (countedOn != Day) return;
        var isProfit = purpose == MessagePurpose.Profit;
        var counted = quarters.Where(quarter => DayOf(quarter.Key) == Day && (isProfit ? quarter.Value.Profit : quarter.Value.Protection) > 0).Select(quarter => quarter.Key).ToList();
        if (counted.Count == 0) return;
        var (protection, profit) = quarters[counted.Max()];
        quarters[counted.Max()] = isProfit ? (protection, profit - 1) : (protection - 1, profit);
        if (isProfit) Profit--;
        else Protection--;
    }

    /// <summary>Adds what earlier runs sent within a day, and within this minute.</summary>
    public void Restore(IEnumerable<SentMessage> earlier, DateTimeOffset now)
    {
        Turn(now);
        var times = newest.ToList();
        foreach (var message in earlier)
        {
            if (now - message.At < KeepFor) Add(message.Purpose, message.At, DayOf(message.At) == Day);
            if (now - message.At < Minute && message.At <= now) times.Add(message.At);
        }

        times.Sort();
        newest.Clear();
        foreach (var at in times.Skip(times.Count - Limits.PerMinute)) newest.Enqueue(at);
    }

    /// <summary>How many messages the whole day will have at the pace so far.</summary>
    public decimal Forecast(DateTimeOffset now)
    {
        var passed = 1m - DayLeft(now);
        return passed <= 0m ? Sent : Sent / passed;
    }

    /// <summary>The part of the broker's day that is still to come at a moment; above 0, at most 1.</summary>
    public decimal DayLeft(DateTimeOffset moment) => limits.DayLeft(moment, brokerAhead);

    private DateOnly DayOf(DateTimeOffset moment) => limits.DayOf(moment, brokerAhead);

    private void Add(MessagePurpose purpose, DateTimeOffset at, bool isToday)
    {
        var quarter = at.AddTicks(-(at.UtcTicks % Quarter.Ticks));
        var (protection, profit) = quarters.GetValueOrDefault(quarter);
        var isProfit = purpose == MessagePurpose.Profit;
        quarters[quarter] = isProfit ? (protection, profit + 1) : (protection + 1, profit);
        if (!isToday) return;
        if (isProfit) Profit++;
        else Protection++;
    }

    /// <summary>Counts the broker's day anew: another one has begun, or it begins elsewhere.</summary>
    private void Recount()
    {
        if (last == DateTimeOffset.MinValue) return;
        (Day, Protection, Profit) = (DayOf(last), 0, 0);
        foreach (var (at, (protection, profit)) in quarters)
        {
            if (last - at > KeepFor) quarters.Remove(at);
            else if (DayOf(at) == Day) (Protection, Profit) = (Protection + protection, Profit + profit);
        }
    }

    /// <summary>What was sent within the last minute stays so for another minute, and not until the clock has caught up.</summary>
    private void Restamp(DateTimeOffset now)
    {
        for (var i = newest.Count; i > 0; i--) newest.Enqueue(Earlier(newest.Dequeue(), now));
    }

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}

using System.Globalization;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Core.Writing;

namespace WebTrader.Host.Commands.Simulate;

/// <content>Calls that leave for the broker, and how long a position stands without a stop and why.</content>
public sealed partial class WorldWatch
{
    // Beyond one round trip: one cycle of the worker and the grain of this watch, which looks at each quote.
    private static readonly TimeSpan Slack = TimeSpan.FromMilliseconds(700);

    // What follows an outage: a refusal pauses an exposed ticket for up to a second.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    // A call of which nothing was heard may still land; it is waited for this long and a reading.
    private static readonly TimeSpan InTheAir = TimeSpan.FromSeconds(65);

    // How far a tick value may be from what it was when the stop was set.
    private const decimal Drift = 0.06m;

    private readonly TimeSpan roundTrip;
    private readonly TimeSpan allowance;
    private readonly Dictionary<long, DateTimeOffset> readings = [];
    private long lastReading;
    private DateTimeOffset lookedAt;
    private DateTimeOffset excusedUntil;
    private WatchedGateway? line;

    /// <summary>The symbols whose market is closed, kept by the world, and until when what follows their opening is excused.</summary>
    public Dictionary<string, DateTimeOffset> Markets { get; } = new(StringComparer.Ordinal);

    /// <summary>A session is there from now on; null when there is none.</summary>
    public void Serves(WatchedGateway? gateway)
    {
        Observe();
        line = gateway;
        readings.Clear();
        Excuse(TimeSpan.FromSeconds(2));
    }

    /// <summary>A stop leaves for the broker.</summary>
    public void Sending(StopWrite write)
    {
        Note(write.Ticket, write.Token);
        Tell(write.Ticket, $"sent stop {write.Stop}, target {Say(write.TakeProfit)}, token {write.Token}");
    }

    /// <summary>A close leaves for the broker: allowed only where the loss has reached max risk, by this quote or the one before.</summary>
    public void Sending(CloseWrite write)
    {
        Note(write.Ticket, write.Token);
        Tell(write.Ticket, $"sent close, token {write.Token}");
        Figures.ClosesSent++;
        if (open.TryGetValue(write.Ticket, out var seen)) seen.IsCloseSent = true;
        if (IsEmergency(write)) return;
        // Nothing leaves, whatever price it is decided by; the first price after the interruption decides anew.
        if (line is { IsConnected: false }) return;
        if (broker.Find(write.Ticket) is not { } position || !quotes.TryGetValue(position.Symbol, out var known)) return;
        var spec = broker.SpecOf(position.Symbol);
        var worst = Math.Min(At(known.Last), At(known.Before));
        if (worst > -maxRisk.Amount * (1m - Drift)) Report(write.Ticket, string.Create(CultureInfo.InvariantCulture, $"we close it at {worst}, and max risk is {maxRisk.Amount}"));

        decimal At(Quote quote) => spec.ProfitAt(position, quote.ClosingPrice(position.Side)).Amount;
    }

    /// <summary>What became of a call.</summary>
    public void Answered(Ticket ticket, FencingToken token, TradeAnswer answer)
    {
        Observe();
        Tell(ticket, answer switch
        {
            TradeAnswer.Answered answered => $"answered {answered.Retcode}",
            TradeAnswer.NotSent notSent => $"not sent: {notSent.Reason}",
            TradeAnswer.Unanswered unanswered => $"no answer: {unanswered.Reason}",
            _ => "?",
        });
        if (!open.TryGetValue(ticket, out var seen)) return;
        var now = broker.Now;
        seen.UnderWay.Remove(token, out var sentAt);
        // What the server says of a call it lost sight of is no more than no answer.
        if (answer is TradeAnswer.Unanswered or TradeAnswer.Answered { Retcode: TradeRetcode.NoConnection or TradeRetcode.Timeout })
        {
            Figures.Unanswered++;
            seen.ExcusedUntil = Later(seen.ExcusedUntil, sentAt + InTheAir);
            return;
        }

        if (answer is TradeAnswer.Answered { Retcode: TradeRetcode.Done } && seen.Position.StopLoss is not null) return;
        if (answer is TradeAnswer.Answered) Figures.Refused++;
        seen.ExcusedUntil = Later(now, now + Pause);
    }

    /// <summary>A reading begins; the number to end it with.</summary>
    public long Asking()
    {
        readings[++lastReading] = broker.Now;
        return lastReading;
    }

    /// <summary>A reading ended; why it failed, or null.</summary>
    public void Read(long number, string what, string? failure)
    {
        Observe();
        if (!readings.Remove(number, out var began)) return;
        if (what == "orders" && failure is null) ordersReadFrom = began;
        if (failure is null) return;
        Figures.FailedReadings++;
        Excuse(what is "positions" or "symbol" ? TimeSpan.FromSeconds(6) : Pause);
    }

    /// <summary>Time has passed: exposure is counted up to now.</summary>
    public void Observe()
    {
        var now = broker.Now;
        var passed = now - lookedAt;
        if (passed <= TimeSpan.Zero) return;
        if (lookedAt == default) passed = TimeSpan.Zero;
        lookedAt = now;
        Settle(passed, now);
    }

    private void Settle(TimeSpan passed, DateTimeOffset now)
    {
        string? outage = null;
        var asked = false;
        foreach (var seen in open.Values)
        {
            if (seen.NakedSince is null) continue;
            if (!asked) (outage, asked) = (Outage(now), true);
            Figures.Naked += passed;
            if (outage is not null || Excuse(seen, now) is not null)
            {
                seen.Unexcused = TimeSpan.Zero;
                Figures.NakedForced += passed;
                continue;
            }

            // An excuse may have ended since the last look.
            seen.Unexcused += Shorter(passed, now - Later(excusedUntil, Later(seen.ExcusedUntil, Markets.GetValueOrDefault(seen.Position.Symbol))));
            if (seen.Unexcused <= allowance) continue;
            Figures.NakedExcess += passed;
            if (seen.IsReported) continue;
            seen.IsReported = true;
            Report(seen.Position.Ticket, string.Create(CultureInfo.InvariantCulture, $"it has no stop for {seen.Unexcused.TotalSeconds:0.0} s and nothing stands in the way (in all {(now - seen.NakedSince.Value).TotalSeconds:0.0} s)"));
        }
    }

    private string? Outage(DateTimeOffset now)
    {
        if (line is null) return "no session";
        if (!line.IsConnected)
        {
            Excuse(TimeSpan.FromSeconds(2));
            return "no connection";
        }

        if (line.TradesFree == 0)
        {
            Excuse(Pause);
            return "every trade slot is taken";
        }

        if (readings.Values.Any(since => now - since > roundTrip)) Excuse(Pause);
        return now < excusedUntil ? "after an outage" : null;
    }

    private string? Excuse(Seen seen, DateTimeOffset now)
    {
        if (Markets.TryGetValue(seen.Position.Symbol, out var until) && now < until) return "the market is closed";
        foreach (var sentAt in seen.UnderWay.Values)
        {
            if (now - sentAt > roundTrip) return "a call hangs";
        }

        return now < seen.ExcusedUntil ? "after a call that went wrong" : null;
    }

    private void Excuse(TimeSpan time) => excusedUntil = Later(excusedUntil, broker.Now + time);

    private void Note(Ticket ticket, FencingToken token)
    {
        Figures.Calls++;
        if (!open.TryGetValue(ticket, out var seen)) return;
        if (token <= seen.Token) Report(ticket, $"a second writer: token {token} came after {seen.Token}");
        seen.Token = token;
        seen.UnderWay[token] = broker.Now;
    }

    private void BeginNaked(Seen seen)
    {
        if (seen.NakedSince is not null) return;
        (seen.NakedSince, seen.Unexcused, seen.IsReported) = (broker.Now, TimeSpan.Zero, false);
        Figures.Exposures++;
    }

    private static void EndNaked(Seen seen) => seen.NakedSince = null;

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}

using WebTrader.Brokers.MtApi5.Protocol;

namespace WebTrader.Brokers.MtApi5.Client;

/// <content>Time: deadlines, and waking experts that have missed their wake-up.</content>
internal sealed partial class Mt5Link
{
    private readonly ITimer timer;
    private long wakeAt = long.MaxValue;
    private long listDue = long.MaxValue;

    // One timer for everything; it is only ever set to an earlier moment, and looks again when it fires too early.
    private void WakeAt(long moment)
    {
        if (moment >= wakeAt || IsEnded) return;
        wakeAt = moment;
        var left = Math.Max(0, moment - clock.GetTimestamp());
        timer.Change(TimeSpan.FromMilliseconds(Math.Ceiling(left * 1000.0 / clock.TimestampFrequency)), Timeout.InfiniteTimeSpan);
    }

    private void Look()
    {
        if (IsEnded) return;
        wakeAt = long.MaxValue;
        var now = clock.GetTimestamp();
        if (now >= listDue)
        {
            Drop($"the terminal did not tell its experts within {options.ConnectDeadline:c}");
            return;
        }

        var next = listDue;
        foreach (var call in calls.Values.ToList()) next = Math.Min(next, LookAt(call, now));
        foreach (var lane in lanes.Values.ToList())
        {
            if (NextKick(lane) <= now) Kick(lane);
            next = Math.Min(next, NextKick(lane));
        }

        WakeAt(next);
    }

    // Returns when it is to be looked at again.
    private long LookAt(Mt5PendingCall call, long now)
    {
        var forgetAt = call.SentAt + Ticks(options.ForgetAfter);
        if (call.State == Mt5CallState.Waiting)
        {
            if (now < call.Due) return call.Due;
            Settle(call, new Mt5Answer.NotSent("its deadline was over before it could be sent"));
        }
        else if (now >= forgetAt)
        {
            Settle(call, new Mt5Answer.Unanswered(Mt5Silence.Forgotten, $"no answer within {options.ForgetAfter:c}"));
        }
        else if (call.State == Mt5CallState.Sent && now >= call.Due)
        {
            if (call.Owner == Mt5CallOwner.Caller) counters.Overdue++;
            TellLate(call, Mt5Silence.Overdue, $"no answer to {call.Request.Command} within {(call.Request.IsTrade ? options.TradeDeadline : options.ReadDeadline):c}");
        }

        return call.State switch
        {
            Mt5CallState.Sent => Math.Min(call.Due, forgetAt),
            Mt5CallState.Late => forgetAt,
            _ => long.MaxValue,
        };
    }

    // A terminal can lose the wake-up that comes with a command; the next command frees it. Any sign of life, ours or the expert's, starts the wait anew.
    private long NextKick(Mt5Lane lane)
    {
        if (lane.Kicks >= options.MostKicks || !lane.IsAwaited) return long.MaxValue;
        return lane.LastSign + Ticks(options.KickAfter) * (1L << Math.Min(lane.Kicks, 20));
    }

    private void Kick(Mt5Lane lane)
    {
        lane.Kicks++;
        counters.Kicks++;
        Enqueue(lane, Mt5Request.IsTesting, Mt5CallOwner.Kick, options.ForgetAfter);
    }
}

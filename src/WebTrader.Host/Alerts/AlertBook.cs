namespace WebTrader.Host.Alerts;

/// <summary>
/// Makes alerts of conditions: one for each, from its beginning to its end, and a notice for each change that somebody should hear of. Told the time, and has none of its own. Thread-safe.
/// </summary>
public sealed class AlertBook(AlertSettings settings)
{
    private const int KeptEnded = 500;
    private static readonly TimeSpan HoldsAgainWithin = TimeSpan.FromSeconds(30);

    private readonly Lock gate = new();
    private readonly Dictionary<(string Account, string Id), Standing> standing = [];
    private readonly Dictionary<(string Account, string Id), (DateTimeOffset At, AlertLevel Level)> toldAt = [];
    private readonly LinkedList<Alert> ended = [];
    private long last;

    /// <summary>What holds, worst and oldest first, and then what has ended, newest first.</summary>
    public IReadOnlyList<Alert> All
    {
        get
        {
            lock (gate) return [.. standing.Values.Select(each => each.Alert).OfType<Alert>().OrderByDescending(alert => alert.Level).ThenBy(alert => alert.Since), .. ended];
        }
    }

    /// <summary>
    /// Takes up what an earlier run knew. What held then and still holds is the same alert, as acknowledged and as silenced as it was; what does not hold again within 30 s is over. Where the host has
    /// found it again before it could read this, what was said to the earlier alert counts for the new one, unless that is worse.
    /// </summary>
    /// <param name="now">UTC.</param>
    public void Begin(IReadOnlyCollection<Alert> kept, DateTimeOffset now)
    {
        lock (gate)
        {
            foreach (var alert in kept.OrderBy(each => each.Number))
            {
                last = Math.Max(last, alert.Number);
                var key = (alert.Account, alert.Condition);
                if (alert.ToldAt is { } told && (!toldAt.TryGetValue(key, out var later) || later.At < told)) toldAt[key] = (told, alert.Level);
                if (alert.EndedAt is not null) ended.AddLast(alert);
                else if (!standing.TryGetValue(key, out var known)) standing[key] = new Standing(alert.Since) { SeenAt = now + HoldsAgainWithin, Alert = alert };
                else if (known.Alert is not { } found) known.Alert = alert;
                else if (found.Level <= alert.Level) known.Alert = found with { AcknowledgedBy = alert.AcknowledgedBy, AcknowledgedAt = alert.AcknowledgedAt, SilencedUntil = alert.SilencedUntil };
            }

            var newest = ended.OrderByDescending(alert => alert.EndedAt).Take(KeptEnded).ToList();
            ended.Clear();
            foreach (var alert in newest) ended.AddLast(alert);
        }
    }

    /// <summary>Holds everything that was found against what was known.</summary>
    /// <param name="now">UTC; a clock that goes back ends nothing.</param>
    /// <returns>What is to be told, in order.</returns>
    public IReadOnlyList<AlertNotice> Take(IReadOnlyCollection<Condition> found, DateTimeOffset now)
    {
        lock (gate)
        {
            List<AlertNotice> notices = [];
            foreach (var condition in found) See(condition, now, notices);
            foreach (var (key, each) in standing)
            {
                if (each.SeenAt != now && now - each.SeenAt >= settings.OverAfter) End(key, each, now, notices);
                else if (each.Alert is { } alert) Escalate(key, each, alert, now, notices);
            }

            return notices;
        }
    }

    /// <summary>Somebody has taken note of it: it is not told again while it holds. Null when there is no such alert.</summary>
    /// <param name="isDry">Only tells what it would be like.</param>
    /// <param name="agrees">Sees the alert before it is changed; where it says no, nothing is. Null for yes.</param>
    public Alert? Acknowledge(long number, string by, DateTimeOffset now, bool isDry = false, Predicate<Alert>? agrees = null) => Change(number, isDry, agrees, alert => alert.AcknowledgedBy is null ? alert with { AcknowledgedBy = by, AcknowledgedAt = now } : alert);

    /// <summary>It is not told before a moment, UTC. Null when there is no such alert that holds.</summary>
    /// <param name="isDry">Only tells what it would be like.</param>
    /// <param name="agrees">As above.</param>
    public Alert? Silence(long number, DateTimeOffset until, bool isDry = false, Predicate<Alert>? agrees = null) => Change(number, isDry, agrees, alert => alert.EndedAt is null ? alert with { SilencedUntil = until } : alert);

    private void See(Condition condition, DateTimeOffset now, List<AlertNotice> notices)
    {
        var key = (condition.Account, condition.Id);
        if (!standing.TryGetValue(key, out var each)) standing[key] = each = new Standing(condition.Since is { } since && since <= now ? since : now);
        each.SeenAt = now;
        if (each.Alert is not { } known)
        {
            if (condition.Level != AlertLevel.Red && now - each.Since < settings.After) return;
            each.Alert = new Alert { Number = last = Math.Max(last + 1, now.ToUnixTimeMilliseconds()), Account = condition.Account, Condition = condition.Id, Level = condition.Level, Text = condition.Text, Since = each.Since };
            Tell(key, each, AlertEdge.Began, now, notices);
            return;
        }

        each.Alert = known with { Text = condition.Text, Level = condition.Level > known.Level ? condition.Level : known.Level };
        // What has become worse is news to whoever acknowledged the lesser.
        if (condition.Level <= known.Level) return;
        each.Alert = each.Alert with { AcknowledgedBy = null, AcknowledgedAt = null, SilencedUntil = null };
        Tell(key, each, AlertEdge.Worsened, now, notices);
    }

    private void End((string Account, string Id) key, Standing each, DateTimeOffset now, List<AlertNotice> notices)
    {
        standing.Remove(key);
        if (each.Alert is not { } alert) return;
        alert = alert with { EndedAt = each.SeenAt };
        ended.AddFirst(alert);
        if (ended.Count > KeptEnded) ended.RemoveLast();
        // Nobody wants to hear of the end of what he was not told of.
        if (alert.ToldAt is not null && alert.Level != AlertLevel.Info && !IsQuiet(alert, now)) notices.Add(new AlertNotice(AlertEdge.Ended, alert, now));
    }

    private void Escalate((string Account, string Id) key, Standing each, Alert alert, DateTimeOffset now, List<AlertNotice> notices)
    {
        if (alert.ToldAt is null && !IsHeldBack(key, alert, now)) Tell(key, each, AlertEdge.Began, now, notices);
        if (alert is not { Level: AlertLevel.Red, AcknowledgedBy: null, ToldAt: { } told } || now - told < settings.EscalateAfter || now < alert.SilencedUntil) return;
        each.Alert = alert with { Escalations = alert.Escalations + 1 };
        Tell(key, each, AlertEdge.Escalated, now, notices);
    }

    private void Tell((string Account, string Id) key, Standing each, AlertEdge edge, DateTimeOffset now, List<AlertNotice> notices)
    {
        if (edge != AlertEdge.Escalated && IsHeldBack(key, each.Alert!, now)) return;
        each.Alert = each.Alert! with { ToldAt = now };
        toldAt[key] = (now, each.Alert.Level);
        notices.Add(new AlertNotice(edge, each.Alert, now));
    }

    /// <summary>By the throttle, by silence, or by quiet hours. A red one that comes back is told at once where the one before was not red.</summary>
    private bool IsHeldBack((string Account, string Id) key, Alert alert, DateTimeOffset now)
    {
        if (now < alert.SilencedUntil || IsQuiet(alert, now)) return true;
        foreach (var (old, told) in toldAt)
        {
            // A clock that was set back must not keep anything back.
            if (now - told.At > settings.Throttle || told.At > now) toldAt.Remove(old);
        }

        return alert.ToldAt is null && toldAt.TryGetValue(key, out var before) && before.Level >= alert.Level;
    }

    private bool IsQuiet(Alert alert, DateTimeOffset now) =>
        alert.Level != AlertLevel.Red && settings.QuietHours.Any(hours => hours.Contain(TimeZoneInfo.ConvertTime(now, settings.Zone).DateTime));

    private Alert? Change(long number, bool isDry, Predicate<Alert>? agrees, Func<Alert, Alert> change)
    {
        lock (gate)
        {
            if (standing.Values.FirstOrDefault(each => each.Alert?.Number == number) is { Alert: { } held } found) return agrees?.Invoke(held) == false ? held : isDry ? change(held) : found.Alert = change(held);
            for (var node = ended.First; node is not null; node = node.Next)
            {
                if (node.Value.Number == number) return agrees?.Invoke(node.Value) == false ? node.Value : isDry ? change(node.Value) : node.Value = change(node.Value);
            }

            return null;
        }
    }

    private sealed class Standing(DateTimeOffset since)
    {
        public DateTimeOffset Since { get; } = since;

        public DateTimeOffset SeenAt { get; set; }

        /// <summary>Null before it has held for long enough.</summary>
        public Alert? Alert { get; set; }
    }
}

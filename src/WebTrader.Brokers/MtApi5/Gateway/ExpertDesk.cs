using WebTrader.Brokers.MtApi5.Client;

namespace WebTrader.Brokers.MtApi5.Gateway;

/// <summary>
/// Which expert does what. An expert does one command after another: with two, one is kept for trades and the readings that settle them, and
/// another for quotes and snapshots, so that a slow trade blocks no quote. With one only it does everything. On the session's scheduler.
/// </summary>
internal sealed class ExpertDesk(IMt5Client client, Mt5GatewayOptions options, TimeProvider clock)
{
    private static readonly TimeSpan AskSilentEvery = TimeSpan.FromSeconds(1);

    private readonly Dictionary<int, Debt> debts = [];
    private readonly Dictionary<int, long> trading = [];
    private readonly Dictionary<int, Owed> owed = [];

    /// <summary>
    /// Experts with a trade whose end nobody knows while trades go on without it, and that have not answered anything sent since: once they wake up it still has its effect. Those too that
    /// are there and do not tell their account: what keeps them may be a trade of an earlier run. None is told for longer than <see cref="OwesAtMost"/>: an expert that is dead does
    /// nothing any more.
    /// </summary>
    public IReadOnlyList<int> Owing => owed.Count == 0 ? [] : [.. owed.Where(trade => clock.GetElapsedTime(trade.Value.Since) <= OwesAtMost).Select(trade => trade.Key)];

    /// <summary>The longest that an expert was seen busy with one command is under a minute.</summary>
    public static readonly TimeSpan OwesAtMost = TimeSpan.FromMinutes(10);

    /// <summary>Where trades go, and the readings that settle them; null while no expert can be used.</summary>
    public int? Trades { get; private set; }

    /// <summary>Where everything else goes; the same one where there is no other.</summary>
    public int? Readings { get; private set; }

    public bool IsAlone => Trades is not null && Trades == Readings;

    /// <summary>Whether a trade is under way, or may still be, on the expert that trades.</summary>
    public bool IsTrading => Trades is { } expert && trading.ContainsKey(expert);

    /// <summary>How long the present trade has been under way; null while there is none.</summary>
    public TimeSpan? TradingFor => Trades is { } expert && trading.TryGetValue(expert, out var since) ? clock.GetElapsedTime(since) : null;

    /// <summary>Looks at the experts anew. The one that trades is kept for as long as it can be: on another one a call may overtake those before.</summary>
    /// <returns>Whether trades go to another expert than before, or to one that began again.</returns>
    public bool Choose()
    {
        var ready = client.Experts.Where(expert => expert.State == Mt5ExpertState.Ready).Select(expert => expert.Handle).ToList();
        foreach (var gone in debts.Keys.Except(ready).ToList()) debts.Remove(gone);
        foreach (var gone in trading.Keys.Except(ready).ToList()) trading.Remove(gone);
        ClearOwed();

        var before = Trades;
        var alive = ready.Where(expert => !Owes(expert)).ToList();
        if (alive.Count == 0) alive = ready;
        if (Trades is not { } present || !alive.Contains(present)) Trades = alive.Count > 0 ? alive[0] : null;
        // From here on another one's readings would show nothing of it, and prove nothing.
        if (before is { } left && left != Trades && trading.ContainsKey(left)) Owe(left, isAway: false);
        if (Readings is not { } reading || !alive.Contains(reading) || reading == Trades)
            Readings = alive.Where(expert => expert != Trades).Select(expert => (int?)expert).FirstOrDefault() ?? Trades;
        return Trades != before;
    }

    /// <summary>Sends reads one right behind the other.</summary>
    /// <exception cref="Mt5ReadException">One of them was not answered with a value.</exception>
    public async Task ReadAsync(int? expert, Burst burst, CancellationToken cancellation)
    {
        if (expert is not { } handle) throw new Mt5ReadException("no expert can be used");
        if (debts.GetValueOrDefault(handle) is { } debt)
        {
            // It does what it was sent one after the other once it wakes up: what is asked meanwhile would only be in its way.
            if (clock.GetElapsedTime(debt.AskedAt) < AskSilentEvery) throw new Mt5ReadException($"the expert has not answered for {clock.GetElapsedTime(debt.Since).TotalSeconds:0} s");
            debt.AskedAt = clock.GetTimestamp();
        }

        var sentAt = clock.GetTimestamp();
        var answers = await client.CallAllAsync(handle, burst.Requests, cancellation);
        if (answers.Any(answer => answer is Mt5Answer.Value or Mt5Answer.Refused))
        {
            Heard(handle);
            // It has done all that it was sent before.
            if (owed.TryGetValue(handle, out var trade) && sentAt >= trade.Since) owed.Remove(handle);
        }
        else if (answers.Any(answer => answer is Mt5Answer.Unanswered { Why: Mt5Silence.Overdue })) debts.TryAdd(handle, new Debt(sentAt) { AskedAt = sentAt });
        burst.Take(answers);
    }

    /// <summary>An expert has answered something.</summary>
    public void Heard(int expert) => debts.Remove(expert);

    /// <summary>A trade has left.</summary>
    public void Began(int expert) => trading[expert] = clock.GetTimestamp();

    /// <summary>Nothing more can come of the trade that left for this expert.</summary>
    public void Ended(int expert)
    {
        trading.Remove(expert);
        owed.Remove(expert);
        Heard(expert);
    }

    /// <summary>The trade that left for this expert has no answer, or nobody waits for it any more.</summary>
    /// <returns>Whether nothing more can come of it.</returns>
    public bool Unanswered(int expert, Mt5Silence why)
    {
        // It was done and its answer is lost, or its expert is gone.
        if (why is Mt5Silence.Overtaken or Mt5Silence.Unreadable or Mt5Silence.ExpertGone) return true;
        Owe(expert, isAway: why == Mt5Silence.ConnectionLost);
        if (why is Mt5Silence.Forgotten or Mt5Silence.ConnectionLost) trading.Remove(expert);
        return false;
    }

    private void Owe(int expert, bool isAway)
    {
        if (!owed.TryGetValue(expert, out var trade)) owed[expert] = trade = new Owed(clock.GetTimestamp());
        trade.IsAway |= isAway;
    }

    /// <summary>An expert that comes back over a new line is asked for its account before anything else, behind what it had in line: once it has told it, it owes nothing.</summary>
    private void ClearOwed()
    {
        foreach (var silent in client.Experts.Where(expert => expert.State == Mt5ExpertState.Checking)) Owe(silent.Handle, isAway: true);
        foreach (var (handle, trade) in owed)
        {
            var expert = client.Experts.FirstOrDefault(expert => expert.Handle == handle);
            if (!client.IsConnected || expert?.State == Mt5ExpertState.Checking) trade.IsAway = true;
            // What it had not begun is not done by one that begins anew under its handle.
            else if (expert is null || trade.IsAway) owed.Remove(handle);
        }
    }

    /// <summary>Whether it has owed an answer for so long that another one is better asked.</summary>
    private bool Owes(int expert) =>
        (debts.GetValueOrDefault(expert) is { } debt && clock.GetElapsedTime(debt.Since) >= options.LeaveExpertAfter)
        || (trading.TryGetValue(expert, out var since) && clock.GetElapsedTime(since) >= options.LeaveExpertAfter);

    /// <param name="since">Since when nobody knows its end; whatever is sent from then on comes behind it.</param>
    private sealed class Owed(long since)
    {
        public long Since { get; } = since;

        /// <summary>Whether the line to its expert was lost since.</summary>
        public bool IsAway { get; set; }
    }

    private sealed class Debt(long since)
    {
        public long Since { get; } = since;
        public long AskedAt { get; set; }
    }
}

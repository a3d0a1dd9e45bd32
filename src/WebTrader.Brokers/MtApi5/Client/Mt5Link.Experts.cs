using WebTrader.Brokers.MtApi5.Protocol;

namespace WebTrader.Brokers.MtApi5.Client;

/// <content>Who is at the other end: the terminal's experts, and whose account each is on.</content>
internal sealed partial class Mt5Link
{
    // Far more charts than anybody has open; what goes beyond is no terminal, and is not listened to.
    private const int MostExperts = 256;

    private readonly Dictionary<int, Mt5Lane> lanes = [];
    private readonly List<Mt5Lane> order = [];

    /// <summary>The terminal's experts, in the order in which it told them.</summary>
    public IReadOnlyList<Mt5Expert> Experts { get; private set; } = [];

    private void TakeList(ReadOnlySpan<byte> list)
    {
        if (!Mt5Framing.TryReadExperts(list, out var experts) || experts.Length > MostExperts)
        {
            counters.Ignored++;
            return;
        }

        foreach (var gone in order.Where(lane => !experts.Contains(lane.Expert)).ToList()) Remove(gone);
        var added = experts.Distinct().Where(expert => !lanes.ContainsKey(expert)).Select(Add).ToList();
        listDue = long.MaxValue;
        if (!IsUp)
        {
            IsUp = true;
            WasUp = true;
            owner.OnUp();
        }

        TellExperts();
        foreach (var lane in added) Check(lane);
    }

    // An expert that is added again has begun again: whatever it had selected or in line is gone, and the account may be another.
    private void TakeAdded(int expert)
    {
        if (lanes.TryGetValue(expert, out var old)) Remove(old);
        if (lanes.Count >= MostExperts)
        {
            counters.Ignored++;
            return;
        }

        var lane = Add(expert);
        if (IsUp) TellExperts();
        Check(lane);
    }

    private void TakeRemoved(int expert)
    {
        if (!lanes.TryGetValue(expert, out var lane)) return;
        Remove(lane);
        if (IsUp) TellExperts();
    }

    private Mt5Lane Add(int expert)
    {
        var lane = new Mt5Lane(expert);
        lanes.Add(expert, lane);
        order.Add(lane);
        return lane;
    }

    private void Remove(Mt5Lane lane)
    {
        lanes.Remove(lane.Expert);
        order.Remove(lane);
        CloseLane(lane, Mt5Silence.ExpertGone, $"expert {lane.Expert} left the terminal or began again");
    }

    private void TellExperts()
    {
        Experts = [.. order.Select(lane => lane.Info)];
        owner.OnExpertsChanged(Experts);
    }

    // "async void": nobody awaits it, and a fault in here reaches the scheduler. An expert that is busy answers when it can; until then it is not used.
    private async void Check(Mt5Lane lane)
    {
        while (lane.IsOpen)
        {
            var asked = Enqueue(lane, Mt5Request.Account(Mt5AccountInteger.Login), Mt5CallOwner.AccountCheck, options.ForgetAfter).Task;
            var askedToo = Enqueue(lane, Mt5Request.Account(Mt5AccountText.Server), Mt5CallOwner.AccountCheck, options.ForgetAfter).Task;
            var login = await asked is Mt5Answer.Value { Is.AsInt64: { } number } ? number : (long?)null;
            var server = await askedToo is Mt5Answer.Value { Is.AsText: { } name } ? name : null;
            if (!lane.IsOpen) return;

            var info = Judge(lane.Expert, login, server);
            if (info != lane.Info)
            {
                lane.Info = info;
                TellExperts();
            }

            if (info.State == Mt5ExpertState.Ready) return;
            await PauseAsync(options.AskAgainAfter);
        }
    }

    private Mt5Expert Judge(int expert, long? login, string? server)
    {
        if (login is null || server is null) return new Mt5Expert(expert, Mt5ExpertState.Checking, login, server, "it does not tell its account");
        // A terminal that is not signed in anywhere has account 0.
        if (login == 0) return new Mt5Expert(expert, Mt5ExpertState.WrongAccount, login, server, "the terminal is not signed in");
        if (options.Login is { } wanted && login != wanted)
            return new Mt5Expert(expert, Mt5ExpertState.WrongAccount, login, server, $"it is on account {login}, asked for was {wanted}");
        if (options.Server is { } named && server != named)
            return new Mt5Expert(expert, Mt5ExpertState.WrongAccount, login, server, $"it is on server {server}, asked for was {named}");
        return new Mt5Expert(expert, Mt5ExpertState.Ready, login, server, "checked");
    }

    private async Task PauseAsync(TimeSpan pause)
    {
        try
        {
            await Task.Delay(pause, clock, whenEnded);
        }
        catch (OperationCanceledException)
        {
            // The line has ended; the lane is closed.
        }
    }
}

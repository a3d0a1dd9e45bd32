using System.Buffers;
using WebTrader.Brokers.MtApi5.Protocol;

namespace WebTrader.Brokers.MtApi5.Client;

/// <content>Calls: their way out, and their answers.</content>
internal sealed partial class Mt5Link
{
    private readonly Mt5CallIds ids;
    private readonly Dictionary<int, Mt5PendingCall> calls = [];
    private readonly Queue<Mt5PendingCall> outbox = new();
    private readonly ArrayBufferWriter<byte> outgoing = new(1024);
    private int reads;
    private int trades;
    private int waiting;
    private bool isPumping;

    /// <summary>Calls that have left and are not accounted for.</summary>
    public int Outstanding => calls.Count - waiting;

    /// <summary>Calls in line for the socket.</summary>
    public int Waiting => waiting;

    /// <summary>Why these calls cannot leave for this expert now; null when they can.</summary>
    public string? WhyNot(int expert, int moreReads, int moreTrades)
    {
        if (!lanes.TryGetValue(expert, out var lane)) return $"there is no expert {expert}";
        if (lane.Info.State != Mt5ExpertState.Ready) return $"expert {expert} may not be used: {lane.Info.Reason}";
        if (reads + moreReads > options.MostReads) return $"busy: {reads} reads are outstanding, allowed are {options.MostReads}";
        if (trades + moreTrades > options.MostTrades) return $"busy: {trades} trades are outstanding, allowed are {options.MostTrades}";
        return null;
    }

    /// <summary>Puts a call in line. <see cref="WhyNot"/> was asked before.</summary>
    public Task<Mt5Answer> Call(int expert, Mt5Request request, CancellationToken cancellation)
    {
        var call = Enqueue(lanes[expert], request, Mt5CallOwner.Caller, request.IsTrade ? options.TradeDeadline : options.ReadDeadline);
        if (cancellation.CanBeCanceled)
            call.Cancellation = cancellation.UnsafeRegister(_ => context.Post(_ => GiveUp(call), null), null);
        return call.Task;
    }

    private Mt5PendingCall Enqueue(Mt5Lane lane, Mt5Request request, Mt5CallOwner by, TimeSpan deadline)
    {
        var call = new Mt5PendingCall(lane, ids.Next(calls.ContainsKey), request, by) { Due = clock.GetTimestamp() + Ticks(deadline) };
        calls.Add(call.Id, call);
        Count(call, 1);
        waiting++;
        outbox.Enqueue(call);
        if (!isPumping) Pump();
        return call;
    }

    // "async void": a fault in here reaches the scheduler, and a lost line is found by the receiving end.
    private async void Pump()
    {
        isPumping = true;
        try
        {
            while (outbox.TryDequeue(out var call))
            {
                if (call.IsSettled) continue;
                waiting--;
                outgoing.ResetWrittenCount();
                Mt5Framing.WriteCommand(outgoing, call.Lane.Expert, call.Id, call.Request.Command, call.Request.Payload.Utf8);
                MarkSent(call);
                await wire.SendAsync(outgoing.WrittenMemory);
            }
        }
        catch (Mt5WireException lost)
        {
            Drop(lost.Message);
        }
        finally
        {
            isPumping = false;
        }
    }

    // From here on nobody can say that it did not leave.
    private void MarkSent(Mt5PendingCall call)
    {
        call.State = Mt5CallState.Sent;
        call.SentAt = clock.GetTimestamp();
        call.Lane.LastSign = call.SentAt;
        // An expert that answers nothing any more must not fill the memory with what nobody waits for.
        while (call.Lane.Sent.TryPeek(out var oldest) && oldest.IsSettled) call.Lane.Sent.Dequeue();
        call.Lane.Sent.Enqueue(call);
        counters.Sent++;
        WakeAt(Math.Min(call.Due, NextKick(call.Lane)));
    }

    private void TakeAnswer(in Mt5Message message)
    {
        // An answer belongs to a call when number and expert are the call's own, and the call has left.
        if (!calls.TryGetValue(message.Number, out var call) || call.Lane.Expert != message.Expert || call.State is not (Mt5CallState.Sent or Mt5CallState.Late))
        {
            counters.Ignored++;
            return;
        }

        counters.Answered++;
        call.Lane.LastSign = clock.GetTimestamp();
        call.Lane.Kicks = 0;
        var answer = Mt5AnswerReader.Read(message.Payload);
        if (answer is null) counters.Ignored++;
        PassOver(call);
        if (call.State == Mt5CallState.Late) counters.Late++;
        Settle(call, answer ?? new Mt5Answer.Unanswered(Mt5Silence.Unreadable, $"the answer to {call.Request.Command} cannot be read"));
    }

    // An expert answers in order: what left before and has no answer will get none.
    private void PassOver(Mt5PendingCall answered)
    {
        while (answered.Lane.Sent.TryDequeue(out var earlier) && earlier != answered)
            Settle(earlier, new Mt5Answer.Unanswered(Mt5Silence.Overtaken, "a later command was answered; the answer to this one is lost"));
    }

    private void GiveUp(Mt5PendingCall call)
    {
        if (call.State == Mt5CallState.Waiting) Settle(call, new Mt5Answer.NotSent("given up before it was sent"));
        else TellLate(call, Mt5Silence.GivenUp, "given up while waiting for the answer");
    }

    private static void TellLate(Mt5PendingCall call, Mt5Silence why, string reason)
    {
        if (call.State != Mt5CallState.Sent) return;
        call.State = Mt5CallState.Late;
        call.TrySetResult(new Mt5Answer.Unanswered(why, reason));
    }

    private void Settle(Mt5PendingCall call, Mt5Answer answer)
    {
        if (call.IsSettled) return;
        var was = call.State;
        call.State = Mt5CallState.Settled;
        call.Cancellation.Dispose();
        calls.Remove(call.Id);
        Count(call, -1);
        if (was == Mt5CallState.Waiting) waiting--;
        if (was != Mt5CallState.Late) call.TrySetResult(answer);
        else if (call.Owner == Mt5CallOwner.Caller) owner.OnLateAnswer(call.Described, answer);
    }

    private void Count(Mt5PendingCall call, int by)
    {
        if (call.Owner != Mt5CallOwner.Caller) return;
        if (call.Request.IsTrade) trades += by;
        else reads += by;
    }

    private void CloseLane(Mt5Lane lane, Mt5Silence why, string reason)
    {
        lane.IsOpen = false;
        foreach (var call in calls.Values.Where(call => call.Lane == lane).ToList())
            Settle(call, call.State == Mt5CallState.Waiting ? new Mt5Answer.NotSent($"kept here: {reason}") : new Mt5Answer.Unanswered(why, reason));
        lane.Sent.Clear();
    }
}

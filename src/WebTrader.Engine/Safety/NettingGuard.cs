using WebTrader.Core.Journal;
using WebTrader.Core.Market;
using WebTrader.Core.Orders;
using WebTrader.Core.Positions;
using WebTrader.Core.Writing;
using WebTrader.Engine.Alarms;
using WebTrader.Engine.Book;
using WebTrader.Engine.Trading;
using WebTrader.Engine.Writing;

namespace WebTrader.Engine.Safety;

/// <summary>
/// Closing where everything in a symbol is one position. There a close is a deal the other way: one that meets the broker's own stop, or is carried out twice, opens what nobody wanted. So none leaves while the price is at
/// or past the stop that stands, none is repeated before the position has been read, and what one has opened all the same is closed at once. On the session's scheduler.
/// </summary>
public sealed class NettingGuard(TimeProvider clock, AlarmBoard alarms, PositionBook book, Func<bool?> isNetting)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    /// <summary>What was opened longer ago was not opened by a close of ours: somebody has only left its comment there.</summary>
    private static readonly TimeSpan Lately = TimeSpan.FromMinutes(2);

    private readonly HashSet<Ticket> underWay = [];
    private volatile bool isOver;

    /// <summary>Closes a position of ours; how is the trade executor's.</summary>
    public Func<Ticket, Task<WriteResult>> Close { get; set; } = static _ => throw new InvalidOperationException("Nobody closes anything yet");

    /// <summary>Whether closes can do harm here; also while the kind of account is not known.</summary>
    public bool IsOn => isNetting() != false;

    /// <summary>Why a close may not leave at this moment, in words; null where it may.</summary>
    public string? WhyNotClose(TrackedPosition tracked) => IsOn ? WhyNotClose(tracked.Position, tracked.Symbol.Latest) : null;

    /// <param name="quote">The newest; null where there is none.</param>
    public static string? WhyNotClose(Position position, Quote? quote) =>
        position.StopLoss is { } stop && quote is { } now && !position.Side.IsTighter(now.ClosingPrice(position.Side), stop)
            ? $"The price is at the stop {stop}, and the broker closes it: on this account a close of ours could meet that and open the opposite" : null;

    /// <summary>A position has been seen for the first time.</summary>
    public void Saw(TrackedPosition tracked)
    {
        var isNew = clock.GetUtcNow() - tracked.Position.OpenTime < Lately;
        if (isNew && IsOn && ClosingComment.IsOurs(tracked.Position.Comment) && underWay.Add(tracked.Position.Ticket)) CloseAgain(tracked);
    }

    /// <summary>The session ends: what is still open is closed by the next one. From any thread.</summary>
    public void Shut() => isOver = true;

    private async void CloseAgain(TrackedPosition tracked)
    {
        var ticket = tracked.Position.Ticket;
        var alarm = $"turned-{ticket}";
        alarms.Raise(alarm, AlarmSeverity.Red, $"A close of ours has opened ticket {ticket} in {tracked.Symbol.Name}, because the position was closed already; it is being closed");
        tracked.Tell(clock.GetUtcNow(), "Opened by a close of ours that met another; it is closed at once");
        for (var pause = FirstPause; !isOver && book.Find(ticket) is not null; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                await Close(ticket);
            }
            catch (Exception fault)
            {
                tracked.Tell(clock.GetUtcNow(), $"It could not be closed, which is tried again: {fault.Message}");
            }

            if (book.Find(ticket) is not null) await Task.Delay(pause, clock);
        }

        underWay.Remove(ticket);
        alarms.Clear(alarm);
    }
}

using System.Globalization;
using WebTrader.Brokers.Simulator;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;

namespace WebTrader.Host.Commands.Simulate.Scenarios;

/// <summary>A change of a stop as the broker's book showed it.</summary>
internal readonly record struct StopChange(DateTimeOffset At, Price? From, Price? To, bool IsByHand);

/// <summary>What became of one position, seen at the broker.</summary>
internal sealed class PositionStory(Position position)
{
    /// <summary>As it last stood.</summary>
    public Position Last { get; set; } = position;
    public List<StopChange> Stops { get; } = [];

    /// <summary>The deal that closed it; null while it is open.</summary>
    public Deal? Exit { get; set; }

    /// <summary>How long it had no stop, up to <see cref="NakedSince"/>.</summary>
    public TimeSpan NakedFor { get; set; }
    public DateTimeOffset? NakedSince { get; set; }

    /// <summary>Changes of its stop that came through us.</summary>
    public int Moves => Stops.Count(change => !change.IsByHand);

    public override string ToString() => string.Concat(Stops.Select(change => string.Create(
        CultureInfo.InvariantCulture, $"\n      {change.At:HH:mm:ss.fff} {(change.IsByHand ? "by hand" : "through us")}: stop {change.From?.ToString() ?? "none"} -> {change.To?.ToString() ?? "none"}")))
        + (Exit is { } exit ? string.Create(CultureInfo.InvariantCulture, $"\n      {exit.Time:HH:mm:ss.fff} closed at {exit.Price}, {exit.Reason}, {exit.Profit.Amount:0.00}") : "");
}

/// <summary>Notes what becomes of every position, from the broker's side.</summary>
internal sealed class PositionStories
{
    private readonly SimulatedBroker broker;
    private readonly Dictionary<Ticket, PositionStory> stories = [];
    private int deals;

    public PositionStories(SimulatedBroker broker)
    {
        this.broker = broker;
        broker.Traded += Look;
    }

    /// <summary>Whether what happens now is done by hand.</summary>
    public bool IsByHand { get; set; }

    public PositionStory Of(Ticket ticket) => stories[ticket];

    private void Look()
    {
        for (; deals < broker.Deals.Count; deals++)
        {
            var deal = broker.Deals[deals];
            if (deal.Entry == DealEntry.In || !stories.TryGetValue(new Ticket(deal.Position.Value), out var ended)) continue;
            ended.Exit = deal;
            Cover(ended, deal.Time);
        }

        foreach (var position in broker.Positions) Look(position);
    }

    private void Look(Position position)
    {
        if (!stories.TryGetValue(position.Ticket, out var story))
        {
            stories[position.Ticket] = story = new PositionStory(position);
            if (position.StopLoss is null) story.NakedSince = broker.Now;
            return;
        }

        var was = story.Last.StopLoss;
        story.Last = position;
        if (position.StopLoss == was) return;
        story.Stops.Add(new StopChange(broker.Now, was, position.StopLoss, IsByHand));
        if (position.StopLoss is null) story.NakedSince = broker.Now;
        else Cover(story, broker.Now);
    }

    private static void Cover(PositionStory story, DateTimeOffset now)
    {
        if (story.NakedSince is { } since) story.NakedFor += now - since;
        story.NakedSince = null;
    }
}

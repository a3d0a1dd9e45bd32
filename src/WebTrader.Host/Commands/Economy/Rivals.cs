using WebTrader.Core.Writing;

namespace WebTrader.Host.Commands.Economy;

/// <summary>First come, first served: a message costs the usual minimum move for as long as there are any.</summary>
public sealed class FirstComePricing : IMessagePricing
{
    public bool BestFirst => false;

    public MessagePrice Of(in MessageOutlook outlook, MessagePrice present) => MessagePrice.Usual;
}

/// <summary>A continuous trailer: a move at every quote that allows one.</summary>
public sealed class ContinuousPricing : IMessagePricing
{
    private static readonly MessagePrice Nothing = new(0m);

    public bool BestFirst => false;

    public MessagePrice Of(in MessageOutlook outlook, MessagePrice present) => Nothing;
}

/// <summary>At fixed intervals every stop goes to where it is wanted; between them none moves. For one run.</summary>
public sealed class IntervalPricing(TimeSpan every) : IMessagePricing
{
    private static readonly MessagePrice Open = new(0m);
    private static readonly MessagePrice Shut = new(0m, Closed: "waits for the end of the interval");

    private long interval;
    private DateTimeOffset openedAt;

    public bool BestFirst => false;

    public MessagePrice Of(in MessageOutlook outlook, MessagePrice present)
    {
        var current = outlook.Now.Ticks / every.Ticks;
        if (current > interval) (interval, openedAt) = (current, outlook.Now);
        return outlook.Now == openedAt ? Open : Shut;
    }
}

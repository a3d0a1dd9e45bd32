using System.Globalization;

namespace WebTrader.Core.Writing;

/// <summary>What a move of a stop in profit must gain to be worth a message just now.</summary>
/// <param name="Factor">Times the usual minimum move; zero or more.</param>
/// <param name="Why">Why it is not the usual one; null when it is.</param>
/// <param name="Closed">Why none may be sent at all; null while some may.</param>
public readonly record struct MessagePrice(decimal Factor, string? Why = null, string? Closed = null)
{
    /// <summary>The usual minimum move.</summary>
    public static readonly MessagePrice Usual = new(1m);
}

/// <summary>What the price of a message depends on.</summary>
/// <param name="Left">Messages left today for moves in profit.</param>
/// <param name="Open">Positions that are open.</param>
/// <param name="Replaced">Positions that were closed so far today and made room for others.</param>
/// <param name="DayLeft">The part of the broker's day still to come; above 0, at most 1.</param>
/// <param name="Lowest">The least part of the usual price that may be asked; 0 to 1.</param>
/// <param name="Needs">What they may need, as far as it is known; those it does not know are taken to be like the others. Asked only by those who want to know.</param>
public readonly record struct MessageOutlook(DateTimeOffset Now, int Left, int Open, int Replaced, decimal DayLeft, decimal Lowest, Func<MessageNeeds> Needs);

/// <summary>How the moves in profit share the messages. Asked often: must be quick.</summary>
public interface IMessagePricing
{
    /// <summary>Whether waiting moves are sent by what they gain, and not as they came.</summary>
    bool BestFirst => true;

    /// <summary>The price of a message.</summary>
    /// <param name="present">The price so far, so that it need not change for little.</param>
    MessagePrice Of(in MessageOutlook outlook, MessagePrice present);
}

/// <summary>
/// The lowest price at which what is left of the day suffices for what is open and what is still to come. It moves in steps with some slack between them, so that
/// sleeping positions are seldom woken for it. Pure, thread-safe.
/// </summary>
public sealed class ScarcityPricing : IMessagePricing
{
    /// <summary>The price falls when this many times the need at the lower one is left.</summary>
    private const decimal Slack = 1.25m;

    public static readonly ScarcityPricing Instance = new();

    private static readonly decimal[] Steps = [0m, 0.125m, 0.25m, 0.5m, 0.7m, 1m, 1.4m, 2m, 2.8m, 4m, 5.6m, 8m, 11m, 16m, 32m];

    public MessagePrice Of(in MessageOutlook outlook, MessagePrice present)
    {
        var (needs, left, lowest) = (outlook.Needs(), outlook.Left, outlook.Lowest);
        if (needs.Positions == 0 && outlook.Open > 0) return present;
        var share = outlook.Open == 0 ? 0m : (outlook.Open + ToCome(outlook)) / needs.Positions * Today(outlook);
        var step = Array.FindLastIndex(Steps, price => price <= present.Factor);
        while (step < Steps.Length - 1 && Needed(step) > left) step++;
        while (step > 0 && Needed(step - 1) * (Price(step - 1) < present.Factor ? Slack : 1m) <= left) step--;
        var factor = Price(step);
        return factor == present.Factor ? present : new MessagePrice(factor, factor == 1m ? null : Say(factor, outlook, needs));

        decimal Price(int at) => Math.Max(lowest, Steps[at]);
        decimal Needed(int at) => needs.At(Price(at)) * share;
    }

    /// <summary>
    /// Positions still to be opened today: as many an hour as were replaced so far; but no more than are open, because what is open is certain.
    /// </summary>
    private static decimal ToCome(in MessageOutlook outlook)
    {
        var passed = 1m - outlook.DayLeft;
        return passed <= 0m ? 0m : Math.Min(outlook.Open, outlook.Replaced / passed * outlook.DayLeft);
    }

    /// <summary>How far a price comes grows with the root of the time: so much of what is needed in the end is needed today.</summary>
    private static decimal Today(in MessageOutlook outlook) => (decimal)Math.Sqrt((double)outlook.DayLeft);

    private static string Say(decimal factor, in MessageOutlook outlook, MessageNeeds needs) => string.Create(CultureInfo.InvariantCulture,
        $"{factor:0.###} times the usual: {outlook.Left} messages are left today, and at the usual price {outlook.Open} open positions may need {needs.At(1m):0}");
}

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
/// <param name="Open">Positions that may need some.</param>
/// <param name="Closed">Positions that were closed so far today.</param>
/// <param name="DayLeft">The part of the broker's day still to come; above 0, at most 1.</param>
/// <param name="Lowest">The least part of the usual price that may be asked; 0 to 1.</param>
public readonly record struct MessageOutlook(DateTimeOffset Now, int Left, int Open, int Closed, decimal DayLeft, decimal Lowest);

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
/// The price by what is left for each position that may need messages today: the usual one where that is about what a position uses on its way, higher where it is
/// less, lower where it is more. It moves in steps with some slack between them, so that sleeping positions are seldom woken for it. Pure, thread-safe.
/// </summary>
public sealed class ScarcityPricing : IMessagePricing
{
    // Part of what is open stays in loss and needs none, the others lock their first profit and then move the less often the more a move must gain. So the
    // minimum move that uses the share up is about 1 / (Needed x share - First); measured on real quotes (command economy).
    private const decimal Needed = 0.6m;
    private const decimal First = 0.4m;

    private const decimal HighestFactor = 16m;

    /// <summary>A price stays until it is off by this factor.</summary>
    private const decimal Slack = 1.5m;

    public static readonly ScarcityPricing Instance = new();

    private static readonly decimal[] Steps = [0m, 0.125m, 0.25m, 0.5m, 1m, 2m, 4m, 8m, HighestFactor];

    public MessagePrice Of(in MessageOutlook outlook, MessagePrice present)
    {
        var need = outlook.Open + ToCome(outlook);
        var share = need <= 0m ? outlook.Left : outlook.Left / need;
        var exact = Exact(share);
        if (exact <= present.Factor * Slack && exact * Slack >= present.Factor) return present;
        var factor = Math.Max(outlook.Lowest, Nearest(exact));
        return factor == present.Factor ? present : new MessagePrice(factor, factor == 1m ? null : Say(factor, outlook));
    }

    /// <summary>
    /// Positions still to be opened today, as many an hour as were closed so far; but no more than are open, because what is open is certain.
    /// </summary>
    private static decimal ToCome(in MessageOutlook outlook)
    {
        var passed = 1m - outlook.DayLeft;
        return passed <= 0m ? 0m : Math.Min(outlook.Open, outlook.Closed / passed * outlook.DayLeft);
    }

    private static decimal Exact(decimal share)
    {
        var spare = (share * Needed) - First;
        return spare <= 1m / HighestFactor ? HighestFactor : spare >= 12m ? 0m : 1m / spare;
    }

    private static decimal Nearest(decimal exact)
    {
        var best = Steps[0];
        foreach (var step in Steps)
        {
            if (step <= exact * 1.42m) best = step;
        }

        return best;
    }

    private static string Say(decimal factor, in MessageOutlook outlook) => string.Create(CultureInfo.InvariantCulture,
        $"{factor:0.###} times the usual: {outlook.Left} messages are left today, {outlook.Open} positions are open");
}

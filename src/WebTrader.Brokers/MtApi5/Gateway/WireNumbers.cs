using WebTrader.Core.Market;

namespace WebTrader.Brokers.MtApi5.Gateway;

/// <summary>
/// Makes exact values of what a terminal prints. Its numbers are binary and come with the noise of that (1.0849900000000001 for 1.08499): what is meant
/// is the number with as many decimals as the symbol, its volume step or the currency has. Pure.
/// </summary>
internal static class WireNumbers
{
    // A symbol with more is no symbol; its specification is refused where it is read.
    private const int MostDigits = 15;

    /// <summary>Without the noise: what 15 digits of a binary number say, all that it holds for certain.</summary>
    public static decimal Plain(decimal wire) => Math.Abs(wire) < 1e15m ? (decimal)(double)wire : wire;

    /// <summary>A price of a symbol; with its digits where they are known.</summary>
    public static Price Price(decimal wire, int? digits) => new(digits is { } known and >= 0 and <= MostDigits ? Trim(decimal.Round(Plain(wire), known)) : Trim(Plain(wire)));

    /// <summary>A stop or take-profit; 0 is how the terminal says "none".</summary>
    public static Price? Level(decimal wire, int? digits) => Price(wire, digits) is { Value: > 0m } level ? level : null;

    /// <summary>The price of an opening: of several fills it is the mean, and may lie between the digits.</summary>
    public static Price Filled(decimal wire, int? digits)
    {
        var plain = Price(wire, null);
        var rounded = Price(wire, digits);
        return Math.Abs(plain.Value - rounded.Value) < 1e-10m ? rounded : plain;
    }

    /// <summary>A volume in whole steps of the symbol, where the step is known.</summary>
    public static Lots Lots(decimal wire, decimal? step)
    {
        var plain = Plain(wire);
        if (step is not > 0m) return new Lots(Trim(plain));
        var steps = decimal.Round(plain / step.Value);
        // What is no whole number of steps is told as it is: nothing is made up.
        return new Lots(Trim(Math.Abs(steps * step.Value - plain) < 1e-9m ? steps * step.Value : plain));
    }

    /// <summary>An amount in the currency of the account.</summary>
    public static Money Money(decimal wire, int decimals) => new(decimal.Round(Plain(wire), decimals, MidpointRounding.AwayFromZero));

    /// <summary>Decimals of a currency: 2, but for those that are known to have more. One that has fewer loses nothing by it.</summary>
    public static int DecimalsOf(string currency) => currency switch
    {
        "BTC" or "XBT" or "ETH" or "LTC" or "BCH" or "SOL" => 8,
        "BHD" or "IQD" or "JOD" or "KWD" or "LYD" or "OMR" or "TND" => 3,
        _ => 2,
    };

    /// <summary>Without zeros at the end: the digits of a price are told by its specification.</summary>
    private static decimal Trim(decimal value) => value / 1.0000000000000000000000000000m;
}

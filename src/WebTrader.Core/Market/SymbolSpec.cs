using System.Globalization;

namespace WebTrader.Core.Market;

/// <summary>What the broker says of a symbol. Tick values move with the exchange rates, so it is read again and again.</summary>
public sealed record SymbolSpec
{
    public required string Name { get; init; }

    /// <summary>Decimals in a price, 0 to 8.</summary>
    public required int Digits { get; init; }

    /// <summary>The smallest digit of a price; above zero. The unit of stops and freeze level.</summary>
    public required decimal Point { get; init; }

    /// <summary>The smallest change of a price; above zero, often but not always one point.</summary>
    public required decimal TickSize { get; init; }

    /// <summary>Account money per tick and lot for a position in profit; above zero.</summary>
    public required decimal TickValueProfit { get; init; }

    /// <summary>Account money per tick and lot for a position in loss; above zero.</summary>
    public required decimal TickValueLoss { get; init; }

    /// <summary>Units of the base in one lot; above zero.</summary>
    public required decimal ContractSize { get; init; }

    /// <summary>Least distance of a stop from the closing price, in points; zero or more.</summary>
    public int StopsLevel { get; init; }

    /// <summary>Distance in points inside which the broker refuses changes; zero or more.</summary>
    public int FreezeLevel { get; init; }

    public decimal VolumeMin { get; init; } = 0.01m;
    public decimal VolumeStep { get; init; } = 0.01m;
    public decimal VolumeMax { get; init; } = 100m;

    /// <summary>The currency in which profit arises before it is converted into the account's.</summary>
    public string ProfitCurrency { get; init; } = "USD";

    /// <summary>Stops level as a price distance.</summary>
    public decimal StopsDistance => StopsLevel * Point;

    /// <summary>Freeze level as a price distance.</summary>
    public decimal FreezeDistance => FreezeLevel * Point;

    /// <summary>Account money per tick and lot, by the sign of the profit.</summary>
    public decimal TickValue(bool inProfit) => inProfit ? TickValueProfit : TickValueLoss;

    /// <summary>The price with all its digits, as in <c>1.08650</c>.</summary>
    public string Format(Price price) => price.Value.ToString("F" + Digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    /// <summary>A price distance in points, as in <c>12</c> or <c>0.5</c>.</summary>
    public string FormatPoints(decimal distance) => (distance / Point).ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>The first field that does not make sense, in words, or null. A specification with a problem is not used.</summary>
    public string? Problem()
    {
        if (string.IsNullOrWhiteSpace(Name)) return "symbol: a name is missing";
        if (Digits is < 0 or > 8) return Out("digits", Digits, "0 to 8");
        if (Point <= 0) return Out("point", Point, "above 0");
        if (TickSize <= 0) return Out("tickSize", TickSize, "above 0");
        if (TickValueProfit <= 0) return Out("tickValueProfit", TickValueProfit, "above 0");
        if (TickValueLoss <= 0) return Out("tickValueLoss", TickValueLoss, "above 0");
        if (ContractSize <= 0) return Out("contractSize", ContractSize, "above 0");
        if (StopsLevel < 0) return Out("stopsLevel", StopsLevel, "0 or more points");
        if (FreezeLevel < 0) return Out("freezeLevel", FreezeLevel, "0 or more points");
        if (VolumeMin <= 0) return Out("volumeMin", VolumeMin, "above 0");
        if (VolumeStep <= 0) return Out("volumeStep", VolumeStep, "above 0");
        if (VolumeMax < VolumeMin) return Out("volumeMax", VolumeMax, "volumeMin or more");
        return null;
    }

    private string Out(string field, decimal value, string allowed) =>
        string.Create(CultureInfo.InvariantCulture, $"{Name}: {field} is {value}, allowed is {allowed}");
}

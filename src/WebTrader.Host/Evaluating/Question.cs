using System.Globalization;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Core.Stops;

namespace WebTrader.Host.Evaluating;

/// <summary>One position at one quote, as somebody asks about it: everything the rules may look at.</summary>
internal sealed record Question(SymbolSpec Symbol, Position Position, Quote Quote, StopPlan Plan, StopProgress? Progress, Quote? Before)
{
    internal const decimal Largest = 1_000_000_000m;
    private const string AnyPrice = "above 0, at most 1000000000";
    private const string AnyPriceOrNone = AnyPrice + ", or null for none";
    internal const string AnyAmount = "an amount in account money, as in 0.10, between -1000000000 and 1000000000";

    /// <summary>Null when something does not fit; <paramref name="problems"/> then says what.</summary>
    public static Question? Read(ItemFields item, List<string> problems)
    {
        if (!item.IsObject) return null;
        var spec = ReadSymbol(item.Group("symbol", "a group with digits, point, tickSize and so on"));
        var positionFields = item.Group("position", "a group with side, lots, openPrice, stopLoss and takeProfit");
        var heldFor = TimeSpan.FromTicks((long)((positionFields?.OptionalNumber("heldSeconds", "0 to 1000000000", seconds => seconds is >= 0m and <= Largest) ?? 0m) * TimeSpan.TicksPerSecond));
        var position = ReadPosition(positionFields, spec?.Name ?? "");
        var quote = ReadQuote(item.Group("quote", "a group with bid and ask"), "quote", spec?.Name ?? "");
        var before = item.OptionalGroup("before") is { } fields ? ReadQuote(fields, "before", spec?.Name ?? "") : null;
        var plan = QuestionSettings.Read(item.OptionalGroup("settings"), problems);
        var balance = item.OptionalNumber("balance", AnyAmount + ", or null where it is not known", IsAmount);
        var progress = item.OptionalGroup("progress");
        var peak = progress?.OptionalNumber("peakProfit", AnyAmount + ", or null", IsAmount);
        var most = progress?.OptionalNumber("mostLots", "above 0, at most 100000, or null", IsVolume);
        progress?.RefuseUnknown();
        item.RefuseUnknown();
        if (problems.Count > 0 || spec is null || position is null || quote is null) return null;
        var held = quote.Value with { Time = DateTimeOffset.UnixEpoch + heldFor };
        var resolved = RiskBasis.Resolve(plan, position, spec, null, balance is { } known ? new Money(known) : null);
        return new Question(spec, position, held, resolved, peak is null && most is null ? null : Remembering(spec, position, peak, most), before);
    }

    private static SymbolSpec? ReadSymbol(ItemFields? fields)
    {
        if (fields is null) return null;
        var spec = new SymbolSpec
        {
            Digits = fields.Whole("digits", "", 0, 8),
            Point = fields.Number("point", "0.00000001 to 1000000", IsStep),
            TickSize = fields.Number("tickSize", "0.00000001 to 1000000", IsStep),
            TickValueProfit = fields.Number("tickValueProfit", "above 0, at most 1000000", IsTickValue),
            TickValueLoss = fields.Number("tickValueLoss", "above 0, at most 1000000", IsTickValue),
            ContractSize = fields.Number("contractSize", "above 0, at most 1000000000", IsPrice),
            StopsLevel = fields.Whole("stopsLevel", " of points", 0, 1_000_000),
            FreezeLevel = fields.Whole("freezeLevel", " of points", 0, 1_000_000),
            VolumeMin = fields.OptionalNumber("volumeMin", "above 0, at most 100000", IsVolume) ?? 0.01m,
            VolumeStep = fields.OptionalNumber("volumeStep", "above 0, at most 100000", IsVolume) ?? 0.01m,
            Name = fields.OptionalText("name", "1 to 64 characters", text => text.Trim().Length is > 0 and <= 64) ?? "symbol",
        };
        fields.RefuseUnknown();
        return spec;
    }

    private static Position? ReadPosition(ItemFields? fields, string symbol)
    {
        if (fields is null) return null;
        const string Sides = "long or short (buy and sell mean the same)";
        var side = fields.OptionalText("side", Sides, text => SideOf(text) is not null);
        if (!fields.Has("side")) fields.Missing("side", Sides);
        var position = new Position
        {
            Ticket = new Ticket(1),
            Id = new PositionId(1),
            Symbol = symbol,
            Side = SideOf(side) ?? Side.Long,
            Lots = new Lots(fields.Number("lots", "above 0, at most 100000", IsVolume)),
            OpenPrice = new Price(fields.Number("openPrice", AnyPrice, IsPrice)),
            OpenTime = DateTimeOffset.UnixEpoch,
            StopLoss = OptionalPrice(fields, "stopLoss"),
            TakeProfit = OptionalPrice(fields, "takeProfit"),
        };
        fields.RefuseUnknown();
        return position;
    }

    private static Quote? ReadQuote(ItemFields? fields, string group, string symbol)
    {
        if (fields is null) return null;
        var bid = fields.Number("bid", AnyPrice, IsPrice);
        var ask = fields.Number("ask", AnyPrice, IsPrice);
        fields.RefuseUnknown();
        if (bid > 0 && ask > 0 && ask < bid) fields.RefuseBeside("ask", ask, string.Create(CultureInfo.InvariantCulture, $"{group}.bid ({bid}) or more"));
        return new Quote(symbol, new Price(bid), new Price(ask), DateTimeOffset.UnixEpoch, 0);
    }

    private static StopProgress Remembering(SymbolSpec spec, Position position, decimal? peak, decimal? most) =>
        new(position.Side, PeakTicks: peak is { } profit ? profit / (spec.TickValue(profit >= 0) * position.Lots.Value) : null, MostLots: most is { } lots ? new Lots(lots) : null);

    private static Side? SideOf(string? text) => text?.ToLowerInvariant() switch
    {
        "long" or "buy" => Side.Long,
        "short" or "sell" => Side.Short,
        _ => null,
    };

    private static Price? OptionalPrice(ItemFields fields, string key) => fields.OptionalNumber(key, AnyPriceOrNone, IsPrice) is { } price ? new Price(price) : null;

    private static bool IsVolume(decimal number) => number is > 0m and <= 100_000m;

    private static bool IsPrice(decimal number) => number is > 0m and <= Largest;

    internal static bool IsAmount(decimal number) => number is >= -Largest and <= Largest;

    private static bool IsStep(decimal number) => number is >= 0.00000001m and <= 1_000_000m;

    private static bool IsTickValue(decimal number) => number is > 0m and <= 1_000_000m;
}

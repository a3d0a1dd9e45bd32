using System.Globalization;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Core.Stops;
using WebTrader.Core.Stops.Rules;

namespace WebTrader.Host.Evaluating;

/// <summary>One position at one quote, as somebody asks about it: everything the rules may look at.</summary>
internal sealed record Question(SymbolSpec Symbol, Position Position, Quote Quote, StopPlan Plan, StopProgress? Progress)
{
    private const decimal Largest = 1_000_000_000m;
    private const string AnyPrice = "above 0, at most 1000000000";
    private const string AnyPriceOrNone = AnyPrice + ", or null for none";
    private const string AnyAmount = "an amount in account money, as in 0.10, between -1000000000 and 1000000000";

    /// <summary>Null when something does not fit; <paramref name="problems"/> then says what.</summary>
    public static Question? Read(ItemFields item, List<string> problems)
    {
        if (!item.IsObject) return null;
        var spec = ReadSymbol(item.Group("symbol", "a group with digits, point, tickSize and so on"));
        var position = ReadPosition(item.Group("position", "a group with side, lots, openPrice, stopLoss and takeProfit"), spec?.Name ?? "");
        var quote = ReadQuote(item.Group("quote", "a group with bid and ask"), spec?.Name ?? "");
        var plan = ReadPlan(item.OptionalGroup("settings"), problems);
        var peak = ReadPeak(item.OptionalGroup("progress"));
        item.RefuseUnknown();
        if (problems.Count > 0 || spec is null || position is null || quote is null) return null;
        return new Question(spec, position, quote.Value, plan, peak is { } profit ? Remembering(spec, position, profit) : null);
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
            Lots = new Lots(fields.Number("lots", "above 0, at most 100000", lots => lots is > 0m and <= 100_000m)),
            OpenPrice = new Price(fields.Number("openPrice", AnyPrice, IsPrice)),
            OpenTime = DateTimeOffset.UnixEpoch,
            StopLoss = OptionalPrice(fields, "stopLoss"),
            TakeProfit = OptionalPrice(fields, "takeProfit"),
        };
        fields.RefuseUnknown();
        return position;
    }

    private static Quote? ReadQuote(ItemFields? fields, string symbol)
    {
        if (fields is null) return null;
        var bid = fields.Number("bid", AnyPrice, IsPrice);
        var ask = fields.Number("ask", AnyPrice, IsPrice);
        fields.RefuseUnknown();
        if (bid > 0 && ask > 0 && ask < bid) fields.RefuseBeside("ask", ask, string.Create(CultureInfo.InvariantCulture, $"quote.bid ({bid}) or more"));
        return new Quote(symbol, new Price(bid), new Price(ask), DateTimeOffset.UnixEpoch, 0);
    }

    private static StopPlan ReadPlan(ItemFields? fields, List<string> problems)
    {
        var usual = new StopPlan();
        if (fields is null) return usual;
        var before = problems.Count;
        var plan = new StopPlan
        {
            MaxRisk = Amount(fields, "maxRisk") ?? usual.MaxRisk,
            SweetSpotFrom = Amount(fields, "sweetSpotFrom") ?? usual.SweetSpotFrom,
            SweetSpotTo = Amount(fields, "sweetSpotTo") ?? usual.SweetSpotTo,
            TrailingStep = Amount(fields, "trailingStep") ?? usual.TrailingStep,
            DistanceTrailing = fields.OptionalGroup("distanceTrailing") is { } trailing ? ReadDistance(trailing) : null,
            Ladder = fields.OptionalGroup("ladder") is { } ladder ? ReadLadder(ladder) : null,
            BreakEven = fields.OptionalGroup("breakEven") is { } even ? ReadBreakEven(even) : null,
            MinimumMove = Amount(fields, "minimumMove"),
            TickValueDrift = fields.OptionalNumber("tickValueDrift", "0 to 0.5", drift => drift is >= 0m and <= 0.5m) ?? usual.TickValueDrift,
        };
        fields.RefuseUnknown();
        if (problems.Count == before) problems.AddRange(plan.Problems().Select(InTheirWords));
        return plan;
    }

    private static DistanceTrailingPlan ReadDistance(ItemFields fields)
    {
        const string points = "points, above 0, at most 1000000000";
        var plan = new DistanceTrailingPlan(fields.Number("from", points, IsPrice), fields.Number("distance", points, IsPrice), fields.OptionalNumber("step", points, IsPrice) ?? 1m);
        fields.RefuseUnknown();
        return plan;
    }

    private static LadderPlan ReadLadder(ItemFields fields)
    {
        var plan = new LadderPlan(new Money(fields.Number("arm", AnyAmount, IsAmount)), new Money(fields.Number("floor", AnyAmount, IsAmount)), new Money(fields.Number("step", AnyAmount, IsAmount)));
        fields.RefuseUnknown();
        return plan;
    }

    private static BreakEvenPlan ReadBreakEven(ItemFields fields)
    {
        var plan = new BreakEvenPlan(new Money(fields.Number("from", AnyAmount, IsAmount)), new Money(fields.Number("plus", AnyAmount, IsAmount)));
        fields.RefuseUnknown();
        return plan;
    }

    private static decimal? ReadPeak(ItemFields? fields)
    {
        var peak = fields?.OptionalNumber("peakProfit", AnyAmount + ", or null", IsAmount);
        fields?.RefuseUnknown();
        return peak;
    }

    private static StopProgress Remembering(SymbolSpec spec, Position position, decimal peak) =>
        new(position.Side, PeakTicks: peak / (spec.TickValue(peak >= 0) * position.Lots.Value));

    /// <summary>The settings know themselves by the names of appsettings.json.</summary>
    private static string InTheirWords(string problem)
    {
        if (problem.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon) return $"settings.{Camel(problem[..colon])}.{Camel(problem[(colon + 1)..])}";
        foreach (var name in (string[])["MaxRisk", "SweetSpotFrom", "SweetSpotTo", "TrailingStep", "MinimumMove", "TickValueDrift"])
            problem = problem.Replace(name, $"settings.{Camel(name)}", StringComparison.Ordinal);
        return problem;
    }

    private static string Camel(string name) => $"{char.ToLowerInvariant(name[0])}{name.AsSpan(1)}";

    private static Side? SideOf(string? text) => text?.ToLowerInvariant() switch
    {
        "long" or "buy" => Side.Long,
        "short" or "sell" => Side.Short,
        _ => null,
    };

    private static Price? OptionalPrice(ItemFields fields, string key) => fields.OptionalNumber(key, AnyPriceOrNone, IsPrice) is { } price ? new Price(price) : null;

    private static Money? Amount(ItemFields fields, string key) => fields.OptionalNumber(key, AnyAmount, IsAmount) is { } amount ? new Money(amount) : null;

    private static bool IsPrice(decimal number) => number is > 0m and <= Largest;

    private static bool IsAmount(decimal number) => number is >= -Largest and <= Largest;

    private static bool IsStep(decimal number) => number is >= 0.00000001m and <= 1_000_000m;

    private static bool IsTickValue(decimal number) => number is > 0m and <= 1_000_000m;
}

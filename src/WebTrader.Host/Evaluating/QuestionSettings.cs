using System.Globalization;
using WebTrader.Core.Market;
using WebTrader.Core.Stops;
using WebTrader.Core.Stops.Rules;

namespace WebTrader.Host.Evaluating;

/// <summary>Reads the settings of the rules in a question; what is left out keeps its default.</summary>
internal static class QuestionSettings
{
    private const string Points = "points, above 0, at most 1000000000";
    private const string AnyRisk = Question.AnyAmount + ", or as in 1% of the balance, or 200 points";
    private const string AnyRange = "a distance in price, above 0, at most 1000000000";

    public static StopPlan Read(ItemFields? fields, List<string> problems)
    {
        var usual = new StopPlan();
        if (fields is null) return usual;
        var before = problems.Count;
        var basis = fields.TextGiven("maxRisk") is { } risk ? RiskBasis.Parse(risk) : null;
        var plan = new StopPlan
        {
            MaxRisk = basis is null && fields.OptionalNumber("maxRisk", AnyRisk, Question.IsAmount) is { } amount ? new Money(amount) : usual.MaxRisk,
            RiskIn = basis,
            MaxRiskOtherwise = OptionalAmount(fields, "maxRiskOtherwise"),
            Trigger = fields.OptionalText("trigger", "closing or double", text => Enum.TryParse<TriggerPrice>(text, ignoreCase: true, out _) && !char.IsAsciiDigit(text[0])) is { } trigger ? Enum.Parse<TriggerPrice>(trigger, ignoreCase: true) : usual.Trigger,
            SweetSpotFrom = OptionalAmount(fields, "sweetSpotFrom") ?? usual.SweetSpotFrom,
            SweetSpotTo = OptionalAmount(fields, "sweetSpotTo") ?? usual.SweetSpotTo,
            TrailingStep = OptionalAmount(fields, "trailingStep") ?? usual.TrailingStep,
            DistanceTrailing = fields.OptionalGroup("distanceTrailing") is { } trailing ? ReadDistance(trailing) : null,
            Ladder = fields.OptionalGroup("ladder") is { } ladder ? ReadLadder(ladder) : null,
            BreakEven = fields.OptionalGroup("breakEven") is { } even ? ReadBreakEven(even) : null,
            AtrTrailing = fields.OptionalGroup("atrTrailing") is { } range ? ReadRange(range) : null,
            ProfitLevels = fields.OptionalGroup("profitLevels") is { } levels ? ReadLevels(levels) : null,
            MaxHolding = fields.OptionalNumber("maxHoldingSeconds", "above 0, at most 1000000000", IsPositive) is { } seconds ? TimeSpan.FromTicks((long)(seconds * TimeSpan.TicksPerSecond)) : null,
            MinimumMove = OptionalAmount(fields, "minimumMove"),
            TickValueDrift = fields.OptionalNumber("tickValueDrift", "0 to 0.5", drift => drift is >= 0m and <= 0.5m) ?? usual.TickValueDrift,
        };
        fields.RefuseUnknown();
        if (problems.Count == before) problems.AddRange(plan.Problems().Select(InTheirWords));
        return plan;
    }

    private static DistanceTrailingPlan ReadDistance(ItemFields fields)
    {
        var plan = new DistanceTrailingPlan(fields.Number("from", Points, IsPositive), fields.Number("distance", Points, IsPositive), fields.OptionalNumber("step", Points, IsPositive) ?? 1m);
        fields.RefuseUnknown();
        return plan;
    }

    private static LadderPlan ReadLadder(ItemFields fields)
    {
        var plan = new LadderPlan(Amount(fields, "arm"), Amount(fields, "floor"), Amount(fields, "step"));
        fields.RefuseUnknown();
        return plan;
    }

    private static BreakEvenPlan ReadBreakEven(ItemFields fields)
    {
        var plan = new BreakEvenPlan(Amount(fields, "from"), Amount(fields, "plus"));
        fields.RefuseUnknown();
        return plan;
    }

    /// <summary>There are no bars in a question: whoever asks gives the range.</summary>
    private static AtrTrailingPlan ReadRange(ItemFields fields)
    {
        var range = fields.Number("range", AnyRange, IsPositive);
        var plan = new AtrTrailingPlan(fields.Number("multiple", "above 0, at most 1000000000", IsPositive), 1, TimeSpan.FromMinutes(1), Amount(fields, "from"), new RangeReading(range, 1, DateTimeOffset.MaxValue));
        fields.RefuseUnknown();
        return plan;
    }

    private static ProfitLevelsPlan ReadLevels(ItemFields fields)
    {
        var levels = new List<ProfitLevel>();
        foreach (var level in fields.Groups("levels", "a list of groups with at and close"))
        {
            levels.Add(new ProfitLevel(level.Number("at", Points, IsPositive), level.Number("close", "a part, above 0, at most 1", part => part is > 0m and <= 1m)));
            level.RefuseUnknown();
        }

        var plan = new ProfitLevelsPlan(levels, fields.OptionalNumber("stopAfterFirst", Points + ", or null", IsPositive));
        fields.RefuseUnknown();
        return plan;
    }

    private static Money Amount(ItemFields fields, string key) => new(fields.Number(key, Question.AnyAmount, Question.IsAmount));

    private static Money? OptionalAmount(ItemFields fields, string key) => fields.OptionalNumber(key, Question.AnyAmount, Question.IsAmount) is { } amount ? new Money(amount) : null;

    private static bool IsPositive(decimal number) => number is > 0m and <= Question.Largest;

    /// <summary>The settings know themselves by the names of appsettings.json.</summary>
    private static string InTheirWords(string problem)
    {
        var end = problem.IndexOf(" is ", StringComparison.Ordinal);
        if (problem[..end].Contains(':', StringComparison.Ordinal)) return $"settings.{string.Join('.', problem[..end].Split(':').Select(Camel))}{problem.AsSpan(end)}";
        foreach (var name in (string[])["MaxRiskOtherwise", "MaxRisk", "SweetSpotFrom", "SweetSpotTo", "TrailingStep", "MinimumMove", "MaxHolding", "TickValueDrift"])
            problem = problem.Replace(name, $"settings.{Camel(name)}", StringComparison.Ordinal);
        return problem;
    }

    private static string Camel(string name) => string.Create(CultureInfo.InvariantCulture, $"{char.ToLowerInvariant(name[0])}{name.AsSpan(1)}");
}

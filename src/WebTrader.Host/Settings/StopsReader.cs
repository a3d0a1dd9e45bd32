using System.Globalization;
using WebTrader.Core.Market;
using WebTrader.Core.Stops;
using WebTrader.Core.Stops.Rules;

namespace WebTrader.Host.Settings;

/// <summary>Reads the settings of the stop rules, the defaults and the layers over them.</summary>
internal static class StopsReader
{
    /// <summary>The defaults.</summary>
    public static StopPlan Plan(SettingsSection section)
    {
        var usual = new StopPlan();
        var risk = section.Risk("MaxRisk", isNullable: false);
        var plan = new StopPlan
        {
            MaxRisk = risk.Amount ?? usual.MaxRisk,
            RiskIn = risk.Basis,
            MaxRiskOtherwise = section.OptionalMoney("MaxRiskOtherwise", null),
            Trigger = section.OneOf("Trigger", usual.Trigger),
            HandMoves = section.OneOf("HandMoves", usual.HandMoves),
            SweetSpotFrom = section.Money("SweetSpotFrom", usual.SweetSpotFrom),
            SweetSpotTo = section.Money("SweetSpotTo", usual.SweetSpotTo),
            TrailingStep = section.Money("TrailingStep", usual.TrailingStep),
            DistanceTrailing = Distance(section.OptionalSection("DistanceTrailing")),
            Ladder = Ladder(section.OptionalSection("Ladder")),
            BreakEven = BreakEven(section.OptionalSection("BreakEven")),
            AtrTrailing = Range(section.OptionalSection("AtrTrailing")),
            ProfitLevels = Levels(section.OptionalSection("ProfitLevels")),
            MaxHolding = section.OptionalDuration("MaxHolding"),
            MinimumMove = section.OptionalMoney("MinimumMove", usual.MinimumMove),
            TickValueDrift = section.Decimal("TickValueDrift", usual.TickValueDrift, "a fraction, as in 0.05", _ => true),
        };
        section.RefuseUnknown();
        return plan;
    }

    /// <summary>The layers for some symbols, magic numbers, comments and tickets.</summary>
    public static List<StopLayer> Layers(SettingsSection root)
    {
        var layers = new List<StopLayer>();
        foreach (var (symbol, section) in root.Groups("StopsBySymbol")) layers.Add(new StopLayer(StopLayerKind.Symbol, symbol, Patch(section)));
        Numbered("StopsByMagic", StopLayerKind.Magic, "a magic number, as in 77");
        foreach (var (comment, section) in root.Groups("StopsByComment")) layers.Add(new StopLayer(StopLayerKind.Comment, comment, Patch(section)));
        Numbered("StopsByTicket", StopLayerKind.Ticket, "a ticket, as in 52100000002");
        return layers;

        void Numbered(string group, StopLayerKind kind, string allowed)
        {
            foreach (var (key, section) in root.Groups(group))
            {
                var isNumber = long.TryParse(key, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number);
                if (isNumber && layers.Any(known => known.Kind == kind && known.Key == number.ToString(CultureInfo.InvariantCulture))) root.Refuse(group, key, "each number once");
                else if (isNumber) layers.Add(new StopLayer(kind, number.ToString(CultureInfo.InvariantCulture), Patch(section)));
                else root.Refuse(group, key, allowed);
            }
        }
    }

    /// <summary>What one layer changes.</summary>
    public static StopPatch Patch(SettingsSection section)
    {
        var risk = section.Risk("MaxRisk", isNullable: true);
        var patch = new StopPatch
        {
            Manage = section.OptionalFlag("Manage"),
            Off = Off(section),
            MaxRisk = risk.Amount,
            RiskIn = risk.Basis,
            MaxRiskOtherwise = section.OptionalMoney("MaxRiskOtherwise", null),
            Trigger = section.Has("Trigger") ? section.OneOf("Trigger", TriggerPrice.Closing) : null,
            HandMoves = section.Has("HandMoves") ? section.OneOf("HandMoves", HandMoves.Respect) : null,
            SweetSpotFrom = section.OptionalMoney("SweetSpotFrom", null),
            SweetSpotTo = section.OptionalMoney("SweetSpotTo", null),
            TrailingStep = section.OptionalMoney("TrailingStep", null),
            DistanceTrailing = Distance(section.OptionalSection("DistanceTrailing")),
            Ladder = Ladder(section.OptionalSection("Ladder")),
            BreakEven = BreakEven(section.OptionalSection("BreakEven")),
            AtrTrailing = Range(section.OptionalSection("AtrTrailing")),
            ProfitLevels = Levels(section.OptionalSection("ProfitLevels")),
            MaxHolding = section.OptionalDuration("MaxHolding"),
            MinimumMove = section.OptionalMoney("MinimumMove", null),
            TickValueDrift = section.Has("TickValueDrift") ? section.Decimal("TickValueDrift", 0.05m, "a fraction, as in 0.05", _ => true) : null,
        };
        var set = (patch with { Off = OptionalRules.None }).Names().ToList();
        foreach (var rule in patch.Names().Where(name => set.Contains(name) && Enum.TryParse<OptionalRules>(name, out var rule) && patch.Off.HasFlag(rule))) section.Refuse("Off", rule, "rules that the same layer does not set");
        section.RefuseUnknown();
        return patch;
    }

    private static OptionalRules Off(SettingsSection section)
    {
        var rules = Enum.GetValues<OptionalRules>().Where(rule => rule != OptionalRules.None).ToList();
        var names = section.Texts("Off", string.Join(", ", rules), text => rules.Find(rule => string.Equals(rule.ToString(), text, StringComparison.OrdinalIgnoreCase)) is not OptionalRules.None and var known ? known.ToString() : null);
        return names.Select(Enum.Parse<OptionalRules>).Aggregate(OptionalRules.None, (all, rule) => all | rule);
    }

    private static DistanceTrailingPlan? Distance(SettingsSection? section)
    {
        if (section is null) return null;
        var plan = new DistanceTrailingPlan(Points(section, "From"), Points(section, "Distance"), section.Decimal("Step", 1m, "points, as in 1", _ => true));
        section.RefuseUnknown();
        return plan;
    }

    private static decimal Points(SettingsSection section, string key)
    {
        section.Require(key, "points, as in 50");
        return section.Decimal(key, 1m, "points, as in 50", _ => true);
    }

    private static LadderPlan? Ladder(SettingsSection? section)
    {
        if (section is null) return null;
        var plan = new LadderPlan(Amount(section, "Arm", 2m), Amount(section, "Floor", 1m), Amount(section, "Step", 1m));
        section.RefuseUnknown();
        return plan;
    }

    private static BreakEvenPlan? BreakEven(SettingsSection? section)
    {
        if (section is null) return null;
        var plan = new BreakEvenPlan(Amount(section, "From", 1m), Amount(section, "Plus", 0.01m));
        section.RefuseUnknown();
        return plan;
    }

    private static AtrTrailingPlan? Range(SettingsSection? section)
    {
        if (section is null) return null;
        section.Require("Bar", "a duration, as in 1m");
        var plan = new AtrTrailingPlan(
            section.Decimal("Multiple", 3m, "a number, as in 3", _ => true),
            (int)section.Whole("Period", 14, 1, 1000),
            section.Duration("Bar", TimeSpan.FromMinutes(1)),
            Amount(section, "From", 1m));
        section.RefuseUnknown();
        return plan;
    }

    private static ProfitLevelsPlan? Levels(SettingsSection? section)
    {
        if (section is null) return null;
        var levels = new List<ProfitLevel>();
        foreach (var entry in section.List("Levels"))
        {
            entry.Require("Close", "a part, as in 0.5");
            levels.Add(new ProfitLevel(Points(entry, "At"), entry.Decimal("Close", 1m, "a part, as in 0.5", _ => true)));
            entry.RefuseUnknown();
        }

        var plan = new ProfitLevelsPlan(levels, section.Has("StopAfterFirst") ? section.OptionalDecimal("StopAfterFirst", "points, as in 5, or null") : null);
        section.RefuseUnknown();
        return plan;
    }

    private static Money Amount(SettingsSection section, string key, decimal otherwise)
    {
        section.Require(key, "an amount, as in 0.10");
        return section.Money(key, new Money(otherwise));
    }
}

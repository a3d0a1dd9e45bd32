using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using WebTrader.Core.Market;
using WebTrader.Core.Stops;
using WebTrader.Core.Stops.Rules;
using WebTrader.Core.Writing;

namespace WebTrader.Host.Settings.Versions;

/// <summary>Writes a document as JSON, always the same way: the keys and units of the settings files, every default spelled out, so that no later build fills in others. Pure.</summary>
internal static class DocumentWriter
{
    private static readonly JsonSerializerOptions OneLine = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // Longest first: what fits in whole hours is told in hours.
    private static readonly (string Unit, long Ticks)[] Units = [("h", TimeSpan.TicksPerHour), ("m", TimeSpan.TicksPerMinute), ("s", TimeSpan.TicksPerSecond), ("ms", TimeSpan.TicksPerMillisecond)];

    public static string Write(SettingsDocument document) => new JsonObject
    {
        ["Stops"] = Plan(document.Stops),
        ["StopsBySymbol"] = Layers(document, StopLayerKind.Symbol),
        ["StopsByMagic"] = Layers(document, StopLayerKind.Magic),
        ["StopsByComment"] = Layers(document, StopLayerKind.Comment),
        ["StopsByTicket"] = Layers(document, StopLayerKind.Ticket),
        ["Accounts"] = Group(document.Accounts.OrderBy(account => account.Id.Value, StringComparer.Ordinal).Select(account => (account.Id.Value, (JsonNode)Account(account)))),
    }.ToJsonString(OneLine);

    /// <summary>A document as it was written, without the white space that people read it by.</summary>
    public static string Tidy(JsonNode document) => document.ToJsonString(OneLine);

    private static JsonObject Account(AccountDocument account) => new JsonObject
    {
        ["Stops"] = account.Stops is { } stops ? Patch(stops) : null,
        ["Messages"] = Messages(account.Messages),
        ["Limits"] = LimitsWriter.Write(account.Limits),
    };

    private static JsonObject Messages(MessageLimits limits) => new()
    {
        [nameof(limits.PerDay)] = limits.PerDay,
        [nameof(limits.PerMinute)] = limits.PerMinute,
        [nameof(limits.Reserve)] = limits.Reserve,
        ["TimeZone"] = limits.Zone?.Id ?? ZoneText.Broker,
        [nameof(limits.LowestPrice)] = limits.LowestPrice,
    };

    private static JsonObject Layers(SettingsDocument document, StopLayerKind kind) =>
        Group(document.Layers.Where(layer => layer.Kind == kind).OrderBy(layer => layer.Key, StringComparer.Ordinal).Select(layer => (layer.Key, (JsonNode)Patch(layer.Patch))));

    private static JsonObject Group(IEnumerable<(string Key, JsonNode Value)> entries) => new(entries.Select(entry => KeyValuePair.Create(entry.Key, (JsonNode?)entry.Value)));

    private static JsonObject Plan(StopPlan plan) => new()
    {
        [nameof(plan.MaxRisk)] = Risk(plan.RiskIn, plan.MaxRisk),
        [nameof(plan.MaxRiskOtherwise)] = plan.MaxRiskOtherwise?.Amount,
        [nameof(plan.Trigger)] = plan.Trigger.ToString(),
        [nameof(plan.HandMoves)] = plan.HandMoves.ToString(),
        [nameof(plan.SweetSpotFrom)] = plan.SweetSpotFrom.Amount,
        [nameof(plan.SweetSpotTo)] = plan.SweetSpotTo.Amount,
        [nameof(plan.TrailingStep)] = plan.TrailingStep.Amount,
        [nameof(plan.DistanceTrailing)] = Distance(plan.DistanceTrailing),
        [nameof(plan.Ladder)] = Ladder(plan.Ladder),
        [nameof(plan.BreakEven)] = BreakEven(plan.BreakEven),
        [nameof(plan.AtrTrailing)] = Range(plan.AtrTrailing),
        [nameof(plan.ProfitLevels)] = Levels(plan.ProfitLevels),
        [nameof(plan.MaxHolding)] = Duration(plan.MaxHolding),
        [nameof(plan.MinimumMove)] = plan.MinimumMove?.Amount,
        [nameof(plan.TickValueDrift)] = plan.TickValueDrift,
    };

    private static JsonObject Patch(StopPatch patch)
    {
        var written = new JsonObject();
        Add(nameof(patch.Manage), patch.Manage);
        Add(nameof(patch.Off), patch.Off == OptionalRules.None ? null : new JsonArray([.. Enum.GetValues<OptionalRules>().Where(rule => rule != OptionalRules.None && patch.Off.HasFlag(rule)).Select(rule => (JsonNode)rule.ToString())]));
        Add(nameof(patch.MaxRisk), patch.MaxRisk is null && patch.RiskIn is null ? null : Risk(patch.MaxRisk is null ? patch.RiskIn : null, patch.MaxRisk ?? Money.Zero));
        Add(nameof(patch.MaxRiskOtherwise), patch.MaxRiskOtherwise?.Amount);
        Add(nameof(patch.Trigger), patch.Trigger?.ToString());
        Add(nameof(patch.HandMoves), patch.HandMoves?.ToString());
        Add(nameof(patch.SweetSpotFrom), patch.SweetSpotFrom?.Amount);
        Add(nameof(patch.SweetSpotTo), patch.SweetSpotTo?.Amount);
        Add(nameof(patch.TrailingStep), patch.TrailingStep?.Amount);
        Add(nameof(patch.DistanceTrailing), Distance(patch.DistanceTrailing));
        Add(nameof(patch.Ladder), Ladder(patch.Ladder));
        Add(nameof(patch.BreakEven), BreakEven(patch.BreakEven));
        Add(nameof(patch.AtrTrailing), Range(patch.AtrTrailing));
        Add(nameof(patch.ProfitLevels), Levels(patch.ProfitLevels));
        Add(nameof(patch.MaxHolding), Duration(patch.MaxHolding));
        Add(nameof(patch.MinimumMove), patch.MinimumMove?.Amount);
        Add(nameof(patch.TickValueDrift), patch.TickValueDrift);
        return written;

        void Add(string key, JsonNode? value)
        {
            if (value is not null) written[key] = value;
        }
    }

    private static JsonValue Risk(RiskBasis? basis, Money amount) => basis is { } given ? JsonValue.Create(given.ToString()) : JsonValue.Create(amount.Amount);

    private static JsonObject? Distance(DistanceTrailingPlan? plan) =>
        plan is null ? null : new() { [nameof(plan.From)] = plan.From, [nameof(plan.Distance)] = plan.Distance, [nameof(plan.Step)] = plan.Step };

    private static JsonObject? Ladder(LadderPlan? plan) =>
        plan is null ? null : new() { [nameof(plan.Arm)] = plan.Arm.Amount, [nameof(plan.Floor)] = plan.Floor.Amount, [nameof(plan.Step)] = plan.Step.Amount };

    private static JsonObject? BreakEven(BreakEvenPlan? plan) =>
        plan is null ? null : new() { [nameof(plan.From)] = plan.From.Amount, [nameof(plan.Plus)] = plan.Plus.Amount };

    private static JsonObject? Range(AtrTrailingPlan? plan) => plan is null ? null : new()
    {
        [nameof(plan.Multiple)] = plan.Multiple,
        [nameof(plan.Period)] = plan.Period,
        [nameof(plan.Bar)] = Duration(plan.Bar),
        [nameof(plan.From)] = plan.From.Amount,
    };

    private static JsonObject? Levels(ProfitLevelsPlan? plan) => plan is null ? null : new()
    {
        [nameof(plan.Levels)] = new JsonArray([.. plan.Levels.Select(level => (JsonNode)new JsonObject { [nameof(level.At)] = level.At, [nameof(level.Close)] = level.Close })]),
        [nameof(plan.StopAfterFirst)] = plan.StopAfterFirst,
    };

    private static string? Duration(TimeSpan? duration)
    {
        if (duration is not { } given) return null;
        foreach (var (unit, ticks) in Units)
        {
            if (given.Ticks > 0 && given.Ticks % ticks == 0) return (given.Ticks / ticks).ToString(CultureInfo.InvariantCulture) + unit;
        }

        return given.ToString("c", CultureInfo.InvariantCulture);
    }
}

using System.Globalization;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Core.Stops.Rules;

namespace WebTrader.Core.Stops;

/// <summary>Whose settings a layer holds, the widest first: a later one has the last word.</summary>
public enum StopLayerKind
{
    Account,
    Symbol,
    Magic,

    /// <summary>Positions whose comment contains a text, small and capital letters alike.</summary>
    Comment,

    /// <summary>One ticket.</summary>
    Ticket,
}

/// <summary>Settings for some positions, over those of wider layers. What is null says nothing.</summary>
/// <param name="Key">The symbol, the magic number, a part of the comment, or the ticket; empty for the account.</param>
public sealed record StopLayer(StopLayerKind Kind, string Key, StopPatch Patch)
{
    /// <summary>Where a setting of this layer comes from, in words.</summary>
    public string Origin => Kind switch { StopLayerKind.Symbol => $"symbol {Key}", StopLayerKind.Magic => $"magic {Key}", StopLayerKind.Comment => $"comment {Key}", StopLayerKind.Ticket => $"ticket {Key}", _ => "account" };

    public bool Concerns(string symbol, long magic, string comment, long ticket) => Kind switch
    {
        StopLayerKind.Ticket => Key == ticket.ToString(CultureInfo.InvariantCulture),
        StopLayerKind.Symbol => string.Equals(Key, symbol, StringComparison.Ordinal),
        StopLayerKind.Comment => comment.Contains(Key, StringComparison.OrdinalIgnoreCase),
        StopLayerKind.Magic => Key == magic.ToString(CultureInfo.InvariantCulture),
        _ => true,
    };
}

/// <summary>The rules that need not be: what a layer may switch off that a wider one has switched on.</summary>
[Flags]
public enum OptionalRules
{
    None = 0,
    DistanceTrailing = 1,
    Ladder = 2,
    BreakEven = 4,
    AtrTrailing = 8,
    ProfitLevels = 16,

    /// <summary>The time stop.</summary>
    MaxHolding = 32,
}

/// <summary>The settings that one layer changes, each as in <see cref="StopPlan"/>; null leaves what wider layers say.</summary>
public sealed record StopPatch
{
    /// <summary>Whether the positions are managed at all: where they are not, no stop of theirs is ever set or moved by us.</summary>
    public bool? Manage { get; init; }

    /// <summary>The rules of wider layers that do not hold here; none of those that this layer sets.</summary>
    public OptionalRules Off { get; init; }

    public Money? MaxRisk { get; init; }

    /// <summary>Max risk in another unit; beside <see cref="MaxRisk"/> it has no say.</summary>
    public RiskBasis? RiskIn { get; init; }

    public Money? MaxRiskOtherwise { get; init; }
    public TriggerPrice? Trigger { get; init; }
    public HandMoves? HandMoves { get; init; }
    public Money? SweetSpotFrom { get; init; }
    public Money? SweetSpotTo { get; init; }
    public Money? TrailingStep { get; init; }
    public DistanceTrailingPlan? DistanceTrailing { get; init; }
    public LadderPlan? Ladder { get; init; }
    public BreakEvenPlan? BreakEven { get; init; }
    public AtrTrailingPlan? AtrTrailing { get; init; }
    public ProfitLevelsPlan? ProfitLevels { get; init; }
    public TimeSpan? MaxHolding { get; init; }
    public Money? MinimumMove { get; init; }
    public decimal? TickValueDrift { get; init; }

    /// <summary>A wider plan with what this layer changes.</summary>
    public StopPlan Over(StopPlan plan) => plan with
    {
        MaxRisk = MaxRisk ?? plan.MaxRisk,
        RiskIn = MaxRisk is null ? RiskIn ?? plan.RiskIn : null,
        MaxRiskOtherwise = MaxRiskOtherwise ?? plan.MaxRiskOtherwise,
        Trigger = Trigger ?? plan.Trigger,
        HandMoves = HandMoves ?? plan.HandMoves,
        SweetSpotFrom = SweetSpotFrom ?? plan.SweetSpotFrom,
        SweetSpotTo = SweetSpotTo ?? plan.SweetSpotTo,
        TrailingStep = TrailingStep ?? plan.TrailingStep,
        DistanceTrailing = Off.HasFlag(OptionalRules.DistanceTrailing) ? null : DistanceTrailing ?? plan.DistanceTrailing,
        Ladder = Off.HasFlag(OptionalRules.Ladder) ? null : Ladder ?? plan.Ladder,
        BreakEven = Off.HasFlag(OptionalRules.BreakEven) ? null : BreakEven ?? plan.BreakEven,
        AtrTrailing = Off.HasFlag(OptionalRules.AtrTrailing) ? null : AtrTrailing ?? plan.AtrTrailing,
        ProfitLevels = Off.HasFlag(OptionalRules.ProfitLevels) ? null : ProfitLevels ?? plan.ProfitLevels,
        MaxHolding = Off.HasFlag(OptionalRules.MaxHolding) ? null : MaxHolding ?? plan.MaxHolding,
        MinimumMove = MinimumMove ?? plan.MinimumMove,
        TickValueDrift = TickValueDrift ?? plan.TickValueDrift,
    };

    /// <summary>The names of the settings that this layer changes.</summary>
    public IEnumerable<string> Names()
    {
        if (Manage is not null) yield return nameof(Manage);
        if (MaxRisk is not null || RiskIn is not null) yield return nameof(MaxRisk);
        if (MaxRiskOtherwise is not null) yield return nameof(MaxRiskOtherwise);
        if (Trigger is not null) yield return nameof(Trigger);
        if (HandMoves is not null) yield return nameof(HandMoves);
        if (SweetSpotFrom is not null) yield return nameof(SweetSpotFrom);
        if (SweetSpotTo is not null) yield return nameof(SweetSpotTo);
        if (TrailingStep is not null) yield return nameof(TrailingStep);
        if (DistanceTrailing is not null || Off.HasFlag(OptionalRules.DistanceTrailing)) yield return nameof(DistanceTrailing);
        if (Ladder is not null || Off.HasFlag(OptionalRules.Ladder)) yield return nameof(Ladder);
        if (BreakEven is not null || Off.HasFlag(OptionalRules.BreakEven)) yield return nameof(BreakEven);
        if (AtrTrailing is not null || Off.HasFlag(OptionalRules.AtrTrailing)) yield return nameof(AtrTrailing);
        if (ProfitLevels is not null || Off.HasFlag(OptionalRules.ProfitLevels)) yield return nameof(ProfitLevels);
        if (MaxHolding is not null || Off.HasFlag(OptionalRules.MaxHolding)) yield return nameof(MaxHolding);
        if (MinimumMove is not null) yield return nameof(MinimumMove);
        if (TickValueDrift is not null) yield return nameof(TickValueDrift);
    }
}

/// <summary>What holds for a position, and which layer said so.</summary>
/// <param name="Origins">By the name of the setting; what is missing is the default.</param>
public sealed record EffectivePlan(StopPlan Plan, bool IsManaged, IReadOnlyDictionary<string, string> Origins);

/// <summary>The stop settings of an account in their layers. Not thread-safe: what was found once is kept.</summary>
public sealed class StopSettings
{
    private readonly StopLayer[] layers;
    private readonly EffectivePlan usual;
    private readonly StopLayer[] byComment;
    private readonly HashSet<long> tickets;
    private readonly Dictionary<Key, EffectivePlan> known = [];

    /// <param name="plan">The defaults.</param>
    /// <param name="layers">In any order.</param>
    public StopSettings(StopPlan plan, IReadOnlyList<StopLayer> layers)
    {
        this.layers = [.. layers.OrderBy(layer => layer.Kind)];
        byComment = [.. this.layers.Where(layer => layer.Kind == StopLayerKind.Comment)];
        tickets = [.. Numbers(StopLayerKind.Ticket)];
        usual = new EffectivePlan(plan, IsManaged: true, new Dictionary<string, string>());
    }

    /// <summary>Whether max risk is a percentage of the balance anywhere.</summary>
    public bool NeedsBalance => IsOfBalance(usual.Plan.RiskIn) || layers.Any(layer => IsOfBalance(layer.Patch.RiskIn));

    /// <summary>What holds for a position.</summary>
    public EffectivePlan For(Position position)
    {
        if (layers.Length == 0) return usual;
        var ticket = tickets.Contains(position.Ticket.Value) ? position.Ticket.Value : 0;
        return For(new Key(position.Symbol, position.Magic, byComment.Length == 0 ? "" : KeysIn(position.Comment), ticket));
    }

    /// <summary>Every setting that does not fit, also where only some layers together do not; each names the layers. Empty when all are sound.</summary>
    public IEnumerable<string> Problems()
    {
        var told = usual.Plan.Problems().ToHashSet();
        foreach (var problem in told) yield return "Stops:" + problem;
        foreach (var key in Combinations())
        {
            foreach (var problem in For(key).Plan.Problems())
            {
                if (told.Add(problem)) yield return $"Stops ({string.Join(", ", layers.Where(key.IsConcernedBy).Select(layer => layer.Origin))}): {problem}";
            }
        }
    }

    /// <summary>
    /// Every symbol with every magic number, every ticket, and every one or two of the comments: a position has one of the former each, but may have several of the latter.
    /// </summary>
    private IEnumerable<Key> Combinations()
    {
        string[] symbols = ["", .. layers.Where(layer => layer.Kind == StopLayerKind.Symbol).Select(layer => layer.Key)];
        long[] magics = [long.MinValue, .. Numbers(StopLayerKind.Magic)];
        long[] numbers = [0, .. tickets];
        string[] comments = ["", .. byComment.SelectMany((one, i) => byComment.Skip(i).Select(other => one == other ? one.Key : $"{one.Key}\n{other.Key}"))];
        return from symbol in symbols from magic in magics from comment in comments from ticket in numbers select new Key(symbol, magic, comment, ticket);
    }

    private static bool IsOfBalance(RiskBasis? basis) => basis?.Unit == RiskUnit.PercentOfBalance;

    private IEnumerable<long> Numbers(StopLayerKind kind) => layers.Where(layer => layer.Kind == kind).Select(layer => long.Parse(layer.Key, CultureInfo.InvariantCulture));

    /// <summary>What of a comment counts: comments differ from ticket to ticket, and what was found is kept by this.</summary>
    private string KeysIn(string comment)
    {
        var keys = "";
        foreach (var layer in byComment)
        {
            if (layer.Concerns("", 0, comment, 0)) keys = keys.Length == 0 ? layer.Key : $"{keys}\n{layer.Key}";
        }

        return keys;
    }

    private EffectivePlan For(in Key key)
    {
        if (known.TryGetValue(key, out var effective)) return effective;
        var (plan, isManaged, origins) = (usual.Plan, true, new Dictionary<string, string>(StringComparer.Ordinal));
        foreach (var layer in layers)
        {
            if (!key.IsConcernedBy(layer)) continue;
            plan = layer.Patch.Over(plan);
            isManaged = layer.Patch.Manage ?? isManaged;
            foreach (var name in layer.Patch.Names()) origins[name] = layer.Origin;
        }

        return known[key] = new EffectivePlan(plan, isManaged, origins);
    }

    /// <summary>What of a position decides which layers hold for it.</summary>
    /// <param name="Comments">The keys found in its comment, each on a line.</param>
    /// <param name="Ticket">0 where no layer is for this one.</param>
    private readonly record struct Key(string Symbol, long Magic, string Comments, long Ticket)
    {
        public bool IsConcernedBy(StopLayer layer) => layer.Concerns(Symbol, Magic, Comments, Ticket);
    }
}

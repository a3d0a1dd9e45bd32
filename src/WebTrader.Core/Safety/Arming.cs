using System.Globalization;
using WebTrader.Core.Positions;

namespace WebTrader.Core.Safety;

/// <summary>
/// Which positions of an account may be written to by the rules. What is not armed is observed: shown and recorded, and no stop of it is ever set or moved. Immutable.
/// </summary>
/// <param name="All">Every position; then the lists say nothing.</param>
/// <param name="Symbols">Positions of these symbols, by their names at the broker.</param>
/// <param name="Magics">Positions of these magic numbers.</param>
public sealed record Arming(bool All, IReadOnlyList<string> Symbols, IReadOnlyList<long> Magics)
{
    public static readonly Arming Everything = new(true, [], []);

    /// <summary>Nothing is written.</summary>
    public static readonly Arming Observe = new(false, [], []);

    public bool IsObserving => !All && Symbols.Count == 0 && Magics.Count == 0;

    public bool Covers(Position position) => All || Symbols.Contains(position.Symbol) || Magics.Contains(position.Magic);

    /// <summary>Whether every position that it covers is covered by the other as well, whatever positions there are.</summary>
    public bool IsWithin(Arming other) => other.All || (!All && Symbols.All(other.Symbols.Contains) && Magics.All(other.Magics.Contains));

    /// <summary>List by list.</summary>
    public bool Equals(Arming? other) => other is not null && All == other.All && Symbols.SequenceEqual(other.Symbols) && Magics.SequenceEqual(other.Magics);

    public override int GetHashCode() => HashCode.Combine(All, Symbols.Count, Magics.Count);

    /// <summary>As in "all positions", "nothing" or "XAUUSD, magic 77".</summary>
    public override string ToString() =>
        All ? "all positions" : IsObserving ? "nothing" : string.Join(", ", [.. Symbols, .. Magics.Select(magic => string.Create(CultureInfo.InvariantCulture, $"magic {magic}"))]);
}

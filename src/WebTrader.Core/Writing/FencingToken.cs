using System.Globalization;

namespace WebTrader.Core.Writing;

/// <summary>
/// The right to write to one ticket, once. A later holding has a larger token; the last door before the broker refuses every token but the newest.
/// </summary>
/// <param name="Epoch">Which running of the account session; grows with every start.</param>
/// <param name="Holding">Which holding in that running; one counter for the session.</param>
public readonly record struct FencingToken(long Epoch, long Holding) : IComparable<FencingToken>
{
    public int CompareTo(FencingToken other) => Epoch != other.Epoch ? Epoch.CompareTo(other.Epoch) : Holding.CompareTo(other.Holding);

    public static bool operator <(FencingToken left, FencingToken right) => left.CompareTo(right) < 0;
    public static bool operator >(FencingToken left, FencingToken right) => left.CompareTo(right) > 0;
    public static bool operator <=(FencingToken left, FencingToken right) => left.CompareTo(right) <= 0;
    public static bool operator >=(FencingToken left, FencingToken right) => left.CompareTo(right) >= 0;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Epoch}.{Holding}");
}

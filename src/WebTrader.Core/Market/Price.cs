using System.Globalization;

namespace WebTrader.Core.Market;

/// <summary>A price as the broker quotes it, exact to the last digit. Never zero to mean "none": that is <c>null</c>.</summary>
/// <param name="Value">Quote currency per unit of the base; an exact decimal.</param>
public readonly record struct Price(decimal Value) : IComparable<Price>
{
    public int CompareTo(Price other) => Value.CompareTo(other.Value);

    public static bool operator <(Price left, Price right) => left.Value < right.Value;
    public static bool operator >(Price left, Price right) => left.Value > right.Value;
    public static bool operator <=(Price left, Price right) => left.Value <= right.Value;
    public static bool operator >=(Price left, Price right) => left.Value >= right.Value;

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}

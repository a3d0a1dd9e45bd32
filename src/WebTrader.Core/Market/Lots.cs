using System.Globalization;

namespace WebTrader.Core.Market;

/// <summary>A volume in lots; one lot is <see cref="SymbolSpec.ContractSize"/> units of the symbol.</summary>
/// <param name="Value">Greater than zero for an open position.</param>
public readonly record struct Lots(decimal Value) : IComparable<Lots>
{
    public int CompareTo(Lots other) => Value.CompareTo(other.Value);

    public static bool operator <(Lots left, Lots right) => left.Value < right.Value;
    public static bool operator >(Lots left, Lots right) => left.Value > right.Value;
    public static bool operator <=(Lots left, Lots right) => left.Value <= right.Value;
    public static bool operator >=(Lots left, Lots right) => left.Value >= right.Value;

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}

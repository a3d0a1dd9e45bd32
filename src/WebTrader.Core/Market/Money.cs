using System.Globalization;

namespace WebTrader.Core.Market;

/// <summary>An amount in the currency of the account, exact. Losses are negative.</summary>
/// <param name="Amount">Units of the account currency (not cents).</param>
public readonly record struct Money(decimal Amount) : IComparable<Money>
{
    public static readonly Money Zero;

    public int CompareTo(Money other) => Amount.CompareTo(other.Amount);

    public static Money operator +(Money left, Money right) => new(left.Amount + right.Amount);
    public static Money operator -(Money left, Money right) => new(left.Amount - right.Amount);
    public static Money operator -(Money value) => new(-value.Amount);
    public static bool operator <(Money left, Money right) => left.Amount < right.Amount;
    public static bool operator >(Money left, Money right) => left.Amount > right.Amount;
    public static bool operator <=(Money left, Money right) => left.Amount <= right.Amount;
    public static bool operator >=(Money left, Money right) => left.Amount >= right.Amount;

    /// <summary>The amount without its sign, as in <c>2.00</c>.</summary>
    public string Unsigned => Math.Abs(Amount).ToString("0.00##", CultureInfo.InvariantCulture);

    /// <summary>The amount as a trader reads it: always signed, two to four decimals, as in <c>+0.10</c> or <c>-2.00</c>.</summary>
    public override string ToString() => Amount.ToString("+0.00##;-0.00##;0.00", CultureInfo.InvariantCulture);
}

using System.Globalization;

namespace WebTrader.Core.Positions;

/// <summary>Addresses a position in a request to the broker. It can change in the life of the position.</summary>
public readonly record struct Ticket(long Value)
{
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}

using System.Globalization;

namespace WebTrader.Core.Positions;

/// <summary>The identifier that never changes in the life of a position; joins its deals to it (MT5 POSITION_IDENTIFIER).</summary>
public readonly record struct PositionId(long Value)
{
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}

namespace WebTrader.Core.Positions;

/// <summary>Our own short name of a trading account, as in the configuration: letters, digits, dot, dash and underscore.</summary>
public readonly record struct AccountId(string Value)
{
    public override string ToString() => Value;
}

using WebTrader.Brokers.MtApi5.Protocol;

namespace WebTrader.Brokers.MtApi5.Gateway;

/// <summary>How many there are in a list of the terminal, on which account. What else is to be read with it goes into its burst.</summary>
internal sealed class ListCount
{
    private readonly string what;
    private readonly int at;
    private readonly ReadGuard guard;

    /// <param name="total">Asks for the number.</param>
    /// <param name="what">What is counted, for people.</param>
    public ListCount(Mt5Request total, string what, Mt5GatewayOptions options)
    {
        this.what = what;
        at = Burst.Ask(total);
        guard = new ReadGuard(Burst, options);
    }

    public Burst Burst { get; } = new();

    /// <exception cref="Mt5ReadException">The account is another, or the number is none.</exception>
    public int Total
    {
        get
        {
            guard.Check();
            return Burst.Whole(at) is var total and >= 0 and <= 100_000 ? (int)total : throw new Mt5ReadException($"the terminal counts {Burst.Whole(at)} {what}");
        }
    }
}

using System.Text;

namespace WebTrader.Brokers.MtApi5.Protocol;

/// <summary>
/// The JSON of a command, checked when it was made: what is in here the expert reads as it was meant. Immutable, may be sent any number of times.
/// Made by <see cref="Mt5PayloadWriter"/>; the ones that we use are in <see cref="Mt5Request"/>.
/// </summary>
public sealed class Mt5Payload
{
    private readonly byte[] json;

    internal Mt5Payload(byte[] json) => this.json = json;

    /// <summary>No payload: for commands that take nothing.</summary>
    public static Mt5Payload Empty { get; } = new([]);

    /// <summary>The longest payload that reaches the expert whole, in UTF-16 units.</summary>
    public const int MostUnits = 1000;

    public ReadOnlySpan<byte> Utf8 => json;

    public override string ToString() => Encoding.UTF8.GetString(json);
}

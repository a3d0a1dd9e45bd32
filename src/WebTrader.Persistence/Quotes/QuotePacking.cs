using WebTrader.Core.Market;

namespace WebTrader.Persistence.Quotes;

/// <summary>
/// The prices of a minute in few bytes: how many decimals, then for each quote its second, the change of the bid since the one before and the spread,
/// both in units of the last decimal, as numbers of variable length. Exact; trailing zeros are not kept. Pure.
/// </summary>
public static class QuotePacking
{
    private const int MostDecimals = 12;

    /// <exception cref="OverflowException">A price has too many digits.</exception>
    public static byte[] Pack(IReadOnlyList<SecondQuote> quotes)
    {
        var decimals = quotes.Count == 0 ? 0 : quotes.Max(quote => Math.Max(Decimals(quote.Bid), Decimals(quote.Ask)));
        if (decimals > MostDecimals) throw new OverflowException($"A price with {decimals} decimals cannot be packed, allowed are {MostDecimals}.");
        var unit = Unit(decimals);
        var bytes = new List<byte>(1 + (quotes.Count * 4)) { (byte)decimals };
        var before = 0L;
        foreach (var (second, bid, ask) in quotes)
        {
            var units = (long)(bid.Value * unit);
            bytes.Add((byte)second);
            Write(bytes, units - before);
            Write(bytes, (long)(ask.Value * unit) - units);
            before = units;
        }

        return [.. bytes];
    }

    /// <exception cref="InvalidDataException">It is not what <see cref="Pack"/> made.</exception>
    public static IReadOnlyList<SecondQuote> Unpack(ReadOnlySpan<byte> packed)
    {
        if (packed.Length == 0 || packed[0] > MostDecimals) throw new InvalidDataException("The packed quotes do not begin with their decimals.");
        var (unit, at, bid) = (Unit(packed[0]), 1, 0L);
        var quotes = new List<SecondQuote>();
        while (at < packed.Length)
        {
            int second = packed[at++];
            bid += Read(packed, ref at);
            var ask = bid + Read(packed, ref at);
            if (second > 59) throw new InvalidDataException($"The packed quotes have a second {second}.");
            quotes.Add(new SecondQuote(second, new Price(bid / unit), new Price(ask / unit)));
        }

        return quotes;
    }

    private static int Decimals(Price price)
    {
        // Dividing by one with all its decimals takes the trailing zeros away.
        var plain = price.Value / 1.0000000000000000000000000000m;
        return plain.Scale;
    }

    private static decimal Unit(int decimals)
    {
        var unit = 1m;
        for (var i = 0; i < decimals; i++) unit *= 10m;
        return unit;
    }

    private static void Write(List<byte> to, long value)
    {
        // Small numbers of either sign take few bytes.
        var zigzag = (ulong)((value << 1) ^ (value >> 63));
        for (; zigzag >= 0x80; zigzag >>= 7) to.Add((byte)(zigzag | 0x80));
        to.Add((byte)zigzag);
    }

    private static long Read(ReadOnlySpan<byte> from, ref int at)
    {
        var zigzag = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            if (at == from.Length) break;
            var part = from[at++];
            zigzag |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80) return (long)(zigzag >> 1) ^ -(long)(zigzag & 1);
        }

        throw new InvalidDataException("The packed quotes end in the middle of a number.");
    }
}

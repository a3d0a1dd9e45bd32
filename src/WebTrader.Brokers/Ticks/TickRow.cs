using System.Globalization;

namespace WebTrader.Brokers.Ticks;

/// <summary>One row of a tick export after the other, carrying unchanged prices on. Not thread-safe.</summary>
internal sealed class TickRow
{
    private const int Columns = 7;
    private const NumberStyles PriceStyle = NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign;

    public decimal? Bid { get; private set; }
    public decimal? Ask { get; private set; }
    public DateTimeOffset Time { get; private set; } = DateTimeOffset.MinValue;

    /// <summary>Takes the next row; what is wrong with it, or null.</summary>
    public string? Take(ReadOnlySpan<char> line)
    {
        Span<Range> columns = stackalloc Range[Columns + 1];
        var found = line.Split(columns, '\t');
        if (found != Columns) return string.Create(CultureInfo.InvariantCulture, $"{Columns} columns are expected, {(found < Columns ? "fewer" : "more")} are there");
        if (!TryTime(line[columns[0]], line[columns[1]], out var time)) return "the date or time is not one";
        if (time < Time) return $"time runs backwards, from {Time.ToString("yyyy.MM.dd HH:mm:ss.fff", CultureInfo.InvariantCulture)}";
        if (!TryPrice(line[columns[2]], Bid, out var bid)) return "the bid is not a price above zero";
        if (!TryPrice(line[columns[3]], Ask, out var ask)) return "the ask is not a price above zero";
        (Time, Bid, Ask) = (time, bid, ask);
        return null;
    }

    private static bool TryPrice(ReadOnlySpan<char> text, decimal? unchanged, out decimal? price)
    {
        price = unchanged;
        if (text.IsEmpty) return true;
        if (!decimal.TryParse(text, PriceStyle, CultureInfo.InvariantCulture, out var parsed) || parsed <= 0) return false;
        price = parsed;
        return true;
    }

    // By hand: exact parsing by format costs most of the reading otherwise.
    private static bool TryTime(ReadOnlySpan<char> date, ReadOnlySpan<char> time, out DateTimeOffset parsed)
    {
        parsed = default;
        if (date.Length != 10 || date[4] != '.' || date[7] != '.') return false;
        if (time.Length is not (8 or 12) || time[2] != ':' || time[5] != ':') return false;
        if (!TryDigits(date[..4], out var year) || !TryDigits(date[5..7], out var month) || !TryDigits(date[8..], out var day)) return false;
        if (!TryDigits(time[..2], out var hour) || !TryDigits(time[3..5], out var minute) || !TryDigits(time[6..8], out var second)) return false;

        var milliseconds = 0;
        if (time.Length == 12 && (time[8] != '.' || !TryDigits(time[9..], out milliseconds))) return false;
        if (year < 1970 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) || hour > 23 || minute > 59 || second > 59) return false;
        parsed = new DateTimeOffset(year, month, day, hour, minute, second, milliseconds, TimeSpan.Zero);
        return true;
    }

    private static bool TryDigits(ReadOnlySpan<char> text, out int number)
    {
        number = 0;
        foreach (var digit in text)
        {
            if (!char.IsAsciiDigit(digit)) return false;
            number = number * 10 + (digit - '0');
        }

        return true;
    }
}

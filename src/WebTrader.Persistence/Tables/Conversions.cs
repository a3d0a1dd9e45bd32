using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;

namespace WebTrader.Persistence.Tables;

/// <summary>Decimals as text that keeps every digit, trailing zeros included: SQLite would make them floating-point numbers.</summary>
internal static class ExactText
{
    private const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;

    public static string Write(decimal value) => value.ToString(CultureInfo.InvariantCulture);

    public static decimal Read(string text) => decimal.Parse(text, Style, CultureInfo.InvariantCulture);
}

/// <summary>
/// Text as PostgreSQL can keep it: without the character NUL, which it has none of, and without halves of characters. Each becomes a sign in its place, so that a
/// strange comment of a broker costs no entry.
/// </summary>
internal sealed class PlainText() : ValueConverter<string, string>(text => Write(text), text => text)
{
    private const char SymbolForNul = '\u2400';

    public static string Write(string text)
    {
        if (text.AsSpan().IndexOfAnyInRange('\ud800', '\udfff') >= 0) text = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
        return text.Replace('\0', SymbolForNul);
    }
}

internal sealed class AccountIdText() : ValueConverter<AccountId, string>(id => id.Value, text => new AccountId(text));

internal sealed class PositionIdNumber() : ValueConverter<PositionId, long>(id => id.Value, number => new PositionId(number));

internal sealed class TicketNumber() : ValueConverter<Ticket, long>(ticket => ticket.Value, number => new Ticket(number));

internal sealed class PriceText() : ValueConverter<Price, string>(price => ExactText.Write(price.Value), text => new Price(ExactText.Read(text)));

internal sealed class LotsText() : ValueConverter<Lots, string>(lots => ExactText.Write(lots.Value), text => new Lots(ExactText.Read(text)));

internal sealed class MoneyText() : ValueConverter<Money, string>(money => ExactText.Write(money.Amount), text => new Money(ExactText.Read(text)));

internal sealed class UnixMilliseconds() : ValueConverter<DateTimeOffset, long>(
    time => time.ToUnixTimeMilliseconds(), number => DateTimeOffset.FromUnixTimeMilliseconds(number));

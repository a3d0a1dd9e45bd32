using System.Globalization;
using System.Text;
using WebTrader.Persistence.Tables;

namespace WebTrader.Persistence.Chain;

/// <summary>A row of the journal to the byte: every column as the text in which it is stored, in UTF-8; null where the column is.</summary>
public sealed record StoredRow(long Sequence, byte[]? Account, byte[]? At, byte[]? Ticket, byte[]? Kind, byte[]? Text, byte[]? Data, string? Hash)
{
    /// <summary>As it stands in the row; null where that is no time.</summary>
    public DateTimeOffset? Time =>
        long.TryParse(At, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var milliseconds)
        && milliseconds >= DateTimeOffset.MinValue.ToUnixTimeMilliseconds() && milliseconds <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
            : null;

    /// <summary>Which entry it is, for people.</summary>
    public string Title => Name(Sequence, Kind is { } kind ? Encoding.UTF8.GetString(kind) : null, Time);

    internal static string Name(long sequence, string? kind, DateTimeOffset? at)
    {
        var about = kind is null ? "" : at is { } time ? $" ({kind}, {Say(time)})" : $" ({kind})";
        return $"entry {Number(sequence)}{about}";
    }

    internal static string Say(DateTimeOffset at) => at.ToString("yyyy-MM-dd HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>The row as it is about to be stored.</summary>
    public static StoredRow Of(JournalRow row) => new(
        row.Sequence,
        Bytes(row.Account.Value),
        Bytes(Number(row.At.ToUnixTimeMilliseconds())),
        row.Ticket is { } ticket ? Bytes(ticket.ToString()) : null,
        Bytes(row.Kind),
        Bytes(row.Text),
        Bytes(row.Data),
        row.Hash);

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}

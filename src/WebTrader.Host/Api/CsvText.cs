using System.Globalization;

namespace WebTrader.Host.Api;

/// <summary>Lines of a table for a spreadsheet (RFC 4180). Pure.</summary>
internal static class CsvText
{
    public static string Line(IEnumerable<string> cells) => string.Join(",", cells.Select(Cell)) + "\r\n";

    /// <summary>A text that a spreadsheet would take for a formula is marked as text; numbers stay numbers.</summary>
    private static string Cell(string text)
    {
        var isFormula = text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' && !decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out _);
        if (isFormula) text = "'" + text;
        return text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}

using System.Globalization;

namespace WebTrader.Host.Evaluating;

/// <summary>Reads a number as it is written, digit for digit; what a decimal cannot hold exactly is no number here.</summary>
internal static class ExactNumber
{
    private const int LongestText = 64;
    private const int MostDigits = 28;

    /// <summary>Null for what is no number, and for one with more than 28 significant digits or 28 decimals.</summary>
    public static decimal? Parse(string text)
    {
        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        if (text.Length > LongestText || !decimal.TryParse(text, Style, CultureInfo.InvariantCulture, out var value)) return null;
        return IsExact(text) ? value : null;
    }

    /// <summary>Parsing rounds in silence what is too long; here that shows.</summary>
    private static bool IsExact(string text)
    {
        var exponentAt = text.IndexOfAny(['e', 'E']);
        var exponent = 0;
        if (exponentAt >= 0 && !int.TryParse(text.AsSpan(exponentAt + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent)) return false;
        if (Math.Abs((long)exponent) > LongestText) return false;

        var mantissa = (exponentAt >= 0 ? text[..exponentAt] : text).TrimStart('+', '-');
        var pointAt = mantissa.IndexOf('.', StringComparison.Ordinal);
        var decimals = pointAt >= 0 ? mantissa.Length - pointAt - 1 : 0;
        var digits = mantissa.Replace(".", "", StringComparison.Ordinal).TrimStart('0');
        var significant = digits.TrimEnd('0');
        var scale = decimals - exponent - (digits.Length - significant.Length);
        return significant.Length <= MostDigits && (significant.Length == 0 || scale <= MostDigits);
    }
}

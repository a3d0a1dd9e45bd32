using System.Globalization;
using System.Text;

namespace WebTrader.Brokers.MtApi5.Terminal.Json;

/// <summary>
/// Reads JSON the way the expert's library does, with its defects: no <c>\u</c> escapes, no empty arrays, and a minus sign of a whole number counted
/// as a digit, so that -1 is read as 29. Source: the expert of MtApi 2.0 and 2.1, read and compared with a re-implementation of it.
/// </summary>
internal ref struct EaJsonReader
{
    // Deeper than any command goes; a payload has at most 1,000 characters.
    private const int MostDepth = 64;

    private readonly ReadOnlySpan<char> json;
    private int at;

    private EaJsonReader(ReadOnlySpan<char> json) => this.json = json;

    /// <summary>The payload's object; null where the expert finds none.</summary>
    public static EaValue.Fields? ReadObject(string payload)
    {
        var reader = new EaJsonReader(payload);
        if (!reader.TryValue(0, out var value) || value is not EaValue.Fields fields) return null;
        reader.SkipSpace();
        return reader.at == payload.Length ? fields : null;
    }

    private bool TryValue(int depth, out EaValue value)
    {
        value = new EaValue.Null();
        SkipSpace();
        if (at >= json.Length || depth > MostDepth) return false;
        switch (json[at])
        {
            case '{': return TryObject(depth, out value);
            case '[': return TryArray(depth, out value);
            case '"': return TryText(out var text) && Set(new EaValue.Text(text), out value);
            case 't': return TryWord("true") && Set(new EaValue.Flag(true), out value);
            case 'f': return TryWord("false") && Set(new EaValue.Flag(false), out value);
            case 'n': return TryWord("null");
            default: return TryNumber(out value);
        }
    }

    private static bool Set(EaValue from, out EaValue value)
    {
        value = from;
        return true;
    }

    private bool TryObject(int depth, out EaValue value)
    {
        var fields = new Dictionary<string, EaValue>(StringComparer.Ordinal);
        value = new EaValue.Fields(fields);
        at++;
        if (TryTake('}')) return true;
        do
        {
            SkipSpace();
            if (at >= json.Length || json[at] != '"' || !TryText(out var name) || !TryTake(':') || !TryValue(depth + 1, out var field)) return false;
            fields[name] = field;
        }
        while (TryTake(','));
        return TryTake('}');
    }

    private bool TryArray(int depth, out EaValue value)
    {
        var items = new List<EaValue>();
        value = new EaValue.Items(items);
        at++;
        do
        {
            if (!TryValue(depth + 1, out var item)) return false;
            items.Add(item);
        }
        while (TryTake(','));
        return TryTake(']');
    }

    private bool TryText(out string text)
    {
        var read = new StringBuilder();
        text = "";
        for (at++; at < json.Length; at++)
        {
            if (json[at] == '"')
            {
                at++;
                text = read.ToString();
                return true;
            }

            if (json[at] != '\\')
            {
                read.Append(json[at]);
                continue;
            }

            if (++at >= json.Length) return false;
            var escape = @"""\/bfnrt".IndexOf(json[at], StringComparison.Ordinal);
            if (escape < 0) return false;
            read.Append("\"\\/\b\f\n\r\t"[escape]);
        }

        return false;
    }

    private bool TryNumber(out EaValue value)
    {
        value = new EaValue.Null();
        var start = at;
        while (at < json.Length && (char.IsAsciiDigit(json[at]) || json[at] is '-' or '+' or '.' or 'e' or 'E')) at++;
        var token = json[start..at];
        if (token.IsEmpty) return false;
        if (token.IndexOfAny(".eE") >= 0)
        {
            if (!double.TryParse(token, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact)) return false;
            value = new EaValue.Number(double.IsFinite(exact) && Math.Abs(exact) < 9e18 ? (long)exact : 0, exact);
            return true;
        }

        if (token.Contains('+')) return false;
        var whole = 0L;
        foreach (var digit in token) whole = unchecked(whole * 10 + (digit - '0'));
        if (token[0] == '-') whole = unchecked(-whole);
        value = new EaValue.Number(whole, whole);
        return true;
    }

    private bool TryWord(string word)
    {
        if (!json[at..].StartsWith(word, StringComparison.Ordinal)) return false;
        at += word.Length;
        return true;
    }

    private bool TryTake(char wanted)
    {
        SkipSpace();
        if (at >= json.Length || json[at] != wanted) return false;
        at++;
        return true;
    }

    private void SkipSpace()
    {
        while (at < json.Length && json[at] is ' ' or '\t' or '\r' or '\n') at++;
    }
}

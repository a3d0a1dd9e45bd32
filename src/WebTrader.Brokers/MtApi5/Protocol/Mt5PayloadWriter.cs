using System.Buffers;
using System.Globalization;
using System.Text;

namespace WebTrader.Brokers.MtApi5.Protocol;

/// <summary>
/// Writes the JSON of a command by hand, in the only forms that the expert's reader takes: it has no <c>\u</c>, misreads negative whole numbers, stops
/// at empty arrays, dies of <c>null</c>, and the server cuts at <c>;</c> and at 1,000 UTF-16 units. What cannot be said so is refused with a
/// <see cref="Mt5PayloadException"/>. Numbers are written in plain fixed notation, never with an exponent. Not thread-safe.
/// </summary>
public sealed class Mt5PayloadWriter
{
    private readonly ArrayBufferWriter<byte> json = new(128);
    private int units;
    private int open;
    private bool isFirst = true;

    public Mt5PayloadWriter() => Open();

    /// <summary>A whole number; zero or more.</summary>
    public Mt5PayloadWriter Add(string name, long value)
    {
        if (value < 0) throw new Mt5PayloadException(name, value.ToString(CultureInfo.InvariantCulture), "zero or more (the expert misreads negative whole numbers)");
        Name(name);
        Raw(value.ToString(CultureInfo.InvariantCulture));
        return this;
    }

    public Mt5PayloadWriter Add(string name, ulong value)
    {
        Name(name);
        Raw(value.ToString(CultureInfo.InvariantCulture));
        return this;
    }

    public Mt5PayloadWriter Add(string name, bool value)
    {
        Name(name);
        Raw(value ? "true" : "false");
        return this;
    }

    /// <summary>An amount, written with at least one decimal, as the expert tells amounts from whole numbers by that.</summary>
    public Mt5PayloadWriter Add(string name, decimal value)
    {
        Name(name);
        Raw(value.ToString("0.0###########################", CultureInfo.InvariantCulture));
        return this;
    }

    /// <summary>A text of the characters that reach the expert unharmed.</summary>
    public Mt5PayloadWriter Add(string name, string value)
    {
        if (value is null) throw new Mt5PayloadException(name, "null", "a text (the expert stops at null)");
        Name(name);
        Raw("\"");
        var plain = 0;
        for (var at = 0; at < value.Length; at++)
        {
            var letter = value[at];
            if (WhyNot(letter) is { } reason) throw new Mt5PayloadException(name, Shown(value), $"a text without {reason}");
            if (letter is not ('"' or '\\')) continue;
            Raw(value.AsSpan(plain, at - plain));
            Raw("\\");
            plain = at;
        }

        Raw(value.AsSpan(plain));
        Raw("\"");
        return this;
    }

    /// <summary>An object inside; ended by <see cref="End"/>.</summary>
    public Mt5PayloadWriter Begin(string name)
    {
        Name(name);
        Open();
        return this;
    }

    public Mt5PayloadWriter End()
    {
        if (open < 2) throw new InvalidOperationException("No object was begun that could be ended.");
        Close();
        return this;
    }

    /// <summary>The finished payload. Nothing can be added afterwards.</summary>
    public Mt5Payload ToPayload()
    {
        if (open != 1) throw new InvalidOperationException("Objects that were begun must be ended, once.");
        Close();
        if (units > Mt5Payload.MostUnits)
            throw new Mt5PayloadException("payload", $"{units} UTF-16 units long", $"at most {Mt5Payload.MostUnits} (the server cuts the rest off)");
        return new Mt5Payload(json.WrittenSpan.ToArray());
    }

    private static string? WhyNot(char letter) => letter switch
    {
        ';' => "a semicolon (the server cuts there)",
        _ when char.IsControl(letter) => "control characters (the expert cannot read them)",
        _ when char.IsSurrogate(letter) => "characters beyond the basic plane (the terminal's text codec fails on them)",
        '\u00A0' or '\u2028' or '\u2029' or '\uFFFE' or '\uFFFF' => $"the character U+{(int)letter:X4} (it cannot be sent without an escape that the expert does not know)",
        _ => null,
    };

    private static string Shown(string value)
    {
        var shown = new StringBuilder("\"");
        foreach (var letter in value.AsSpan(0, Math.Min(value.Length, 80)))
        {
            if (letter >= ' ' && letter < 127) shown.Append(letter);
            else shown.Append(CultureInfo.InvariantCulture, $"\\u{(int)letter:X4}");
        }

        return shown.Append(value.Length > 80 ? "...\"" : "\"").ToString();
    }

    private void Name(string name)
    {
        if (open == 0) throw new InvalidOperationException("The payload is finished.");
        if (!isFirst) Raw(",");
        isFirst = false;
        Raw("\"");
        Raw(name);
        Raw("\":");
    }

    private void Open()
    {
        Raw("{");
        open++;
        isFirst = true;
    }

    private void Close()
    {
        Raw("}");
        open--;
        isFirst = false;
    }

    private void Raw(ReadOnlySpan<char> text)
    {
        units += text.Length;
        var room = json.GetSpan(Encoding.UTF8.GetMaxByteCount(text.Length));
        json.Advance(Encoding.UTF8.GetBytes(text, room));
    }
}

using System.Text;

namespace WebTrader.Brokers.MtApi5.Client;

/// <summary>
/// Reads an envelope whose only text was not escaped, such as a Windows path or a broker's name with a quotation mark: everything between the first
/// and the last one is the text. Only for the two members that an envelope has, in either order; anything else is not guessed at.
/// </summary>
internal static class Mt5LooseText
{
    public static bool TryRead(ReadOnlySpan<byte> payload, out Mt5Answer? answer) =>
        TryRead(payload, "\"Value\""u8, out answer) || TryRead(payload, "\"ErrorMessage\""u8, out answer);

    private static bool TryRead(ReadOnlySpan<byte> payload, ReadOnlySpan<byte> member, out Mt5Answer? answer)
    {
        answer = null;
        var rest = payload;
        if (!Skip(ref rest, "{"u8)) return false;
        if (!(CodeFirst(rest, member, out var text, out var code) || CodeLast(rest, member, out text, out code))) return false;
        var read = Encoding.UTF8.GetString(text);
        var isValue = member.SequenceEqual("\"Value\""u8);
        if (isValue != (code == 0)) return false;
        answer = Mt5AnswerReader.Answer(code, isValue ? null : read, isValue ? Mt5Value.Of(read) : Mt5Value.None);
        return true;
    }

    // "ErrorCode" : "0","Value" : "..."}
    private static bool CodeFirst(ReadOnlySpan<byte> rest, ReadOnlySpan<byte> member, out ReadOnlySpan<byte> text, out int code)
    {
        text = default;
        code = 0;
        if (!Skip(ref rest, "\"ErrorCode\""u8) || !Skip(ref rest, ":"u8)) return false;
        var comma = rest.IndexOf((byte)',');
        if (comma < 0 || !TryCode(rest[..comma], out code)) return false;
        rest = rest[comma..];
        if (!Skip(ref rest, ","u8) || !Skip(ref rest, member) || !Skip(ref rest, ":"u8) || !Skip(ref rest, "\""u8, keepSpace: true)) return false;
        if (!SkipLast(ref rest, "}"u8) || !SkipLast(ref rest, "\""u8, keepSpace: true)) return false;
        text = rest;
        return true;
    }

    // "Value" : "...","ErrorCode" : "0"}
    private static bool CodeLast(ReadOnlySpan<byte> rest, ReadOnlySpan<byte> member, out ReadOnlySpan<byte> text, out int code)
    {
        text = default;
        code = 0;
        if (!Skip(ref rest, member) || !Skip(ref rest, ":"u8) || !Skip(ref rest, "\""u8, keepSpace: true) || !SkipLast(ref rest, "}"u8)) return false;
        var last = rest.LastIndexOf("\"ErrorCode\""u8);
        if (last < 0) return false;
        var tail = rest[(last + "\"ErrorCode\""u8.Length)..];
        if (!Skip(ref tail, ":"u8) || !TryCode(tail, out code)) return false;
        rest = rest[..last];
        if (!SkipLast(ref rest, ","u8) || !SkipLast(ref rest, "\""u8, keepSpace: true)) return false;
        text = rest;
        return true;
    }

    private static bool TryCode(ReadOnlySpan<byte> text, out int code)
    {
        text = text.Trim(" \t\r\n"u8);
        if (text.Length > 2 && text[0] == '"' && text[^1] == '"') text = text[1..^1];
        return Mt5AnswerReader.TryCode(text, out code);
    }

    private static bool Skip(scoped ref ReadOnlySpan<byte> rest, ReadOnlySpan<byte> token, bool keepSpace = false)
    {
        rest = rest.TrimStart(" \t\r\n"u8);
        if (!rest.StartsWith(token)) return false;
        rest = rest[token.Length..];
        if (!keepSpace) rest = rest.TrimStart(" \t\r\n"u8);
        return true;
    }

    private static bool SkipLast(scoped ref ReadOnlySpan<byte> rest, ReadOnlySpan<byte> token, bool keepSpace = false)
    {
        rest = rest.TrimEnd(" \t\r\n"u8);
        if (!rest.EndsWith(token)) return false;
        rest = rest[..^token.Length];
        if (!keepSpace) rest = rest.TrimEnd(" \t\r\n"u8);
        return true;
    }
}

using System.Buffers;

namespace WebTrader.Brokers.MtApi5.Client;

/// <summary>
/// Puts <c>null</c> where the expert printed a number that is none: <c>nan</c>, <c>-inf</c>, <c>-nan(ind)</c>, <c>1.#QNAN</c>. Read strictly afterwards,
/// such a field is unknown; it is never taken for zero.
/// </summary>
internal static class Mt5LooseNumbers
{
    private static readonly SearchValues<byte> Ends = SearchValues.Create(" \t\r\n{}[],:\""u8);
    private static readonly SearchValues<byte> Digits = SearchValues.Create("0123456789+-.eE"u8);

    /// <summary>False when there was nothing to mend.</summary>
    public static bool TryMend(ReadOnlySpan<byte> json, out ReadOnlySpan<byte> mended)
    {
        var result = new ArrayBufferWriter<byte>(json.Length + 16);
        var changed = false;
        while (!json.IsEmpty)
        {
            var length = json[0] == '"' ? TextLength(json) : Ends.Contains(json[0]) ? 1 : WordLength(json);
            var piece = json[..length];
            var isBad = !Ends.Contains(json[0]) && !IsSound(piece);
            result.Write(isBad ? "null"u8 : piece);
            changed |= isBad;
            json = json[length..];
        }

        mended = result.WrittenSpan;
        return changed;
    }

    private static bool IsSound(ReadOnlySpan<byte> word) =>
        word.SequenceEqual("true"u8) || word.SequenceEqual("false"u8) || word.SequenceEqual("null"u8) || !word.ContainsAnyExcept(Digits);

    private static int WordLength(ReadOnlySpan<byte> json) => json.IndexOfAny(Ends) is var end and >= 0 ? end : json.Length;

    private static int TextLength(ReadOnlySpan<byte> json)
    {
        for (var at = 1; at < json.Length; at++)
        {
            if (json[at] == '\\') at++;
            else if (json[at] == '"') return at + 1;
        }

        return json.Length;
    }
}

using System.Text;

namespace WebTrader.Host.Evaluating;

/// <summary>Reads lines of at most so many characters; of a longer one only the length is kept in mind, never the text.</summary>
internal sealed class BoundedLines(TextReader reader, int longest)
{
    private readonly char[] buffer = new char[4096];
    private readonly StringBuilder line = new();
    private int at;
    private int filled;

    /// <summary>Each line in its order, without its end; null in the place of one that is too long.</summary>
    public IEnumerable<string?> All()
    {
        var isTooLong = false;
        var isOpen = false;
        while (Next() is { } character)
        {
            isOpen = character != '\n';
            if (isOpen)
            {
                if (line.Length >= longest) isTooLong = true;
                else line.Append(character);
                continue;
            }

            yield return Taken(isTooLong);
            isTooLong = false;
        }

        if (isOpen) yield return Taken(isTooLong);
    }

    private string? Taken(bool isTooLong)
    {
        if (line.Length > 0 && line[^1] == '\r') line.Length--;
        var text = isTooLong ? null : line.ToString();
        line.Clear();
        return text;
    }

    private char? Next()
    {
        if (at == filled)
        {
            filled = reader.Read(buffer, 0, buffer.Length);
            at = 0;
            if (filled == 0) return null;
        }

        return buffer[at++];
    }
}

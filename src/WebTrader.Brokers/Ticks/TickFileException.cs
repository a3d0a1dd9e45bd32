using System.Globalization;

namespace WebTrader.Brokers.Ticks;

/// <summary>A tick file cannot be read: which file, which line, why, and what stands there.</summary>
public sealed class TickFileException : Exception
{
    public TickFileException(string file, long line, string reason, string text, Exception? cause = null)
        : base(string.Create(CultureInfo.InvariantCulture, $"{file}, line {line}: {reason}. The line reads: '{Shortened(text)}'"), cause)
    {
        File = file;
        Line = line;
        Reason = reason;
        Text = text;
    }

    public string File { get; }

    /// <summary>Counted from 1; the header is line 1.</summary>
    public long Line { get; }

    public string Reason { get; }

    /// <summary>The offending line as it stands in the file.</summary>
    public string Text { get; }

    private static string Shortened(string text) => text.Length <= 120 ? text : string.Concat(text.AsSpan(0, 120), "...");
}

using System.Text.RegularExpressions;
using WebTrader.Core.Writing;

namespace WebTrader.Brokers.MtApi5.Gateway;

/// <summary>
/// What we write into the comment of an order: at most 31 characters of plain ASCII without a semicolon, because a broker keeps no more and the wire cuts
/// there, and different for each order, so that what became of it can be found. Pure.
/// </summary>
internal static partial class OwnComment
{
    public const int Longest = 31;

    private const string Digits = "0123456789abcdefghijklmnopqrstuvwxyz";

    /// <summary>The comment with a mark that no other order carries; without it where there is no room.</summary>
    public static string Marked(string comment, FencingToken token)
    {
        var plain = Plain(comment);
        foreach (var mark in (string[])[$" ~{Short(token.Epoch)}.{Short(token.Holding)}", $" ~{Short(token.Holding)}"])
        {
            if (plain.Length + mark.Length <= Longest) return plain + mark;
        }

        return plain;
    }

    /// <summary>What stood there before it was marked.</summary>
    public static string Unmarked(string comment) => Mark().Match(comment) is { Success: true } found ? comment[..found.Index] : comment;

    /// <summary>Only what arrives and is kept.</summary>
    public static string Plain(string comment)
    {
        var kept = comment.Length <= Longest ? comment : comment[..Longest];
        return string.Create(kept.Length, kept, static (to, from) =>
        {
            for (var i = 0; i < to.Length; i++) to[i] = from[i] is >= ' ' and <= '~' and not (';' or '"' or '\\') ? from[i] : '?';
        });
    }

    private static string Short(long number)
    {
        var rest = (ulong)Math.Max(number, 0);
        var text = "";
        do
        {
            text = Digits[(int)(rest % 36)] + text;
            rest /= 36;
        }
        while (rest > 0);
        return text;
    }

    [GeneratedRegex(@" ~[0-9a-z]+(\.[0-9a-z]+)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Mark();
}

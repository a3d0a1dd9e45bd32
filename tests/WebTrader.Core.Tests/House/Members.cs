using System.Text.RegularExpressions;

namespace WebTrader.Core.Tests.House;

/// <summary>A method, accessor list or function, and how many lines it takes.</summary>
public readonly record struct Member(string Head, int Line, int Lines);

/// <summary>Finds the members of C# and JavaScript sources by matching braces.</summary>
public static partial class Members
{
    /// <summary>The members of all types in a C# source. Fields, whatever their initializers, are data and not among them.</summary>
    public static IEnumerable<Member> OfCSharp(string source)
    {
        var code = SourceText.CodeOf(source);
        return InBlock(code, 0, code.Length);
    }

    /// <summary>The functions of a JavaScript source: every block after <c>)</c> or <c>=&gt;</c> that is no statement's.</summary>
    public static IEnumerable<Member> OfScript(string source)
    {
        var code = SourceText.CodeOfScript(source);
        for (var open = code.IndexOf('{', StringComparison.Ordinal); open >= 0; open = code.IndexOf('{', open + 1))
        {
            var head = code[(code.LastIndexOfAny(['\n', ';'], Math.Max(open - 1, 0)) + 1)..open].Trim();
            if (!FunctionHead().IsMatch(head) || StatementHead().IsMatch(head)) continue;
            yield return Between(code, open - head.Length, Closing(code, open), head);
        }
    }

    private static IEnumerable<Member> InBlock(string code, int start, int end)
    {
        var from = start;
        for (var at = start; at < end; at++)
        {
            if (code[at] is '(' or '[') at = Closing(code, at);
            else if (code[at] == ';')
            {
                if (IsMember(code[from..at])) yield return Between(code, from, at, code[from..at]);
                from = at + 1;
            }
            else if (code[at] == '{')
            {
                var (head, close) = (code[from..at], Closing(code, at));
                if (IsType(head))
                {
                    foreach (var member in InBlock(code, at + 1, close)) yield return member;
                }
                else if (IsInitializer(head))
                {
                    at = close;
                    continue;
                }
                else if (!EnumHead().IsMatch(Declaration(head))) yield return Between(code, from, close, head);

                at = close;
                from = close + 1;
            }
        }
    }

    private static bool IsType(string head) => TypeHead().IsMatch(Declaration(head));

    /// <summary>Whether a brace after this begins data (an object, a list, a pattern, a lambda in an expression), which ends at a semicolon.</summary>
    private static bool IsInitializer(string head) => Declaration(head).Contains('=', StringComparison.Ordinal) && !OperatorHead().IsMatch(Declaration(head));

    private static bool IsMember(string head)
    {
        var declaration = Declaration(head);
        var arrow = declaration.IndexOf("=>", StringComparison.Ordinal);
        var equals = declaration.IndexOf('=', StringComparison.Ordinal);
        return arrow >= 0 && (arrow == equals || OperatorHead().IsMatch(declaration));
    }

    /// <summary>Without the attributes in front and what stands in brackets.</summary>
    private static string Declaration(string head)
    {
        var bare = Attributes().Replace(head, "");
        while (Innermost().IsMatch(bare)) bare = Innermost().Replace(bare, "");
        return bare.Trim();
    }

    private static Member Between(string code, int from, int to, string head)
    {
        while (from < to && char.IsWhiteSpace(code[from])) from++;
        while (from < to && code[from] == '[') from = AfterBlanks(code, Closing(code, from) + 1, to);
        var line = code.AsSpan(0, from).Count('\n') + 1;
        return new Member(Blanks().Replace(Declaration(head), " "), line, code.AsSpan(from, Math.Max(0, to - from)).Count('\n') + 1);
    }

    private static int AfterBlanks(string code, int from, int to)
    {
        while (from < to && char.IsWhiteSpace(code[from])) from++;
        return from;
    }

    private static int Closing(string code, int open)
    {
        var depth = 0;
        for (var at = open; at < code.Length; at++)
        {
            if (code[at] is '(' or '[' or '{') depth++;
            else if (code[at] is ')' or ']' or '}' && --depth == 0) return at;
        }

        throw new FormatException($"Line {code.AsSpan(0, open).Count('\n') + 1}: the brace is never closed");
    }

    [GeneratedRegex(@"^(\s*\[[^\[\]]*(\[[^\[\]]*\][^\[\]]*)*\])+")]
    private static partial Regex Attributes();

    [GeneratedRegex(@"\([^()]*\)")]
    private static partial Regex Innermost();

    [GeneratedRegex(@"^[\w\s.]*\b(class|struct|interface|record|namespace|extension)\b")]
    private static partial Regex TypeHead();

    [GeneratedRegex(@"^[\w\s]*\benum\b")]
    private static partial Regex EnumHead();

    [GeneratedRegex(@"\boperator\b")]
    private static partial Regex OperatorHead();

    [GeneratedRegex(@"(\)|=>)$")]
    private static partial Regex FunctionHead();

    [GeneratedRegex(@"^(\}\s*)?(else\s+)?(if|for|while|switch|catch|with)\b")]
    private static partial Regex StatementHead();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}

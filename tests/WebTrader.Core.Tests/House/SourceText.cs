namespace WebTrader.Core.Tests.House;

/// <summary>
/// Source code with everything blanked out that is not code (comments, strings, characters, regular expressions), line by line in its
/// place, so that braces can be matched. Code inside an interpolated string is blanked with it.
/// </summary>
public sealed class SourceText
{
    private readonly string text;
    private readonly bool script;
    private readonly char[] code;
    private int at;

    private SourceText(string text, bool script)
    {
        this.text = text;
        this.script = script;
        code = new char[text.Length];
    }

    public static string CodeOf(string csharp) => new SourceText(csharp, script: false).Blanked();

    public static string CodeOfScript(string javascript) => new SourceText(javascript, script: true).Blanked();

    private string Blanked()
    {
        while (at < text.Length)
        {
            if (Starts("//")) Skip(until: "\n");
            else if (Starts("/*")) Skip(until: "*/", from: 2);
            else if (script) ScriptToken();
            else CSharpToken();
        }

        return new string(code);
    }

    private void CSharpToken()
    {
        var prefix = at;
        while (prefix < text.Length && text[prefix] is '$' or '@') prefix++;
        if (prefix >= text.Length) Keep();
        else if (text[prefix] == '"')
        {
            var verbatim = text.AsSpan(at, prefix - at).Contains('@');
            var interpolated = text.AsSpan(at, prefix - at).Contains('$');
            Blank(prefix - at);
            CSharpString(verbatim, interpolated);
        }
        else if (text[at] == '\'') Quoted('\'');
        else Keep();
    }

    private void CSharpString(bool verbatim, bool interpolated)
    {
        var quotes = 0;
        while (at + quotes < text.Length && text[at + quotes] == '"') quotes++;
        if (quotes >= 3 && !verbatim) Skip(until: new string('"', quotes), from: quotes);
        else Quoted('"', escapes: !verbatim, holes: interpolated);
    }

    private void ScriptToken()
    {
        if (text[at] is '"' or '\'') Quoted(text[at]);
        else if (text[at] == '`') Quoted('`', holes: true);
        else if (text[at] == '/' && BeforeAValue()) RegularExpression();
        else Keep();
    }

    /// <summary>A quoted text; in its holes, quotes and braces nest.</summary>
    private void Quoted(char quote, bool escapes = true, bool holes = false)
    {
        Blank(1);
        while (at < text.Length)
        {
            if (escapes ? text[at] == '\\' : Starts("\"\"")) Blank(2);
            else if (text[at] == quote) break;
            else if (holes && !script && Starts("{{")) Blank(2);
            else if (holes && Starts(script ? "${" : "{")) Hole();
            else Blank(1);
        }

        Blank(1);
    }

    private void Hole()
    {
        if (script) Blank(1);
        var depth = 0;
        do
        {
            if (text[at] is '"' or '\'' || (script && text[at] == '`'))
            {
                Quoted(text[at], holes: text[at] == '`' || text[at - 1] == '$');
                continue;
            }

            if (text[at] == '{') depth++;
            if (text[at] == '}') depth--;
            Blank(1);
        }
        while (depth > 0 && at < text.Length);
    }

    private void RegularExpression()
    {
        var inClass = false;
        Blank(1);
        while (at < text.Length && text[at] != '\n' && (inClass || text[at] != '/'))
        {
            if (text[at] == '[') inClass = true;
            if (text[at] == ']') inClass = false;
            Blank(text[at] == '\\' ? 2 : 1);
        }

        Blank(1);
    }

    private bool BeforeAValue()
    {
        var before = code.AsSpan(0, at).TrimEnd();
        return before.IsEmpty || "(,=:[!&|?{};+-*<>~^%".AsSpan().Contains(before[^1]) || before.EndsWith("return");
    }

    private bool Starts(string with) => string.CompareOrdinal(text, at, with, 0, with.Length) == 0;

    private void Keep()
    {
        code[at] = text[at];
        at++;
    }

    private void Skip(string until, int from = 0)
    {
        var end = text.IndexOf(until, Math.Min(at + from, text.Length), StringComparison.Ordinal);
        Blank((end < 0 ? text.Length : end + until.Length) - at);
    }

    private void Blank(int count)
    {
        for (; count > 0 && at < text.Length; count--, at++) code[at] = text[at] == '\n' ? '\n' : ' ';
    }
}

using System.Globalization;
using WebTrader.Core.Positions;
using WebTrader.Core.Safety.Emergency;

namespace WebTrader.Host.Emergency;

/// <summary>An emergency stop as people write it: <c>halt</c>, <c>flatten everything</c>, <c>tighten account demo</c>, <c>freeze account demo symbol XAUUSD magic 77</c>. Immutable.</summary>
public sealed record EmergencyCommand(EmergencyAction Action, EmergencyScope Scope)
{
    public const string Allowed = "halt, freeze, tighten or flatten, and then what, as in \"flatten everything\" or \"tighten account demo symbol XAUUSD\"; the parts are account, symbol, magic and ticket";

    public static readonly EmergencyCommand FlattenEverything = new(EmergencyAction.Flatten, EmergencyScope.Everything);

    /// <summary>Null for what is not understood. Small and capital letters are alike but in names.</summary>
    public static EmergencyCommand? Parse(string text)
    {
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0 || ActionOf(words[0]) is not { } action) return null;
        if (words.Length == 1 || (words.Length == 2 && Is(words[1], "everything"))) return new EmergencyCommand(action, EmergencyScope.Everything);
        if (words.Length % 2 == 0) return null;
        var scope = EmergencyScope.Everything;
        for (var at = 1; at < words.Length; at += 2)
        {
            if (With(scope, words[at], words[at + 1]) is not { } narrower) return null;
            scope = narrower;
        }

        return new EmergencyCommand(action, scope);
    }

    private static EmergencyAction? ActionOf(string word) =>
        Is(word, "halt") ? EmergencyAction.HaltEntries : Is(word, "freeze") ? EmergencyAction.Freeze : Is(word, "tighten") ? EmergencyAction.Tighten : Is(word, "flatten") ? EmergencyAction.Flatten : null;

    private static EmergencyScope? With(EmergencyScope scope, string part, string value)
    {
        if (Is(part, "account") && scope.Account is null) return scope with { Account = new AccountId(value) };
        if (Is(part, "symbol") && scope.Symbol is null) return scope with { Symbol = value };
        if (!long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return null;
        if (Is(part, "magic") && scope.Magic is null) return scope with { Magic = number };
        return Is(part, "ticket") && scope.Ticket is null ? scope with { Ticket = new Ticket(number) } : null;
    }

    private static bool Is(string word, string other) => string.Equals(word, other, StringComparison.OrdinalIgnoreCase);
}

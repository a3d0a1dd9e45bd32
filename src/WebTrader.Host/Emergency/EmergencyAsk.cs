using WebTrader.Core.Positions;
using WebTrader.Core.Safety.Emergency;
using WebTrader.Host.Api;
using WebTrader.Host.Evaluating;
using WebTrader.Host.Sessions;

namespace WebTrader.Host.Emergency;

/// <summary>What a request asks for: an emergency stop, seen or pressed.</summary>
internal sealed record EmergencyAsk(EmergencyAction Action, EmergencyScope Scope, string Why, string? Nonce, bool IsImmediate)
{
    private const string Actions = "haltEntries, freeze, tighten or flatten";
    private const string Scopes = "an object with account, symbol, magic and ticket, each of which may be left out; {} is everything";
    private static readonly Dictionary<string, EmergencyAction> ByWord = Enum.GetValues<EmergencyAction>().ToDictionary(action => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(action.ToString()), StringComparer.Ordinal);

    /// <param name="isPress">Whether it is to be done, and not only seen.</param>
    public static EmergencyAsk Read(ItemFields fields, AccountSessions sessions, bool isPress)
    {
        var word = fields.Text("action", Actions, ByWord.ContainsKey);
        var scope = fields.Group("scope", Scopes) is { IsObject: true } group ? ReadScope(group, sessions) : EmergencyScope.Everything;
        var action = ByWord.GetValueOrDefault(word);
        if (!isPress) return new EmergencyAsk(action, scope, "", null, false);
        var isImmediate = fields.Has("immediate") && fields.Flag("immediate");
        var nonce = fields.OptionalText("nonce", "the nonce of a preview", text => text.Length is >= 1 and <= 100);
        return new EmergencyAsk(action, scope, fields.Why(), nonce, isImmediate);
    }

    private static EmergencyScope ReadScope(ItemFields fields, AccountSessions sessions)
    {
        var known = string.Join(", ", sessions.All.Select(runner => runner.Account.Id));
        var account = fields.OptionalText("account", known, text => sessions.Find(text) is not null);
        var symbol = fields.OptionalText("symbol", "the name of a symbol at the broker, 1 to 64 characters", text => text.Trim().Length is >= 1 and <= 64);
        var magic = fields.OptionalNumber("magic", "a whole number from 0", number => number is >= 0m and <= long.MaxValue && number % 1m == 0m);
        var ticket = fields.OptionalNumber("ticket", "a whole number from 1", number => number is >= 1m and <= long.MaxValue && number % 1m == 0m);
        // Two brokers may well have the same one.
        if (ticket is not null && account is null && sessions.All.Count > 1) fields.Refuse("account", "missing beside a ticket", known);
        fields.RefuseUnknown();
        return new EmergencyScope(account is null ? null : new AccountId(account), symbol?.Trim(), (long?)magic, ticket is { } number ? new Ticket((long)number) : null);
    }
}

/// <param name="Scope">What it is about; {} is everything.</param>
public sealed record EmergencyPreviewRequest(EmergencyAction Action, EmergencyScopeRequest Scope);

/// <param name="Scope">What it is about; {} is everything.</param>
/// <param name="Why">The reason, for the journal; 1 to 200 characters.</param>
/// <param name="Nonce">From the preview of the same action and scope, at most a minute old.</param>
/// <param name="Immediate">Without a preview; for keys only.</param>
public sealed record EmergencyStopRequest(EmergencyAction Action, EmergencyScopeRequest Scope, string Why, string? Nonce = null, bool Immediate = false);

/// <summary>Each part that is left out means all.</summary>
/// <param name="Magic">0 is what was opened by hand.</param>
/// <param name="Ticket">Of a position or a pending order.</param>
public sealed record EmergencyScopeRequest(string? Account = null, string? Symbol = null, long? Magic = null, long? Ticket = null);

/// <param name="Why">The reason, for the journal; 1 to 200 characters.</param>
public sealed record EmergencyReleaseRequest(string Why);

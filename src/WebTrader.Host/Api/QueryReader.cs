using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using WebTrader.Core.Positions;
using WebTrader.Host.Jobs.Reports;
using WebTrader.Host.Sessions;
using WebTrader.Persistence;

namespace WebTrader.Host.Api;

/// <summary>Reads what a request asks for, and collects what does not fit: field, value and what is allowed.</summary>
internal sealed class QueryReader
{
    public const int LargestPage = 500;
    private const int UsualPage = 100;
    public const string MagicNumber = "a whole number of at most 64 bits";
    private const int LongestSymbol = 64;
    private const int LongestFind = 200;
    private static readonly string[] Sides = NamesOf<Side>();
    private static readonly string[] Reasons = NamesOf<CloseReason>();
    private static readonly string[] Times = ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm'Z'", "yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'"];

    private readonly Dictionary<string, string[]> errors = [];

    public PageRequest Page(string? page, string? pageSize)
    {
        var size = Whole("pageSize", pageSize, UsualPage, 1, LargestPage);
        return new PageRequest((int)Whole("page", page, 1, 1, 1_000_000), (int)size);
    }

    public Ticket? OptionalTicket(string? ticket) => ticket is null ? null : Ticket("ticket", ticket);

    public Ticket Ticket(string field, string ticket) => new(Whole(field, ticket, 0, 1, long.MaxValue));

    public long Number(string field, string text) => Whole(field, text, 0, 1, long.MaxValue);

    /// <summary>A date; the first one after a problem.</summary>
    public DateOnly Day(string field, string text)
    {
        if (ReportFiles.Day(text) is { } day) return day;
        errors[field] = [$"{field} is \"{text}\", allowed is a date as in 2026-11-26."];
        return default;
    }

    /// <summary>A date; null when it is left out, or after a problem.</summary>
    public DateOnly? OptionalDay(string field, string? text)
    {
        if (text is null) return null;
        var day = Day(field, text);
        return errors.ContainsKey(field) ? null : day;
    }

    /// <summary>A whole number from 1.</summary>
    public long OptionalNumber(string field, string? text, long otherwise, long to) => Whole(field, text, otherwise, 1, to);

    /// <summary>A moment; null when it is left out, or after a problem.</summary>
    public DateTimeOffset? OptionalTime(string field, string? text)
    {
        if (text is null) return null;
        if (DateTimeOffset.TryParseExact(text, Times, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)) return time;
        errors[field] = [$"{field} is \"{text}\", allowed is a date or a time in UTC, as in 2026-11-26 or 2026-11-26T14:30:00Z."];
        return null;
    }

    /// <summary>A moment that is over; the first one after a problem.</summary>
    public DateTimeOffset PastTime(string field, string? text, DateTimeOffset now)
    {
        var time = OptionalTime(field, text);
        if (text is null || time > now) errors[field] = [$"{field} is {(text is null ? "missing" : $"\"{text}\"")}, allowed is a time up to now, {now:yyyy-MM-dd'T'HH:mm:ss'Z'}."];
        return time ?? default;
    }

    /// <summary>Which trades are asked for.</summary>
    public TradeFilter Trades(string? account, string? symbol, string? side, string? reason, string? from, string? until)
    {
        if (symbol is not null && (symbol.Length is < 1 or > LongestSymbol || symbol.Any(char.IsControl))) errors["symbol"] = [$"symbol is \"{symbol}\", allowed is the name of a symbol, 1 to {LongestSymbol} characters."];
        var (first, end) = Span(from, until);
        return new TradeFilter(account is null ? null : new AccountId(account), symbol, first, end, OptionalName<Side>("side", side, Sides), OptionalName<CloseReason>("reason", reason, Reasons));
    }

    /// <summary>From one moment until before another; each null when it is left out, or after a problem.</summary>
    public (DateTimeOffset? From, DateTimeOffset? Until) Span(string? from, string? until)
    {
        var (first, end) = (OptionalTime("from", from), OptionalTime("until", until));
        if (end <= first) errors["until"] = [$"until is \"{until}\", allowed is a time after from (\"{from}\")."];
        return (first, end);
    }

    /// <summary>Words to look for, parted by blanks; none when it is left out.</summary>
    public IReadOnlyList<string> WordsToFind(string field, string? text)
    {
        if (text?.Any(char.IsControl) == true) errors[field] = [$"{field} is \"{text}\", allowed is text without control characters, up to {LongestFind} long."];
        else if (text?.Length > LongestFind) errors[field] = [string.Create(CultureInfo.InvariantCulture, $"{field} has {text.Length} characters, allowed is up to {LongestFind}.")];
        return (text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>True, false, or null when it is left out.</summary>
    public bool? OptionalFlag(string field, string? text) => text is null ? null : Flag(field, text);

    /// <summary>True or false; false when it is left out.</summary>
    public bool Flag(string field, string? text)
    {
        if (text is not null and not "true" and not "false") errors[field] = [$"{field} is \"{text}\", allowed is true or false."];
        return text == "true";
    }

    /// <summary>The number of a version, from 0, which must be there.</summary>
    public long Version(string field, string? text)
    {
        if (text is null) errors[field] = [string.Create(CultureInfo.InvariantCulture, $"{field} is missing, allowed is a whole number from 0 to {long.MaxValue}.")];
        return Whole(field, text, 0, 0, long.MaxValue);
    }

    /// <summary>Magic numbers; empty after a problem.</summary>
    public IReadOnlyList<long> Magics(string field, IReadOnlyList<string>? texts)
    {
        var unfit = texts?.FirstOrDefault(text => MagicOf(text) is null);
        if (unfit is null) return [.. (texts ?? []).Select(text => MagicOf(text)!.Value)];
        errors[field] = [$"{field} is \"{unfit}\", allowed is {MagicNumber}."];
        return [];
    }

    /// <summary>Null where it is none.</summary>
    public static long? MagicOf(string text) => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var magic) ? magic : null;

    /// <summary>One of the allowed words, or null when none is given.</summary>
    public string? OptionalWord(string field, string? text, IReadOnlyList<string> allowed)
    {
        if (text is not null && !allowed.Contains(text)) errors[field] = [$"{field} is \"{text}\", allowed is {string.Join(", ", allowed)}."];
        return text;
    }

    /// <summary>One of a closed set, by its name as it stands in answers; null when none is given, or after a problem.</summary>
    private T? OptionalName<T>(string field, string? text, IReadOnlyList<string> allowed)
        where T : struct, Enum => OptionalWord(field, text, allowed) is { } name && allowed.Contains(name) ? Enum.Parse<T>(name, ignoreCase: true) : null;

    /// <summary>Null when everything fits; otherwise the answer.</summary>
    public ProblemHttpResult? Refused()
    {
        if (errors.Count == 0) return null;
        return TypedResults.Problem(new HttpValidationProblemDetails(errors)
        {
            Title = "The request does not fit",
            Detail = string.Join(" ", errors.Values.SelectMany(texts => texts)),
            Status = StatusCodes.Status400BadRequest,
        });
    }

    public static ProblemHttpResult NoAccount(string? account, AccountSessions sessions) =>
        Problems.NotFound($"account is \"{account}\", allowed is {string.Join(", ", sessions.All.Select(runner => runner.Account.Id.Value))}.");

    private static string[] NamesOf<T>()
        where T : struct, Enum => [.. Enum.GetNames<T>().Select(JsonNamingPolicy.CamelCase.ConvertName)];

    private long Whole(string field, string? text, long otherwise, long from, long to)
    {
        if (text is null) return otherwise;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= from && value <= to) return value;
        errors[field] = [string.Create(CultureInfo.InvariantCulture, $"{field} is \"{text}\", allowed is a whole number from {from} to {to}.")];
        return otherwise;
    }
}

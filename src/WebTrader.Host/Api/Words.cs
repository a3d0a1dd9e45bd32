namespace WebTrader.Host.Api;

/// <summary>What parameters that several endpoints share mean.</summary>
internal static class Words
{
    public const string Account = "The id of the account; the first of the host when left out";
    public const string AnyAccount = "The id of the account; all accounts when left out";
    public const string Symbol = "Of this symbol, by its name at the broker; all when left out";
    public const string Side = "Of this side, long or short; both when left out";
    public const string Reason = "Closed by this, as in trailingStop; by anything when left out";
    public const string From = "Closed then or later, a date or a time in UTC, as in 2026-11-26 or 2026-11-26T14:30:00Z";
    public const string Until = "Closed before, as from";
    public const string Since = "Of then or later, a date or a time in UTC, as in 2026-11-26 or 2026-11-26T14:30:00Z";
    public const string Before = "Of before, as from";
    public const string Find = "Words that all stand in symbol, ticket, magic number or reason; up to 200 characters";
    public const string FactsOf = "Only facts about this position";
    public const string Kind = "Only facts of this kind, as in positionClosed";
    public const string Page = "Counts from 1; 1 when left out";
    public const string PageSize = "1 to 500; 100 when left out";
}

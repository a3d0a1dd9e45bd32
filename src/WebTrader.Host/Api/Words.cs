namespace WebTrader.Host.Api;

/// <summary>What parameters that several endpoints share mean.</summary>
internal static class Words
{
    public const string Account = "The id of the account; the first of the host when left out";
    public const string AnyAccount = "The id of the account; all accounts when left out";
    public const string Page = "Counts from 1; 1 when left out";
    public const string PageSize = "1 to 500; 100 when left out";
}

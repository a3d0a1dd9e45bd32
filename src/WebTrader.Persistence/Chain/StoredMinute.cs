namespace WebTrader.Persistence.Chain;

/// <summary>The packed quotes of a symbol in one minute as they are stored.</summary>
/// <param name="Minute">Its beginning, in milliseconds since 1970.</param>
public readonly record struct StoredMinute(string Account, string Symbol, long Minute, byte[] Data);

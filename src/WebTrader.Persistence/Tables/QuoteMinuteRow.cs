using WebTrader.Core.Positions;
using WebTrader.Persistence.Quotes;

namespace WebTrader.Persistence.Tables;

/// <summary>The quotes of a symbol in one minute, packed; the key is account, symbol and minute.</summary>
public sealed class QuoteMinuteRow
{
    public required AccountId Account { get; init; }
    public required string Symbol { get; init; }

    /// <summary>Its beginning.</summary>
    public required DateTimeOffset Minute { get; init; }

    /// <summary>As <see cref="QuotePacking"/> packs them.</summary>
    public required byte[] Data { get; set; }
}

using Microsoft.EntityFrameworkCore;
using WebTrader.Core.Positions;

namespace WebTrader.Persistence;

/// <summary>Which part of a list is wanted.</summary>
public sealed record PageRequest
{
    public const int LargestSize = 1000;

    /// <param name="number">Counts from 1.</param>
    /// <param name="size">Rows on a page, 1 to <see cref="LargestSize"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">Out of these ranges.</exception>
    public PageRequest(int number = 1, int size = 100)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, LargestSize);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, int.MaxValue / size);
        Number = number;
        Size = size;
    }

    public int Number { get; }

    public int Size { get; }

    /// <summary>The wanted part of rows that have an order.</summary>
    public async Task<Page<T>> OfAsync<T>(IQueryable<T> rows, CancellationToken cancellation)
    {
        var total = await rows.LongCountAsync(cancellation);
        var items = await rows.Skip((Number - 1) * Size).Take(Size).ToListAsync(cancellation);
        return new Page<T>(items, Number, Size, total);
    }

    /// <summary>The wanted part of a list that is in memory.</summary>
    public Page<T> Of<T>(IReadOnlyCollection<T> rows) => new([.. rows.Skip((Number - 1) * Size).Take(Size)], Number, Size, rows.Count);
}

/// <summary>A part of a list.</summary>
/// <param name="Items">Fewer than <paramref name="Size"/> on the last page, none after it.</param>
/// <param name="Number">Counts from 1.</param>
/// <param name="Total">Rows on all pages together.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, int Number, int Size, long Total)
{
    internal Page<TOther> Select<TOther>(Func<T, TOther> convert) => new([.. Items.Select(convert)], Number, Size, Total);
}

/// <summary>Which facts are wanted; null takes all.</summary>
/// <param name="Kind">As in <c>stopSettled</c>.</param>
/// <param name="AfterSequence">Only facts with a larger sequence number; they then come oldest first.</param>
/// <param name="From">Of then or later, UTC, to the millisecond.</param>
/// <param name="Until">Of before, UTC, to the millisecond.</param>
public sealed record JournalFilter(AccountId? Account = null, Ticket? Ticket = null, string? Kind = null, long? AfterSequence = null, DateTimeOffset? From = null, DateTimeOffset? Until = null);

/// <summary>Which closed positions are wanted; null takes all.</summary>
/// <param name="From">Closed then or later, UTC, to the millisecond.</param>
/// <param name="Until">Closed before, UTC, to the millisecond.</param>
public sealed record TradeFilter(AccountId? Account = null, string? Symbol = null, DateTimeOffset? From = null, DateTimeOffset? Until = null, Side? Side = null, CloseReason? Reason = null);

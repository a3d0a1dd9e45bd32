using System.ComponentModel;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using WebTrader.Core.Journal;
using WebTrader.Core.Positions;
using WebTrader.Host.Security.Rights;
using WebTrader.Host.Sessions;
using WebTrader.Persistence;
using WebTrader.Persistence.Tables;

namespace WebTrader.Host.Api;

/// <summary>What has happened, fact by fact, with reasons.</summary>
internal static class JournalApi
{
    /// <summary>The closed set of facts, as they are named in the journal.</summary>
    internal static readonly string[] Kinds =
    [
        .. typeof(JournalEntry).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(JournalEntry))).Select(type => JsonNamingPolicy.CamelCase.ConvertName(type.Name)).Order(StringComparer.Ordinal),
    ];

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/journal", ListAsync)
        .RequireRight(Right.Read).WithName("ListJournal").WithTags("Journal")
        .WithSummary("Facts, newest first")
        .WithDescription("Each with a sentence for people and the whole fact as data.")
        .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    private static async Task<Results<Ok<Part<FactItem>>, ProblemHttpResult>> ListAsync(
        AccountSessions sessions,
        JournalQueries queries,
        CancellationToken cancellation,
        [Description(Words.AnyAccount)] string? account = null,
        [Description(Words.FactsOf)] string? ticket = null,
        [Description(Words.Kind)] string? kind = null,
        [Description(Words.Since)] string? from = null,
        [Description(Words.Before)] string? until = null,
        [Description(Words.Page)] string? page = null,
        [Description(Words.PageSize)] string? pageSize = null)
    {
        var query = new QueryReader();
        var wanted = query.Page(page, pageSize);
        var about = query.OptionalTicket(ticket);
        var ofKind = query.OptionalWord("kind", kind, Kinds);
        var (first, end) = query.Span(from, until);
        if (query.Refused() is { } refused) return refused;
        if (account is not null && sessions.Find(account) is null) return QueryReader.NoAccount(account, sessions);

        var filter = new JournalFilter(account is null ? null : new AccountId(account), about, ofKind, From: first, Until: end);
        var read = await queries.JournalAsync(filter, wanted, cancellation);
        return read.TryGet(out var rows) ? TypedResults.Ok(Part<FactItem>.Of(rows, FactItem.Of)) : Problems.StoreAway(read.Failure!);
    }
}

/// <summary>One fact.</summary>
/// <param name="Sequence">Grows with every fact of the host.</param>
/// <param name="Kind">As in stopSettled.</param>
/// <param name="Data">The whole fact; decimals and tickets are strings.</param>
public sealed record FactItem(long Sequence, DateTimeOffset At, AccountId Account, Ticket? Ticket, string Kind, string Text, JsonElement Data)
{
    internal static FactItem Of(JournalRow row)
    {
        using var data = JsonDocument.Parse(row.Data);
        return new FactItem(row.Sequence, row.At, row.Account, row.Ticket, row.Kind, row.Text, data.RootElement.Clone());
    }
}

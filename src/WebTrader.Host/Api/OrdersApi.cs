using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using WebTrader.Core.Market;
using WebTrader.Core.Orders;
using WebTrader.Core.Positions;
using WebTrader.Host.Api.Repeats;
using WebTrader.Host.Evaluating;
using WebTrader.Host.Security;
using WebTrader.Host.Security.Rights;
using WebTrader.Host.Sessions;

namespace WebTrader.Host.Api;

/// <summary>Opens positions that carry their stop from the first moment.</summary>
internal static class OrdersApi
{
    private const int LongestSymbol = 32;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/orders", PlaceAsync)
        .RequireRight(Right.Operate).WithName("PlaceOrder").WithTags("Orders")
        .WithSummary("Opens a position at the market, with its stop inside the order")
        .WithDescription("The volume is given in lots, or follows from what may be lost at the stop, rounded down. Without a stop the hard stop of the settings goes along. Where no stop can be placed nothing is sent. Answers 201 when "
            + "worker and monitor have the position. The header Idempotency-Key names the order: the same key opens it once; after an answer 202 the same request looks at the broker before anything is sent again.")
        .Accepts<OrderRequest>("application/json").Repeats(RepeatRule.LooksFirst).DryRuns().Audited(AuditRule.WithBody)
        .Produces<ActionView>().Produces<ActionView>(StatusCodes.Status201Created).Produces<ActionView>(StatusCodes.Status202Accepted)
        .ProducesValidationProblem().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict)
        .ProducesProblem(StatusCodes.Status415UnsupportedMediaType).ProducesProblem(StatusCodes.Status422UnprocessableEntity).ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    private static async Task<IResult> PlaceAsync(HttpContext context, AccountSessions sessions, [Description(Words.Account)] string? account = null, [Description("Tells what would happen; nothing is sent")] string? dryRun = null)
    {
        var query = new QueryReader();
        var isDry = query.Flag("dryRun", dryRun);
        if (query.Refused() is { } refused) return refused;
        var (wish, wrong) = await BodyReader.ReadAsync(context.Request, Read);
        if (wish is null) return wrong!;
        var repeatable = context.Repeatable();
        return await sessions.DoAsync(context, account, isDry, null, async session =>
        {
            var placed = isDry ? await session.Orders.PreviewAsync(wish) : await session.Orders.PlaceAsync(wish, context.Caller(), repeatable?.Name, repeatable?.TriedSince);
            return ActionView.Of(isDry, placed.Result, placed.Ticket) with { Stop = placed.Plan?.Stop, TakeProfit = placed.Plan?.TakeProfit, Lots = placed.Plan?.Lots, Profit = placed.Plan?.ProfitAtStop };
        }, "");
    }

    private static OrderWish Read(ItemFields fields)
    {
        var symbol = fields.OptionalText("symbol", $"the name of a symbol at the broker, at most {LongestSymbol} characters", text => text.Length is > 0 and <= LongestSymbol && text.All(letter => letter is > ' ' and <= '~'));
        if (!fields.Has("symbol")) fields.Missing("symbol", "the name of a symbol at the broker");
        var side = fields.OptionalText("side", "long or short", text => text is "long" or "short");
        if (!fields.Has("side")) fields.Missing("side", "long or short");
        var (lots, risk, percent) = (fields.OptionalLots("lots"), fields.OptionalMoney("risk"), fields.OptionalNumber("riskPercent", "a percentage of the balance above 0, at most 100", value => value is > 0m and <= 100m));
        var sizes = new[] { fields.Has("lots"), fields.Has("risk"), fields.Has("riskPercent") }.Count(given => given);
        if (sizes != 1) fields.Refuse("lots", sizes == 0 ? "missing" : "not alone", "exactly one of lots, risk and riskPercent");
        OrderSize size = risk is { } amount ? new OrderSize.Risk(amount) : percent is { } part ? new OrderSize.RiskPercent(part) : new OrderSize.Given(lots ?? default);
        var magic = fields.OptionalNumber("magic", "a whole number from 0 to 9223372036854775807", value => value is >= 0m and <= long.MaxValue && value % 1m == 0m) ?? 0m;
        return new OrderWish(symbol ?? "", side == "short" ? Side.Short : Side.Long, size, fields.OptionalPrice("stop"), fields.OptionalPrice("takeProfit"), (long)magic);
    }
}

/// <summary>A market order; exactly one of lots, risk and riskPercent.</summary>
/// <param name="Symbol">Name at the broker.</param>
/// <param name="Lots">In steps of the broker.</param>
/// <param name="Risk">Account money that may be lost at the stop.</param>
/// <param name="RiskPercent">The same as a percentage of the balance.</param>
/// <param name="Stop">Null for the hard stop of the settings; needed with a risk.</param>
/// <param name="TakeProfit">Null for none.</param>
/// <param name="Magic">Of the program that asks, 0 for a person.</param>
public sealed record OrderRequest(string Symbol, Side Side, Lots? Lots = null, Money? Risk = null, decimal? RiskPercent = null, Price? Stop = null, Price? TakeProfit = null, long Magic = 0);

using System.Globalization;
using System.Text.Json;
using Shouldly;
using WebTrader.Host.Tests.Sessions;

namespace WebTrader.Host.Tests.Api;

/// <summary>Opening, tightening and closing through REST, each once however often it is asked for.</summary>
public sealed class OrdersApiTests : IAsyncLifetime
{
    private const string Orders = "/api/v1/orders";
    private const string Small = """{ "symbol": "EURUSD", "side": "long", "lots": "0.01" }""";

    private readonly TempFolder folder = new();
    private LiveHost host = null!;

    public async ValueTask InitializeAsync()
    {
        host = await LiveHost.StartAsync(folder, Desks.Quiet);
        await host.ReadyAsync();
        await Eventually.TrueAsync(async () => (await host.SendAsync(HttpMethod.Post, Orders + "?dryRun=true", Small)).Body.TryGetProperty("stop", out var stop) && stop.ValueKind == JsonValueKind.String, "there is a price to open at");
    }

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task An_order_opens_a_position_that_has_its_stop_and_its_certificate_in_the_answer()
    {
        var (status, opened, _) = await OpenAsync(Small, "one");
        status.ShouldBe(201, opened.GetRawText());
        opened.GetProperty("outcome").GetString().ShouldBe("accepted");
        var row = opened.GetProperty("position");
        row.GetProperty("stop").GetString().ShouldBe(opened.GetProperty("stop").GetString());
        row.GetProperty("ticket").GetString().ShouldBe(opened.GetProperty("ticket").GetString());
        opened.GetProperty("certificate").GetProperty("readBack").GetProperty("price").GetString().ShouldBe(opened.GetProperty("stop").GetString());
        decimal.Parse(opened.GetProperty("profit").GetString()!, CultureInfo.InvariantCulture).ShouldBeInRange(-2.00m, -1.90m, "what it loses at its stop is max risk");
        (await OpenTicketsAsync()).ShouldBe([opened.GetProperty("ticket").GetString()]);
    }

    [Fact]
    public async Task The_same_key_a_hundred_times_in_parallel_opens_one_position()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => OpenAsync(Small, "the-same")));
        answers.ShouldAllBe(answer => answer.Status == 201);
        answers.Select(answer => answer.Body.GetProperty("ticket").GetString()).Distinct().ShouldHaveSingleItem();
        answers.Count(answer => !answer.Replayed).ShouldBe(1);
        (await OpenTicketsAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task After_a_restart_the_same_key_gets_the_first_answer()
    {
        var (_, first, _) = await OpenAsync(Small, "kept");
        await host.DisposeAsync();
        host = await LiveHost.StartAsync(folder, Desks.Quiet);
        await host.ReadyAsync();
        var (status, again, replayed) = await OpenAsync(Small, "kept");
        status.ShouldBe(201);
        replayed.ShouldBeTrue();
        again.GetRawText().ShouldBe(first.GetRawText());
        (await OpenTicketsAsync()).ShouldBeEmpty("this desk forgets its book, and nothing was opened anew");
    }

    [Fact]
    public async Task A_key_that_was_used_for_another_request_is_refused()
    {
        await OpenAsync(Small, "mine");
        var (status, problem, _) = await OpenAsync(Small.Replace("long", "short", StringComparison.Ordinal), "mine");
        status.ShouldBe(422);
        problem.GetProperty("detail").GetString()!.ShouldContain("Idempotency-Key was used for another request");
        (await OpenTicketsAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_request_that_was_refused_for_its_form_does_not_use_up_its_key()
    {
        (await OpenAsync("""{ "symbol": "EURUSD", "side": "up", "lots": "0.01" }""", "typo")).Status.ShouldBe(400);
        (await OpenAsync(Small, "typo")).Status.ShouldBe(201);
    }

    [Theory]
    [InlineData("""{ "side": "long", "lots": "0.01" }""", "symbol is missing, allowed is the name of a symbol at the broker")]
    [InlineData("""{ "symbol": "EURUSD", "side": "up", "lots": "0.01" }""", "side is \"up\", allowed is long or short")]
    [InlineData("""{ "symbol": "EURUSD", "side": "long" }""", "lots is missing, allowed is exactly one of lots, risk and riskPercent")]
    [InlineData("""{ "symbol": "EURUSD", "side": "long", "lots": 0.01, "risk": 2 }""", "lots is not alone, allowed is exactly one of")]
    [InlineData("""{ "symbol": "EURUSD", "side": "long", "lots": -1 }""", "lots is -1, allowed is lots above 0")]
    [InlineData("""{ "symbol": "EURUSD", "side": "long", "lots": 1e400 }""", "lots is 1e400, allowed is lots above 0")]
    [InlineData("""{ "symbol": "EURUSD", "side": "long", "lots": 0.01, "stopp": 1 }""", "stopp is not a field, allowed is symbol, side, lots")]
    [InlineData("""[]""", "body is not an object, allowed is one object")]
    [InlineData("""{ "symbol": """, "body is not JSON at line 1")]
    public async Task What_does_not_fit_is_named_with_its_value_and_what_is_allowed(string body, string says)
    {
        var (status, problem, _) = await OpenAsync(body, "any");
        status.ShouldBe(400);
        problem.GetProperty("detail").GetString()!.ShouldContain(says);
        (await OpenTicketsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_order_without_a_key_is_refused_because_it_could_not_be_repeated_safely()
    {
        var (status, problem, _) = await OpenAsync(Small, null);
        status.ShouldBe(400);
        problem.GetProperty("detail").GetString()!.ShouldStartWith("Idempotency-Key is missing, allowed is 1 to 64 visible ASCII characters");
    }

    [Fact]
    public async Task A_dry_run_tells_volume_stop_and_loss_and_sends_nothing()
    {
        var (status, told, _) = await host.SendAsync(HttpMethod.Post, Orders + "?dryRun=true", Small);
        status.ShouldBe(200, told.GetRawText());
        told.GetProperty("dryRun").GetBoolean().ShouldBeTrue();
        told.GetProperty("stop").ValueKind.ShouldBe(JsonValueKind.String);
        (await OpenTicketsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_order_whose_stop_cannot_be_placed_is_refused_with_the_reason()
    {
        var (status, problem, _) = await OpenAsync("""{ "symbol": "EURUSD", "side": "long", "lots": 0.01, "stop": 99 }""", "high");
        status.ShouldBe(409);
        problem.GetProperty("detail").GetString()!.ShouldContain("stop is 99.00000, the broker allows");
        problem.GetProperty("outcome").GetString().ShouldBe("denied");
    }

    [Fact]
    public async Task A_stop_is_tightened_through_the_ticket_lock_and_never_loosened()
    {
        var (ticket, stop) = await OpenedAsync();
        var tighter = (stop + 0.00050m).ToString(CultureInfo.InvariantCulture);
        var (status, done, _) = await host.SendAsync(HttpMethod.Put, $"/api/v1/positions/{ticket}/stop", $$"""{ "stop": "{{tighter}}" }""");
        status.ShouldBe(200, done.GetRawText());
        done.GetProperty("position").GetProperty("stop").GetString().ShouldBe(tighter);
        done.GetProperty("certificate").GetProperty("readBack").GetProperty("price").GetString().ShouldBe(tighter);

        var (looser, problem, _) = await host.SendAsync(HttpMethod.Put, $"/api/v1/positions/{ticket}/stop", $$"""{ "stop": "{{stop.ToString(CultureInfo.InvariantCulture)}}" }""");
        looser.ShouldBe(409);
        problem.GetProperty("detail").GetString()!.ShouldContain("looser than the one that stands");
        var moves = (await host.GetAsync($"/api/v1/positions/{ticket}")).GetProperty("moves").EnumerateArray();
        moves.ShouldContain(move => move.GetProperty("reason").GetString() == "asked by local");
    }

    [Fact]
    public async Task A_take_profit_is_set_and_removed_and_a_forgotten_field_removes_nothing()
    {
        var (ticket, stop) = await OpenedAsync();
        var target = (stop + 0.01m).ToString(CultureInfo.InvariantCulture);
        (await host.SendAsync(HttpMethod.Put, $"/api/v1/positions/{ticket}/take-profit", $$"""{ "takeProfit": {{target}} }""")).Status.ShouldBe(200);
        (await host.SendAsync(HttpMethod.Put, $"/api/v1/positions/{ticket}/take-profit", "{}")).Body.GetProperty("detail").GetString()!.ShouldContain("takeProfit is missing, allowed is a price above 0, or null to remove it");
        (await RowAsync(ticket)).GetProperty("takeProfit").GetString().ShouldBe(target);
        (await host.SendAsync(HttpMethod.Put, $"/api/v1/positions/{ticket}/take-profit", """{ "takeProfit": null }""")).Status.ShouldBe(200);
        (await RowAsync(ticket)).GetProperty("takeProfit").ValueKind.ShouldBe(JsonValueKind.Null);
        (await RowAsync(ticket)).GetProperty("stop").GetString().ShouldBe(stop.ToString(CultureInfo.InvariantCulture), "its stop went along");
    }

    [Fact]
    public async Task A_part_is_closed_and_then_the_rest()
    {
        var (ticket, _) = await OpenedAsync("0.03");
        (await host.SendAsync(HttpMethod.Post, $"/api/v1/positions/{ticket}/close", """{ "lots": "0.03" }""")).Body.GetProperty("detail").GetString()!.ShouldContain("lots is 0.03, allowed is 0.01 or more");
        var (status, part, _) = await host.SendAsync(HttpMethod.Post, $"/api/v1/positions/{ticket}/close", """{ "lots": "0.01" }""", "a-part");
        status.ShouldBe(200, part.GetRawText());
        part.GetProperty("position").GetProperty("lots").GetString().ShouldBe("0.02");
        (await host.SendAsync(HttpMethod.Post, $"/api/v1/positions/{ticket}/close", """{ "lots": "0.01" }""", "a-part")).Replayed.ShouldBeTrue();
        (await RowAsync(ticket)).GetProperty("lots").GetString().ShouldBe("0.02", "a part is not closed twice under one key");

        var (all, closed, _) = await host.SendAsync(HttpMethod.Post, $"/api/v1/positions/{ticket}/close", null);
        all.ShouldBe(200, closed.GetRawText());
        (await OpenTicketsAsync()).ShouldBeEmpty();
        (await host.SendAsync(HttpMethod.Post, "/api/v1/positions/1/close", null)).Status.ShouldBe(404);
    }

    [Fact]
    public async Task A_position_is_left_to_others_and_taken_back_and_its_stop_stays_where_it_is()
    {
        var (ticket, stop) = await OpenedAsync();
        (await host.SendAsync(HttpMethod.Put, $"/api/v1/positions/{ticket}/management", """{ "managed": "no" }""")).Body.GetProperty("detail").GetString()!.ShouldBe("managed is \"no\", allowed is true or false. why is missing, allowed is a reason of 1 to 200 characters.");
        await Eventually.TrueAsync(async () => (await host.SendAsync(HttpMethod.Put, $"/api/v1/positions/{ticket}/management", """{ "managed": false, "why": "by hand" }""")).Status == 200, "the database has the settings");
        await Eventually.TrueAsync(async () => (await RowAsync(ticket)).GetProperty("state").GetString() == "unmanaged", "the rules leave it alone");
        (await RowAsync(ticket)).GetProperty("stop").GetString().ShouldBe(stop.ToString(CultureInfo.InvariantCulture));
        (await host.SendAsync(HttpMethod.Put, $"/api/v1/positions/{ticket}/management", """{ "managed": true, "why": "back" }""")).Status.ShouldBe(200);
        await Eventually.TrueAsync(async () => (await RowAsync(ticket)).GetProperty("state").GetString() is "protected" or "guarded", "the rules have it again");
        var acted = (await host.GetAsync("/api/v1/journal?kind=operatorActed")).GetProperty("items").EnumerateArray().Select(fact => fact.GetProperty("text").GetString()!).ToList();
        acted.ShouldContain(text => text.StartsWith($"local from 127.0.0.1: ManagePosition /api/v1/positions/{ticket}/management", StringComparison.Ordinal) && text.EndsWith(": 200", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Break_even_waits_for_a_price_that_allows_it()
    {
        var (ticket, _) = await OpenedAsync();
        var (status, told, _) = await host.SendAsync(HttpMethod.Post, $"/api/v1/positions/{ticket}/break-even?dryRun=true", null);
        status.ShouldBe(200);
        told.GetProperty("dryRun").GetBoolean().ShouldBeTrue();
        told.GetProperty("reason").GetString()!.ShouldNotBeEmpty();
    }

    private Task<(int Status, JsonElement Body, bool Replayed)> OpenAsync(string body, string? key) => host.SendAsync(HttpMethod.Post, Orders, body, key);

    private async Task<(string Ticket, decimal Stop)> OpenedAsync(string lots = "0.01")
    {
        var (status, opened, _) = await OpenAsync($$"""{ "symbol": "EURUSD", "side": "long", "lots": "{{lots}}" }""", "opened");
        status.ShouldBe(201, opened.GetRawText());
        return (opened.GetProperty("ticket").GetString()!, decimal.Parse(opened.GetProperty("stop").GetString()!, CultureInfo.InvariantCulture));
    }

    private async Task<JsonElement> RowAsync(string ticket) => (await host.GetAsync($"/api/v1/positions/{ticket}")).GetProperty("row");

    private async Task<IReadOnlyList<string?>> OpenTicketsAsync() => [.. (await host.GetAsync("/api/v1/positions")).GetProperty("items").EnumerateArray().Select(row => row.GetProperty("ticket").GetString())];
}

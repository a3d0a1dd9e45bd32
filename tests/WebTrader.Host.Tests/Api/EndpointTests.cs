using System.Text.Json;
using Shouldly;

namespace WebTrader.Host.Tests.Api;

public sealed class EndpointTests(RunningHost running) : IClassFixture<RunningHost>
{
    private static readonly string[] RowFields =
    [
        "ticket", "symbol", "side", "lots", "digits", "openPrice", "openTime", "magic", "comment", "bid", "ask", "price", "quoteAgeMs", "state", "stateAgeMs", "stop",
        "stopAgeMs", "takeProfit", "wanted", "distancePoints", "distanceRanges", "maxRisk", "profitAtStop", "floating", "atRisk", "locked", "rule", "ruleText", "reason", "nextPrice",
        "nextLocks", "nextRule", "evaluationAgeMs", "moves", "peakProfit", "rail",
    ];

    private LiveHost Host => running.Host;

    [Fact]
    public async Task Trades_and_journal_can_be_had_as_tables()
    {
        var journal = await Host.TextAsync("/api/v1/journal.csv?account=demo");
        var lines = journal.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        lines[0].ShouldBe("sequence,at,account,ticket,kind,text");
        lines[1].ShouldStartWith("1,");
        lines.Length.ShouldBeGreaterThan(10);
        lines.Skip(1).Select(line => line.Split(',')[0]).ShouldBeUnique();
        (await Host.TextAsync("/api/v1/trades.csv")).ShouldStartWith("account,ticket,position,symbol,side,lots,openTime");
        (await Host.TryAsync("/api/v1/trades.csv?account=nobody")).Status.ShouldBe(404);
    }

    /// <summary>README says why each of them has no use for one.</summary>
    [Fact]
    public async Task Every_route_that_changes_something_takes_an_idempotency_key_but_for_those_that_are_named()
    {
        var operations = (await Host.GetAsync("/openapi/v1.json")).GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject()).ToList();
        static bool Takes(JsonElement operation) => operation.TryGetProperty("parameters", out var all) && all.EnumerateArray().Any(each => each.GetProperty("name").GetString() == "Idempotency-Key");
        operations.Where(operation => operation.Name == "get" && Takes(operation.Value)).ShouldBeEmpty();
        operations.Where(operation => operation.Name != "get" && !Takes(operation.Value)).Select(operation => operation.Value.GetProperty("operationId").GetString()).ShouldBe(
            ["SignIn", "SignOut", "SetUp", "ChangePassword", "BeginSecondFactor", "ConfirmSecondFactor", "RemoveSecondFactor", "PreviewEmergencyStop", "PressEmergencyStop", "ReleaseEmergencyStop", "SendEmergencyHeartbeat", "DrillEmergencyStop", "PreviewSettings", "Evaluate"], ignoreOrder: true);
    }

    [Fact]
    public async Task The_accounts_show_their_state_and_money()
    {
        var account = (await Host.GetAsync("/api/v1/accounts")).GetProperty("items")[0];

        account.GetProperty("id").GetString().ShouldBe("demo");
        account.GetProperty("broker").GetString().ShouldBe("simulator");
        account.GetProperty("isLive").GetBoolean().ShouldBeFalse();
        account.GetProperty("state").GetString().ShouldBe("running");
        account.GetProperty("balance").GetString()!.ShouldMatch(@"^\d+\.\d\d");
        account.GetProperty("openPositions").GetInt32().ShouldBeGreaterThanOrEqualTo(8);
    }

    [Fact]
    public async Task A_row_has_every_field_of_the_contract_and_exact_decimals_as_text()
    {
        var row = (await Host.GetAsync("/api/v1/positions?account=demo")).GetProperty("items")[0];

        row.EnumerateObject().Select(field => field.Name).ShouldBe(RowFields, ignoreOrder: true);
        foreach (var text in new[] { "ticket", "lots", "openPrice", "maxRisk" }) row.GetProperty(text).ValueKind.ShouldBe(JsonValueKind.String);
        row.GetProperty("maxRisk").GetString().ShouldBe("2.00");
        row.GetProperty("side").GetString().ShouldBeOneOf("long", "short");
        row.GetProperty("openTime").GetString()!.ShouldMatch(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$");
        row.GetProperty("stateAgeMs").TryGetInt64(out _).ShouldBeTrue();
        row.GetProperty("distancePoints").ValueKind.ShouldBeOneOf(JsonValueKind.Number, JsonValueKind.Null);
    }

    [Fact]
    public async Task A_position_is_told_in_full()
    {
        var ticket = (await Host.GetAsync("/api/v1/positions")).GetProperty("items")[0].GetProperty("ticket").GetString();

        var full = await Host.GetAsync($"/api/v1/positions/{ticket}");

        full.GetProperty("row").GetProperty("ticket").GetString().ShouldBe(ticket);
        full.GetProperty("certificate").TryGetProperty("readBack", out _).ShouldBeTrue();
        full.GetProperty("commission").ValueKind.ShouldBe(JsonValueKind.String);
        foreach (var list in new[] { "ladder", "silent", "bounds", "moves", "events", "trail", "states" }) full.GetProperty(list).ValueKind.ShouldBe(JsonValueKind.Array);
        full.GetProperty("closed").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task The_journal_gives_facts_with_sentences_newest_first()
    {
        var page = await Host.GetAsync("/api/v1/journal?account=demo&pageSize=5");

        var sequences = page.GetProperty("items").EnumerateArray().Select(fact => fact.GetProperty("sequence").GetInt64()).ToList();
        sequences.ShouldBe(sequences.OrderDescending());
        sequences.Count.ShouldBe(5);
        page.GetProperty("pageSize").GetInt32().ShouldBe(5);
        page.GetProperty("total").GetInt64().ShouldBeGreaterThan(5);
        page.GetProperty("items")[0].GetProperty("text").GetString().ShouldNotBeNullOrEmpty();
        page.GetProperty("items")[0].GetProperty("data").ValueKind.ShouldBe(JsonValueKind.Object);
    }

    [Fact]
    public async Task The_facts_of_one_position_are_only_its_own()
    {
        var ticket = (await Host.GetAsync("/api/v1/positions")).GetProperty("items")[0].GetProperty("ticket").GetString();

        var facts = (await Host.GetAsync($"/api/v1/journal?ticket={ticket}")).GetProperty("items").EnumerateArray().ToList();

        facts.ShouldNotBeEmpty();
        facts.ShouldAllBe(fact => fact.GetProperty("ticket").GetString() == ticket);
    }

    [Theory]
    [InlineData("/api/v1/trades?page=0", 400, "page is \"0\", allowed is a whole number from 1 to")]
    [InlineData("/api/v1/trades?pageSize=501", 400, "pageSize is \"501\", allowed is a whole number from 1 to 500")]
    [InlineData("/api/v1/trades?from=yesterday", 400, "from is \"yesterday\", allowed is a date or a time in UTC, as in 2026-11-26 or 2026-11-26T14:30:00Z")]
    [InlineData("/api/v1/trades.csv?from=2026-11-26&until=2026-11-26", 400, "until is \"2026-11-26\", allowed is a time after from")]
    [InlineData("/api/v1/trades.csv?symbol=", 400, "symbol is \"\", allowed is the name of a symbol, 1 to 64 characters")]
    [InlineData("/api/v1/journal?ticket=abc", 400, "ticket is \"abc\"")]
    [InlineData("/api/v1/positions/abc", 400, "ticket is \"abc\"")]
    [InlineData("/api/v1/positions/1", 404, "ticket 1")]
    [InlineData("/api/v1/positions?account=nobody", 404, "account is \"nobody\", allowed is demo")]
    [InlineData("/api/v1/trades/give-back?account=nobody", 404, "account is \"nobody\", allowed is demo")]
    [InlineData("/api/v1/trades/give-back?side=up", 400, "side is \"up\", allowed is long, short")]
    [InlineData("/api/v1/trades/give-back?reason=luck", 400, "reason is \"luck\", allowed is lossStop, lockedStop, trailingStop,")]
    [InlineData("/api/v1/trades?account=nobody", 404, "account is \"nobody\", allowed is demo")]
    [InlineData("/api/v1/locks/events?seconds=0", 400, "seconds is \"0\", allowed is a whole number from 1 to 3600")]
    [InlineData("/api/v1/locks?account=nobody", 404, "account is \"nobody\", allowed is demo")]
    public async Task What_does_not_fit_is_refused_with_field_value_and_range(string path, int status, string says)
    {
        var (got, problem) = await Host.TryAsync(path);

        got.ShouldBe(status);
        problem.GetProperty("status").GetInt32().ShouldBe(status);
        problem.GetProperty("title").GetString().ShouldNotBeNullOrEmpty();
        problem.GetProperty("detail").GetString()!.ShouldContain(says);
    }

    [Fact]
    public async Task Every_fault_in_a_request_is_told_at_once()
    {
        var (_, problem) = await Host.TryAsync("/api/v1/journal?page=x&pageSize=y&ticket=z");

        problem.GetProperty("errors").EnumerateObject().Select(error => error.Name).ShouldBe(["page", "pageSize", "ticket"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("/api/v1/nothing")]
    [InlineData("/nothing.html")]
    public async Task What_is_not_there_is_a_problem_too(string path)
    {
        using var answer = await Host.Http.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

        ((int)answer.StatusCode).ShouldBe(404);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }

    [Fact]
    public async Task Locks_and_workers_show_what_they_have_done()
    {
        var locks = await Host.GetAsync("/api/v1/locks");
        locks.GetProperty("acquisitions").GetInt64().ShouldBeGreaterThan(0);
        locks.GetProperty("notObtainedByHolder").GetProperty("stopWriter").GetInt64().ShouldBe(0);
        locks.GetProperty("hold").GetProperty("p50Ms").ValueKind.ShouldBe(JsonValueKind.Number);
        var ticket = (await Host.GetAsync("/api/v1/positions")).GetProperty("items")[0].GetProperty("ticket").GetString();
        var (found, timeline) = await Host.TryAsync($"/api/v1/locks/{ticket}");
        if (found == 200) timeline.GetProperty("events")[0].GetProperty("token").GetString().ShouldNotBeNullOrEmpty();
        var lately = (await Host.GetAsync("/api/v1/locks/events?seconds=3600")).GetProperty("tickets");
        lately.GetArrayLength().ShouldBeGreaterThan(0, "positions were opened, and each got a stop under its lock");
        lately[0].GetProperty("events").EnumerateArray().Select(happened => happened.GetProperty("kind").GetString()).ShouldContain("acquired");
        var workers = await Host.GetAsync("/api/v1/workers");
        workers.GetProperty("worker").GetProperty("cycles").GetInt64().ShouldBeGreaterThan(0);
        workers.GetProperty("monitor").GetProperty("state").GetString().ShouldBe("running");
    }

    [Fact]
    public async Task The_description_of_the_surface_names_every_path_and_says_that_decimals_are_text()
    {
        var document = await Host.GetAsync("/openapi/v1.json");

        document.GetProperty("paths").EnumerateObject().Select(path => path.Name).ShouldBe(
            ["/health/live", "/health/ready", "/metrics", "/api/v1/accounts", "/api/v1/accounts/{account}/arming", "/api/v1/settings", "/api/v1/settings/history", "/api/v1/settings/versions/{version}", "/api/v1/settings/diff", "/api/v1/settings/preview", "/api/v1/settings/rollback", "/api/v1/positions", "/api/v1/positions/{ticket}", "/api/v1/positions/{ticket}/past", "/api/v1/positions/{ticket}/stop", "/api/v1/positions/{ticket}/take-profit", "/api/v1/positions/{ticket}/break-even", "/api/v1/positions/{ticket}/close", "/api/v1/positions/{ticket}/management", "/api/v1/orders", "/api/v1/limits", "/api/v1/alerts", "/api/v1/alerts/{number}/acknowledge", "/api/v1/alerts/{number}/silence", "/api/v1/notifiers", "/api/v1/notifiers/{name}/test", "/api/v1/jobs", "/api/v1/jobs/{name}/runs", "/api/v1/jobs/{name}/run", "/api/v1/jobs/{name}/paused", "/api/v1/reports", "/api/v1/reports/{account}/{day}", "/api/v1/trades", "/api/v1/trades.csv", "/api/v1/trades/give-back", "/api/v1/journal", "/api/v1/journal.csv", "/api/v1/locks", "/api/v1/locks/{ticket}", "/api/v1/workers", "/api/v1/evaluate", "/api/v1/locks/events", "/api/v1/diagnostics",
                "/api/v1/session", "/api/v1/session/password", "/api/v1/session/second-factor", "/api/v1/session/second-factor/removal", "/api/v1/setup",
                "/api/v1/users", "/api/v1/users/{id}", "/api/v1/users/{id}/role", "/api/v1/users/{id}/disabled", "/api/v1/users/{id}/reset", "/api/v1/keys", "/api/v1/keys/{id}",
                "/api/v1/emergency-stops", "/api/v1/emergency-stops/{id}", "/api/v1/emergency-stops/preview", "/api/v1/emergency-stops/heartbeat", "/api/v1/emergency-stops/{id}/release", "/api/v1/emergency-stops/drill", "/api/v1/emergency-stops/drills"],
            ignoreOrder: true);
        var schemas = document.GetProperty("components").GetProperty("schemas");
        foreach (var name in new[] { "Price", "Money", "Ticket", "Lots" }) schemas.GetProperty(name).GetProperty("type").GetString().ShouldBe("string");
        foreach (var path in document.GetProperty("paths").EnumerateObject()) path.Value.EnumerateObject().ShouldAllBe(operation => operation.Value.GetProperty("summary").GetString()!.Length > 0);
    }

    [Fact]
    public async Task The_page_is_at_the_root_and_asked_for_again_each_time()
    {
        using var answer = await Host.Http.GetAsync(new Uri("/", UriKind.Relative), TestContext.Current.CancellationToken);

        answer.EnsureSuccessStatusCode();
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
        answer.Headers.CacheControl!.NoCache.ShouldBeTrue();
        answer.Headers.ETag.ShouldNotBeNull();
    }

    [Theory]
    [InlineData("/js/shell.js", true)]
    [InlineData("/css/tokens.css", true)]
    [InlineData("/api/v1/accounts", false)]
    public async Task Pages_come_compressed_and_what_may_hold_a_secret_does_not(string path, bool isCompressed)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        request.Headers.Add("Accept-Encoding", "gzip");
        using var answer = await Host.Http.SendAsync(request, TestContext.Current.CancellationToken);

        answer.EnsureSuccessStatusCode();
        answer.Content.Headers.ContentEncoding.Contains("gzip").ShouldBe(isCompressed);
    }
}

using System.Net;
using System.Text;
using System.Text.Json;
using Shouldly;
using static WebTrader.Host.Tests.Evaluating.Asking;

namespace WebTrader.Host.Tests.Api;

public sealed class EvaluateApiTests(RunningHost running) : IClassFixture<RunningHost>
{
    private static readonly string Good = Item(EurUsd, Position("long", "0.01", "1.10000"), Quote("1.10000", "1.10001"));
    private static readonly string Short = Item(UsIndex, Position("short", "1", "20000.25", stop: "20002.25"), Quote("19998.00", "19998.50"));
    private static readonly string Bad = Item(EurUsd, Position("long", "0", "1.10000"), Quote("1.10000", "1.10001"));

    [Fact]
    public async Task One_object_is_answered_with_one()
    {
        var (status, answer) = await PostAsync(Short);

        status.ShouldBe(HttpStatusCode.OK);
        answer.GetProperty("action").GetString().ShouldBe("move");
        answer.GetProperty("stop").GetString().ShouldBe("19999.00");
        answer.GetProperty("rule").GetString().ShouldBe("stepTrailing");
        answer.GetProperty("profitAtStop").GetString().ShouldBe("1.25");
        answer.GetProperty("rules").GetArrayLength().ShouldBe(3);
    }

    [Fact]
    public async Task A_list_is_answered_with_a_list_in_the_same_order()
    {
        var (status, answers) = await PostAsync($"[{Good},{Short}]");

        status.ShouldBe(HttpStatusCode.OK);
        answers.EnumerateArray().Select(answer => answer.GetProperty("rule").GetString()).ShouldBe(["hardStop", "stepTrailing"]);
    }

    [Fact]
    public async Task A_thousand_items_go_through_and_one_more_does_not()
    {
        var (status, answers) = await PostAsync($"[{string.Join(',', Enumerable.Repeat(Good, 1_000))}]");
        (status, answers.GetArrayLength()).ShouldBe((HttpStatusCode.OK, 1_000));

        var (refused, problem) = await PostAsync($"[{string.Join(',', Enumerable.Repeat(Good, 1_001))}]");
        refused.ShouldBe(HttpStatusCode.BadRequest);
        problem.GetProperty("detail").GetString().ShouldBe("the list has 1001 items, allowed is 1 to 1000.");
    }

    [Fact]
    public async Task A_bad_item_is_a_problem_that_names_item_field_value_and_range()
    {
        var (status, problem) = await PostAsync($"[{Good},{Bad}]");

        status.ShouldBe(HttpStatusCode.BadRequest);
        problem.GetProperty("status").GetInt32().ShouldBe(400);
        problem.GetProperty("detail").GetString().ShouldBe("item 2: position.lots is 0, allowed is above 0, at most 100000.");
        problem.GetProperty("errors").GetProperty("item 2")[0].GetString().ShouldBe("item 2: position.lots is 0, allowed is above 0, at most 100000.");
    }

    [Theory]
    [InlineData("", "the body is not JSON")]
    [InlineData("{\"symbol\":", "the body is not JSON at line 1, byte 11")]
    [InlineData("[]", "the list has 0 items")]
    [InlineData("7", "item 1: the item is 7, allowed is an object.")]
    public async Task What_is_no_question_is_told(string body, string says)
    {
        var (status, problem) = await PostAsync(body);

        status.ShouldBe(HttpStatusCode.BadRequest);
        problem.GetProperty("detail").GetString()!.ShouldStartWith(says);
    }

    [Fact]
    public async Task Many_faults_are_told_in_a_bounded_answer()
    {
        var (status, problem) = await PostAsync($"[{string.Join(',', Enumerable.Repeat("{}", 1_000))}]");

        status.ShouldBe(HttpStatusCode.BadRequest);
        problem.GetProperty("detail").GetString()!.ShouldEndWith("And 2900 more.");
    }

    [Fact]
    public async Task A_body_beyond_the_limit_is_refused()
    {
        // Asks before it sends: the refusal must not meet a body that is still on its way.
        var (status, problem) = await PostAsync(new string(' ', 2 * 1024 * 1024) + Good, header: ("Expect", "100-continue"));

        status.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        problem.GetProperty("detail").GetString().ShouldBe($"body is {(2 * 1024 * 1024) + Good.Length} bytes, allowed is up to 2097152.");
    }

    [Fact]
    public async Task It_must_be_sent_as_JSON_by_our_own_pages_or_programs()
    {
        (await PostAsync(Good, type: "text/plain")).Status.ShouldBe(HttpStatusCode.UnsupportedMediaType);
        (await PostAsync(Good, header: ("Origin", "http://evil.example"))).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await PostAsync(Good, header: ("Sec-Fetch-Site", "cross-site"))).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await PostAsync(Good, header: ("Host", "evil.example"))).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task The_description_of_the_surface_tells_the_form_of_question_and_answer()
    {
        var document = await running.Host.GetAsync("/openapi/v1.json");

        var post = document.GetProperty("paths").GetProperty("/api/v1/evaluate").GetProperty("post");
        post.GetProperty("description").GetString().ShouldNotBeNullOrEmpty();
        post.GetProperty("requestBody").GetProperty("content").TryGetProperty("application/json", out _).ShouldBeTrue();
        var schemas = document.GetProperty("components").GetProperty("schemas");
        schemas.GetProperty("EvaluateItem").GetProperty("properties").EnumerateObject().Select(field => field.Name).ShouldBe(["symbol", "position", "quote", "settings", "progress", "before", "balance"]);
        schemas.GetProperty("Evaluation").GetProperty("properties").EnumerateObject().Select(field => field.Name)
            .ShouldBe(["line", "action", "stop", "rule", "reason", "profitAtStop", "wanted", "lots", "rules"]);
    }

    private async Task<(HttpStatusCode Status, JsonElement Answer)> PostAsync(string body, string type = "application/json", (string Name, string Value)? header = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/api/v1/evaluate", UriKind.Relative)) { Content = new StringContent(body, Encoding.UTF8, type) };
        if (header is ("Host", var host)) request.Headers.Host = host;
        else if (header is { } given) request.Headers.Add(given.Name, given.Value);
        using var answer = await running.Host.Http.SendAsync(request, TestContext.Current.CancellationToken);
        using var document = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return (answer.StatusCode, document.RootElement.Clone());
    }
}

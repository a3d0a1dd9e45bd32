using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using WebTrader.Host.Api.Repeats;
using WebTrader.Persistence.Control;

namespace WebTrader.Host.Tests.Api;

/// <summary>A request with a key, through restarts, refusals and unknown ends.</summary>
public sealed class RepeatBookTests : IDisposable
{
    private static readonly GivenAnswer Unknown = new(202, "application/json", "{}");
    private static readonly GivenAnswer Away = new(503, "application/problem+json", "{}");
    private static readonly GivenAnswer Done = new(201, "application/json", "{ \"ticket\": \"1\" }");

    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    /// <summary>As after a restart: nothing is known but what is on disk.</summary>
    private RepeatBook Book() => new(new RequestKeys(ControlStore.OfSqlite(folder.Of("keys.db"), TimeSpan.FromSeconds(5), TimeProvider.System)), TimeProvider.System, NullLogger<RepeatBook>.Instance);

    private static async Task<(RepeatOutcome Outcome, DateTimeOffset? TriedSince)> AskAsync(RepeatBook book, GivenAnswer gives, bool isAmbiguous = false, RepeatRule rule = RepeatRule.LooksFirst)
    {
        DateTimeOffset? since = DateTimeOffset.MaxValue;
        var outcome = await book.RunAsync(new IdempotencyRow { Caller = "anna", Key = "k", Route = "/orders", Fingerprint = "f", At = DateTimeOffset.UtcNow }, rule, triedSince =>
        {
            since = triedSince;
            return Task.FromResult((gives, isAmbiguous));
        });
        return (outcome, since);
    }

    [Fact]
    public async Task An_order_of_unknown_outcome_is_remembered_through_a_repetition_that_could_not_begin()
    {
        (await AskAsync(Book(), Unknown, isAmbiguous: true)).TriedSince.ShouldBeNull("it is new");
        (await AskAsync(Book(), Away)).TriedSince.ShouldNotBeNull("it may have been carried out");
        (await AskAsync(Book(), Done)).TriedSince.ShouldNotBeNull("and still may, although the repetition between did nothing");
        var again = await AskAsync(Book(), Unknown);
        again.Outcome.IsRepeated.ShouldBeTrue();
        again.Outcome.Answer!.Body.ShouldBe(Done.Body);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(409)]
    [InlineData(503)]
    public async Task What_changed_nothing_does_not_use_up_its_key(int status)
    {
        (await AskAsync(Book(), Away with { Status = status })).TriedSince.ShouldBeNull();
        (await AskAsync(Book(), Done)).TriedSince.ShouldBeNull("it is as new");
    }

    [Theory]
    [InlineData(nameof(RepeatRule.Protects))]
    [InlineData(nameof(RepeatRule.Once))]
    public async Task A_close_of_unknown_outcome_is_not_carried_out_again(string how)
    {
        var rule = Enum.Parse<RepeatRule>(how);
        await AskAsync(Book(), Unknown, isAmbiguous: true, rule);
        var (outcome, since) = await AskAsync(Book(), Done, rule: rule);
        since.ShouldBe(DateTimeOffset.MaxValue, "nobody was asked");
        outcome.Answer!.Status.ShouldBe(202);
    }

    [Fact]
    public async Task A_request_that_breaks_off_counts_as_one_of_unknown_outcome()
    {
        var row = new IdempotencyRow { Caller = "anna", Key = "k", Route = "/orders", Fingerprint = "f", At = DateTimeOffset.UtcNow };
        await Should.ThrowAsync<InvalidOperationException>(() => Book().RunAsync(row, RepeatRule.LooksFirst, _ => throw new InvalidOperationException("broken")));
        (await AskAsync(Book(), Done)).TriedSince.ShouldNotBeNull();
    }

    [Theory]
    [InlineData(nameof(RepeatRule.Once))]
    [InlineData(nameof(RepeatRule.LooksFirst))]
    public async Task While_the_keys_cannot_be_read_a_request_with_one_is_refused_and_carried_out_when_they_can(string how)
    {
        var rule = Enum.Parse<RepeatRule>(how);
        Directory.CreateDirectory(folder.Of("keys.db"));
        var (outcome, since) = await AskAsync(Book(), Done, rule: rule);
        (outcome.Answer, outcome.RefusalStatus).ShouldBe((null, 503));
        outcome.Refusal.ShouldNotBeNull().ShouldStartWith("Whether there was a request with this key before cannot be looked up, and nothing was done");
        since.ShouldBe(DateTimeOffset.MaxValue, "nobody was asked");
        Directory.Delete(folder.Of("keys.db"));
        (await AskAsync(Book(), Done, rule: rule)).Outcome.Answer.ShouldBe(Done);
    }

    [Fact]
    public async Task What_lessens_a_risk_is_carried_out_although_the_keys_cannot_be_read()
    {
        Directory.CreateDirectory(folder.Of("keys.db"));
        var book = Book();
        (await AskAsync(book, Done, rule: RepeatRule.Protects)).Outcome.Answer.ShouldBe(Done);
        (await AskAsync(book, Unknown, rule: RepeatRule.Protects)).Outcome.IsRepeated.ShouldBeTrue("this run remembers it");
    }

    [Fact]
    public async Task A_repeated_answer_has_the_entity_tag_of_the_first_also_after_a_restart()
    {
        var given = Done with { Tag = "\"7\"" };
        var book = Book();
        await AskAsync(book, given);
        (await AskAsync(book, Unknown)).Outcome.Answer!.Tag.ShouldBe("\"7\"");
        (await AskAsync(Book(), Unknown)).Outcome.Answer!.Tag.ShouldBe("\"7\"");
    }
}

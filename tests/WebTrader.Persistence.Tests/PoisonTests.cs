using Shouldly;
using WebTrader.Core.Journal;
using WebTrader.Core.Ports;
using WebTrader.Core.Positions;
using Xunit;
using static WebTrader.TestKit.Journal.JournalSamples;

namespace WebTrader.Persistence.Tests;

/// <summary>An entry that can never be written.</summary>
public sealed class PoisonTests : IAsyncDisposable
{
    private readonly JournalFile file = new();

    public ValueTask DisposeAsync() => file.DisposeAsync();

    [Fact]
    public async Task An_entry_that_the_database_refuses_does_not_stop_the_others()
    {
        file.Settings = file.Settings with { BatchWait = TimeSpan.FromMilliseconds(300) };
        file.Start();
        file.Journal.Append(Closed(Trade(1)));
        file.Journal.Append(Closed(Trade(2) with { Symbol = null! }));
        file.Journal.Append(Closed(Trade(3)));
        await file.FlushAsync();
        (await file.TradesAsync(Demo)).Select(trade => trade.Position.Value).Order().ShouldBe([1, 3]);
        (await file.FactsAsync(Demo)).Count.ShouldBe(2);
        file.Journal.Skipped.ShouldBe(1);
        file.Journal.Health.State.ShouldBe(JournalState.Ok);
    }

    [Fact]
    public async Task An_entry_that_is_no_fact_of_the_product_does_not_stop_the_others()
    {
        file.Start();
        for (var number = 0; number < 20; number++)
        {
            file.Journal.Append(Alarm(number));
            file.Journal.Append(new NobodyKnows(Demo, Noon));
        }

        await file.FlushAsync();
        (await file.FactsAsync(Demo)).Count.ShouldBe(20);
        file.Journal.Skipped.ShouldBe(20);
    }

    [Fact]
    public async Task An_entry_that_breaks_whoever_looks_at_it_does_not_stop_the_others()
    {
        file.Start();
        file.Journal.Append(new Breaks(Demo, Noon));
        file.Journal.Append(Session(4));
        await file.FlushAsync();
        (await file.Journal.RecallAsync(Demo, JournalFile.Cancellation)).Value.LastEpoch.ShouldBe(4);
    }

    private sealed record NobodyKnows(AccountId Account, DateTimeOffset At) : JournalEntry(Account, At);

    private sealed record Breaks(AccountId Account, DateTimeOffset At) : JournalEntry(Account, At)
    {
        public override Ticket? Ticket => throw new InvalidOperationException("do not look");
    }
}

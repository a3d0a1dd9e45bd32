using Shouldly;
using WebTrader.Core.Journal;
using WebTrader.Core.Ports;
using WebTrader.Core.Positions;
using WebTrader.Persistence.Tests.Benches;
using Xunit;
using static WebTrader.TestKit.Journal.JournalSamples;

namespace WebTrader.Persistence.Tests.Contracts;

/// <summary>An entry that can never be written.</summary>
public abstract class PoisonContract(JournalBench bench) : IAsyncDisposable
{
    public async ValueTask DisposeAsync()
    {
        await bench.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task An_entry_that_the_database_refuses_does_not_stop_the_others()
    {
        bench.Settings = bench.Settings with { BatchWait = TimeSpan.FromMilliseconds(300) };
        bench.Start();
        bench.Journal.Append(Closed(Trade(1)));
        bench.Journal.Append(Closed(Trade(2) with { Symbol = null! }));
        bench.Journal.Append(Closed(Trade(3)));
        await bench.FlushAsync();
        (await bench.TradesAsync(Demo)).Select(trade => trade.Position.Value).Order().ShouldBe([1, 3]);
        (await bench.FactsAsync(Demo)).Count.ShouldBe(2);
        bench.Journal.Skipped.ShouldBe(1);
        bench.Journal.Health.State.ShouldBe(JournalState.Ok);
    }

    [Fact]
    public async Task An_entry_that_is_no_fact_of_the_product_does_not_stop_the_others()
    {
        bench.Start();
        for (var number = 0; number < 20; number++)
        {
            bench.Journal.Append(Alarm(number));
            bench.Journal.Append(new NobodyKnows(Demo, Noon));
        }

        await bench.FlushAsync();
        (await bench.FactsAsync(Demo)).Count.ShouldBe(20);
        bench.Journal.Skipped.ShouldBe(20);
    }

    [Fact]
    public async Task An_entry_that_breaks_whoever_looks_at_it_does_not_stop_the_others()
    {
        bench.Start();
        bench.Journal.Append(new Breaks(Demo, Noon));
        bench.Journal.Append(Session(4));
        await bench.FlushAsync();
        (await bench.Journal.RecallAsync(Demo, JournalBench.Cancellation)).Value.LastEpoch.ShouldBe(4);
    }

    private sealed record NobodyKnows(AccountId Account, DateTimeOffset At) : JournalEntry(Account, At);

    private sealed record Breaks(AccountId Account, DateTimeOffset At) : JournalEntry(Account, At)
    {
        public override Ticket? Ticket => throw new InvalidOperationException("do not look");
    }
}

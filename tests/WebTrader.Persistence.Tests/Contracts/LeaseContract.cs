using Shouldly;
using WebTrader.Core.Positions;
using WebTrader.Core.Safety;
using WebTrader.Persistence.Control;
using WebTrader.Persistence.Tests.Benches;
using Xunit;
using static WebTrader.TestKit.Journal.JournalSamples;

namespace WebTrader.Persistence.Tests.Contracts;

/// <summary>Of all hosts that share a database one at most is told that an account is its own.</summary>
public abstract class LeaseContract(JournalBench bench) : IAsyncDisposable
{
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(30);

    private readonly HandClock clock = new(Noon);

    public async ValueTask DisposeAsync()
    {
        await bench.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private EfLeaseStore Open() => new(bench.Settings.Database.OpenControl(TimeSpan.FromSeconds(10), TimeProvider.System), clock);

    private static async Task<LeaseAnswer> TakeAsync(EfLeaseStore store, string holder, AccountId? account = null) => (await store.AcquireAsync(account ?? Demo, holder, Life, JournalBench.Cancellation)).Value;

    [Fact]
    public async Task The_second_host_is_told_who_has_the_account_and_other_accounts_are_free()
    {
        var (here, there) = (Open(), Open());
        (await TakeAsync(here, "here")).ShouldBe(new LeaseAnswer(true, new Lease(Demo, "here", 1, Noon + Life)));
        clock.Pass(TimeSpan.FromSeconds(20));
        (await TakeAsync(there, "there")).ShouldBe(new LeaseAnswer(false, new Lease(Demo, "here", 1, Noon + Life)));
        (await TakeAsync(there, "there", Other)).IsMine.ShouldBeTrue();
    }

    [Fact]
    public async Task Whoever_begins_again_has_it_at_once_with_a_larger_epoch_and_what_was_there_before_is_fenced_off()
    {
        var store = Open();
        var before = (await TakeAsync(store, "here")).Lease;
        var after = await TakeAsync(store, "here");
        (after.IsMine, after.Lease.Epoch).ShouldBe((true, 2));
        (await store.RenewAsync(before, Life, JournalBench.Cancellation)).Value.IsMine.ShouldBeFalse("the life before");
        (await store.ReleaseAsync(before, JournalBench.Cancellation)).Value.ShouldBeFalse();
        (await TakeAsync(store, "there")).IsMine.ShouldBeFalse();
    }

    [Fact]
    public async Task A_lease_that_is_renewed_stays_and_one_that_is_not_goes_to_whoever_asks_next()
    {
        var (here, there) = (Open(), Open());
        var mine = (await TakeAsync(here, "here")).Lease;
        for (var minute = 0; minute < 3; minute++)
        {
            clock.Pass(TimeSpan.FromSeconds(29));
            (await here.RenewAsync(mine, Life, JournalBench.Cancellation)).Value.IsMine.ShouldBeTrue();
            (await TakeAsync(there, "there")).IsMine.ShouldBeFalse();
        }

        clock.Pass(Life);
        var taken = await TakeAsync(there, "there");
        (taken.IsMine, taken.Lease.Epoch).ShouldBe((true, 2));
        var late = (await here.RenewAsync(mine, Life, JournalBench.Cancellation)).Value;
        (late.IsMine, late.Lease.Holder).ShouldBe((false, "there"), "it was asleep for too long");
        (await here.ReleaseAsync(mine, JournalBench.Cancellation)).Value.ShouldBeFalse();
        (await TakeAsync(here, "here")).IsMine.ShouldBeFalse("what another one has is not given back for it");
    }

    [Fact]
    public async Task One_that_has_run_out_and_that_nobody_has_taken_is_still_renewed()
    {
        var store = Open();
        var mine = (await TakeAsync(store, "here")).Lease;
        clock.Pass(TimeSpan.FromHours(1));
        (await store.RenewAsync(mine, Life, JournalBench.Cancellation)).Value.ShouldBe(new LeaseAnswer(true, mine with { Until = Noon.AddHours(1) + Life }));
    }

    [Fact]
    public async Task What_was_given_back_is_free_at_once()
    {
        var store = Open();
        var mine = (await TakeAsync(store, "here")).Lease;
        (await store.ReleaseAsync(mine, JournalBench.Cancellation)).Value.ShouldBeTrue();
        (await store.ReleaseAsync(mine, JournalBench.Cancellation)).Value.ShouldBeFalse();
        (await TakeAsync(store, "there")).Lease.Epoch.ShouldBe(2);
    }

    [Fact]
    public async Task Of_many_that_ask_at_once_one_has_it()
    {
        await TakeAsync(Open(), "before", Other);
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(number => TakeAsync(Open(), $"host {number}")));
        answers.Count(answer => answer.IsMine).ShouldBe(1);
        answers.Select(answer => answer.Lease.Holder).Distinct().ShouldHaveSingleItem("all are told of the same one");

        clock.Pass(Life);
        (await Task.WhenAll(Enumerable.Range(0, 12).Select(number => TakeAsync(Open(), $"other {number}")))).Count(answer => answer.IsMine).ShouldBe(1);
    }

    private sealed class HandClock(DateTimeOffset from) : TimeProvider
    {
        private long ticks = from.UtcTicks;

        public void Pass(TimeSpan time) => Interlocked.Add(ref ticks, time.Ticks);

        public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref ticks), TimeSpan.Zero);
    }
}

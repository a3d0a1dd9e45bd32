using System.Collections.Concurrent;
using BenchmarkDotNet.Attributes;
using WebTrader.Core.Positions;
using WebTrader.Engine;
using WebTrader.Engine.Tickets;

namespace WebTrader.Benchmarks;

/// <summary>Taking a free ticket and giving it back, among so many that are open, against what one would use without ticket locks.</summary>
[MemoryDiagnoser]
public class UncontendedTicketLock
{
    private readonly TicketLocks locks = new(1, TimeProvider.System, new LockOptions());
    private readonly LockCaller caller = new(LockCallerKind.StopWriter);
    private readonly SemaphoreSlim bare = new(1, 1);
    private readonly ConcurrentDictionary<long, SemaphoreSlim> known = new();
    private readonly RefCountedSemaphores counted = new();
    private long number;

    [Params(1, 1_000, 100_000)]
    public int Tickets { get; set; }

    [GlobalSetup]
    public void Open()
    {
        for (var ticket = 0; ticket < Tickets; ticket++)
        {
            locks.Keep(new Ticket(ticket));
            known[ticket] = new SemaphoreSlim(1, 1);
            // Figures and timeline of a ticket come with its first holding.
            locks.TryAcquire(new LockRequest(new Ticket(ticket), caller, "warm up")).Held.Dispose();
        }
    }

    [Benchmark(Baseline = true)]
    public async Task BareSemaphore()
    {
        await bare.WaitAsync(CancellationToken.None);
        bare.Release();
    }

    [Benchmark]
    public async Task SemaphoreAfterALookUp()
    {
        var semaphore = known[Next()];
        await semaphore.WaitAsync(CancellationToken.None);
        semaphore.Release();
    }

    [Benchmark]
    public async Task RefCountedSemaphore()
    {
        var ticket = Next();
        await counted.WaitAsync(ticket);
        counted.Release(ticket);
    }

    [Benchmark]
    public async Task TicketLock()
    {
        var outcome = await locks.AcquireAsync(new LockRequest(new Ticket(Next()), caller, "a stop"), CancellationToken.None);
        outcome.Held.Dispose();
    }

    private long Next() => number = number + 1 < Tickets ? number + 1 : 0;
}

/// <summary>So many callers that all want the same ticket; time per holding.</summary>
[MemoryDiagnoser]
public class ContendedTicketLock
{
    private const int Rounds = 1_000;
    private readonly TicketLocks locks = new(1, TimeProvider.System, new LockOptions { WaitersAtMost = 1_000, Wait = TimeSpan.FromSeconds(60) });
    private readonly RefCountedSemaphores counted = new();

    [Params(2, 8, 64)]
    public int Callers { get; set; }

    [Benchmark(Baseline = true, OperationsPerInvoke = Rounds)]
    public Task RefCountedSemaphore() => Together(async _ =>
    {
        await counted.WaitAsync(7);
        counted.Release(7);
    });

    [Benchmark(OperationsPerInvoke = Rounds)]
    public Task TicketLock()
    {
        var callers = Enumerable.Range(0, Callers).Select(_ => new LockCaller(LockCallerKind.StopWriter)).ToArray();
        return Together(async caller =>
        {
            var outcome = await locks.AcquireAsync(new LockRequest(new Ticket(7), callers[caller], "a stop"), CancellationToken.None);
            outcome.Held.Dispose();
        });
    }

    private Task Together(Func<int, Task> once) => Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(async () =>
    {
        for (var round = caller; round < Rounds; round += Callers) await once(caller);
    })));
}

/// <summary>The usual way to have one semaphore for each key that leaves nothing behind.</summary>
internal sealed class RefCountedSemaphores
{
    private readonly ConcurrentDictionary<long, Counted> all = new();

    public Task WaitAsync(long key)
    {
        while (true)
        {
            var counted = all.GetOrAdd(key, static _ => new Counted());
            lock (counted)
            {
                if (counted.Users < 0) continue;
                counted.Users++;
            }

            return counted.Semaphore.WaitAsync(CancellationToken.None);
        }
    }

    public void Release(long key)
    {
        var counted = all[key];
        counted.Semaphore.Release();
        lock (counted)
        {
            if (--counted.Users > 0) return;
            counted.Users = -1;
            all.TryRemove(key, out _);
        }
    }

    private sealed class Counted
    {
        public SemaphoreSlim Semaphore { get; } = new(1, 1);
        public int Users { get; set; }
    }
}

namespace WebTrader.Brokers.Tests.MtApi5;

/// <summary>Something that a test has begun on the client's scheduler, and what has come of it so far.</summary>
internal sealed class Awaited<T>
{
    private T? result;

    public bool IsDone { get; private set; }

    public T Result => IsDone ? result! : throw new InvalidOperationException("It has not ended yet.");

    /// <summary>Begins it; call on the scheduler.</summary>
    public async Task RunAsync(Func<ValueTask<T>> begin)
    {
        result = await begin();
        IsDone = true;
    }
}

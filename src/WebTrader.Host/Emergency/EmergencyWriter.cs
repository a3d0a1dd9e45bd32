using Microsoft.Extensions.Logging;

namespace WebTrader.Host.Emergency;

/// <summary>
/// Brings the newest state of the emergency stops to the disk, on a thread of its own, again and again until it is there. Neither a disk that hangs nor one that is full keeps anybody from acting. Thread-safe.
/// </summary>
internal sealed class EmergencyWriter : IDisposable
{
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan EndsWithin = TimeSpan.FromSeconds(2);

    private readonly object turn = new();
    private readonly EmergencyFile file;
    private readonly TimeProvider clock;
    private readonly ILogger logger;
    private readonly Thread thread;
    private IReadOnlyList<HeldStop> wanted = [];
    private long wantedNumber;
    private long triedNumber;
    private long writtenNumber;
    private bool isEnding;

    public EmergencyWriter(EmergencyFile file, TimeProvider clock, ILogger logger)
    {
        this.file = file;
        this.clock = clock;
        this.logger = logger;
        thread = new Thread(Run) { IsBackground = true, Name = "emergency file" };
        thread.Start();
    }

    /// <summary>Told, on the writer's thread, when <see cref="Problem"/> has come, changed or gone.</summary>
    public event Action? Changed;

    /// <summary>Why the newest state is not on the disk; null when it is, or is about to be.</summary>
    public string? Problem { get; private set; }

    /// <summary>Takes a newer state, of which there is one at a time. The caller sees to the order.</summary>
    /// <returns>Its number.</returns>
    public long Take(IReadOnlyList<HeldStop> stops)
    {
        lock (turn)
        {
            wanted = stops;
            Monitor.PulseAll(turn);
            return ++wantedNumber;
        }
    }

    /// <summary>Waits until a state has been written, or could not be.</summary>
    /// <returns>Whether it is on the disk.</returns>
    public bool WaitFor(long number, TimeSpan atMost)
    {
        var began = clock.GetTimestamp();
        lock (turn)
        {
            while (triedNumber < number && atMost - clock.GetElapsedTime(began) is { Ticks: > 0 } left)
            {
                if (!Monitor.Wait(turn, left)) break;
            }

            return writtenNumber >= number;
        }
    }

    /// <summary>Ends after a last attempt at what is not written yet.</summary>
    public void Dispose()
    {
        lock (turn)
        {
            isEnding = true;
            Monitor.PulseAll(turn);
        }

        thread.Join(EndsWithin);
    }

    private void Run()
    {
        while (Next() is var (stops, number))
        {
            var problem = TryWrite(stops);
            bool isNews;
            lock (turn)
            {
                isNews = problem != Problem;
                Problem = problem;
                triedNumber = number;
                if (problem is null) writtenNumber = number;
                Monitor.PulseAll(turn);
            }

            if (isNews) Changed?.Invoke();
        }
    }

    /// <summary>What is to be written next; null at the end.</summary>
    private (IReadOnlyList<HeldStop> Stops, long Number)? Next()
    {
        lock (turn)
        {
            while (!isEnding && writtenNumber == wantedNumber) Monitor.Wait(turn);
            if (triedNumber == wantedNumber && !isEnding) Monitor.Wait(turn, Again);
            return isEnding && triedNumber == wantedNumber ? null : (wanted, wantedNumber);
        }
    }

    private string? TryWrite(IReadOnlyList<HeldStop> stops)
    {
        try
        {
            file.Write(stops);
            return null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            if (fault.Message != Problem) logger.LogError("The emergency stops cannot be written to {Path}, and hold all the same: {Reason}", file.Path, fault.Message);
            return fault.Message;
        }
    }
}

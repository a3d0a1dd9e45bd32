using System.Globalization;
using WebTrader.Engine.Tickets;

namespace WebTrader.Engine.Tests.Tickets.Schedules;

/// <summary>
/// Runs a few tasks, one at a time on threads of their own, and decides before each access to what they share who goes on: one schedule of all possible
/// ones. It goes through all of them, or through random ones by a seed.
/// </summary>
internal sealed class Explorer : IDisposable
{
    private readonly Runner[] runners;
    private readonly SemaphoreSlim arrived = new(0);

    public Explorer(int tasks) => runners = [.. Enumerable.Range(0, tasks).Select(_ => new Runner(arrived))];

    /// <summary>Every schedule of a program, as long as there are no more than allowed.</summary>
    /// <returns>How many schedules there were.</returns>
    public int All(Func<Program> begin, int atMost)
    {
        var path = new List<(int Chosen, int Of)>();
        for (var schedule = 1; ; schedule++)
        {
            var step = 0;
            Run(begin(), runnable =>
            {
                if (step == path.Count) path.Add((0, runnable));
                return path[step++].Chosen;
            }, () => string.Join(' ', path.Select(choice => choice.Chosen)));
            while (path.Count > 0 && path[^1].Chosen + 1 == path[^1].Of) path.RemoveAt(path.Count - 1);
            if (path.Count == 0) return schedule;
            if (schedule == atMost) throw new InvalidOperationException($"There are more than {atMost} schedules: make the program shorter.");
            path[^1] = (path[^1].Chosen + 1, path[^1].Of);
        }
    }

    /// <summary>So many random schedules.</summary>
    public void Some(Func<Program> begin, int schedules, int seed)
    {
        for (var schedule = 0; schedule < schedules; schedule++)
        {
            // With the seed of a schedule that failed, that schedule comes first.
            var own = unchecked(seed + schedule);
            var random = new Random(own);
            Run(begin(), random.Next, () => string.Create(CultureInfo.InvariantCulture, $"seed {own} (again first with WEBTRADER_SEED={own})"));
        }
    }

    public void Dispose()
    {
        foreach (var runner in runners) runner.Dispose();
        arrived.Dispose();
    }

    private void Run(Program program, Func<int, int> choose, Func<string> schedule)
    {
        for (var i = 0; i < runners.Length; i++) runners[i].Begin(program.Tasks[i]);
        try
        {
            while (true)
            {
                var ready = runners.Where(runner => runner.IsReady).ToList();
                if (ready.Count == 0) break;
                ready[choose(ready.Count)].GoOn();
                arrived.Wait();
            }

            if (runners.FirstOrDefault(runner => runner.Fault is not null) is { } failed) throw new ScheduleException(schedule(), failed.Fault!);
            if (runners.Any(runner => !runner.HasEnded)) throw new ScheduleException(schedule(), new InvalidOperationException("somebody waits for ever"));
            program.AtTheEnd();
        }
        catch (Exception fault) when (fault is not ScheduleException)
        {
            throw new ScheduleException(schedule(), fault);
        }
        finally
        {
            foreach (var runner in runners) runner.GiveUp();
        }
    }

    /// <summary>One task at a time on a thread that is used again.</summary>
    private sealed class Runner : IDisposable
    {
        private readonly SemaphoreSlim go = new(0);
        private readonly SemaphoreSlim arrived;
        private readonly Thread thread;
        private Action<Runner>? body;
        private Task? waitsFor;
        private bool isGivenUp;
        private bool isDisposed;

        public Runner(SemaphoreSlim arrived)
        {
            this.arrived = arrived;
            thread = new Thread(Work) { IsBackground = true };
            thread.Start();
        }

        public Exception? Fault { get; private set; }

        public bool HasEnded { get; private set; } = true;

        public bool IsReady => !HasEnded && waitsFor is not { IsCompleted: false };

        public void Begin(Action<Func<Task, bool>> task)
        {
            Fault = null;
            HasEnded = isGivenUp = false;
            waitsFor = null;
            body = runner => task(runner.Await);
        }

        public void GoOn() => go.Release();

        /// <summary>Lets what still waits end, so that the next schedule begins with nothing left over.</summary>
        public void GiveUp()
        {
            if (HasEnded) return;
            isGivenUp = true;
            go.Release();
            arrived.Wait();
        }

        public void Dispose()
        {
            isDisposed = true;
            go.Release();
            thread.Join();
            go.Dispose();
        }

        private void Work()
        {
            Interleaving.OnPoint = Pause;
            while (true)
            {
                go.Wait();
                if (isDisposed) return;
                try
                {
                    if (!isGivenUp) body!(this);
                }
                catch (GivenUpException)
                {
                    // The schedule is over.
                }
                catch (Exception fault)
                {
                    Fault = fault;
                }

                HasEnded = true;
                arrived.Release();
            }
        }

        private bool Await(Task task)
        {
            waitsFor = task;
            if (!task.IsCompleted) Pause();
            waitsFor = null;
            return task.IsCompletedSuccessfully;
        }

        private void Pause()
        {
            if (isGivenUp) throw new GivenUpException();
            arrived.Release();
            go.Wait();
            if (isGivenUp) throw new GivenUpException();
        }
    }

    private sealed class GivenUpException : Exception;
}

/// <param name="Tasks">Each is given a way to wait for a task without keeping its thread from the explorer; true when it ended well.</param>
/// <param name="AtTheEnd">What must hold when all have ended.</param>
internal sealed record Program(IReadOnlyList<Action<Func<Task, bool>>> Tasks, Action AtTheEnd);

/// <summary>A schedule in which something went wrong.</summary>
internal sealed class ScheduleException(string schedule, Exception fault) : Exception($"Schedule {schedule}: {fault.Message}", fault);

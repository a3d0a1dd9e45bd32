using WebTrader.Persistence.Control;

namespace WebTrader.Host.Jobs.Running;

/// <summary>What a job does. Its result is keyed by what it is for (an account and a day, say): run twice it is the same, killed in the middle and run again it is whole.</summary>
internal interface IJobWork
{
    /// <summary>One word, as in addresses.</summary>
    string Name { get; }

    /// <summary>What it is for, in a sentence.</summary>
    string About { get; }

    JobPlan Plan { get; }

    /// <summary>Runs alone: never twice at once in this process.</summary>
    /// <exception cref="Exception">It could not be done; the message says why, and the next run does it.</exception>
    Task<JobResult> RunAsync(JobOrder order, CancellationToken cancellation);
}

/// <param name="Cron">Minute, hour, day of the month, month, day of the week; null for never by itself.</param>
/// <param name="Zone">Whose clocks it goes by.</param>
internal sealed record JobPlan(string? Cron, TimeZoneInfo Zone);

/// <summary>What a run is told.</summary>
/// <param name="Now">When it began, UTC; what it makes depends on no other clock.</param>
/// <param name="Tell">Hears what it is about to do, before each step that leaves a trace on a disk. Should it throw, the run ends there.</param>
internal sealed record JobOrder(DateTimeOffset Now, Action<string> Tell);

/// <summary>What came of a run.</summary>
internal sealed record JobResult(JobOutcome Outcome, string Text)
{
    public static JobResult Done(string text) => new(JobOutcome.Done, text);

    public static JobResult Nothing(string text) => new(JobOutcome.Nothing, text);

    public static JobResult Failed(string text) => new(JobOutcome.Failed, text);
}

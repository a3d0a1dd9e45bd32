using Microsoft.Extensions.Logging;
using WebTrader.Persistence.Control;

namespace WebTrader.Host.Api.Repeats;

/// <summary>An answer as it was given.</summary>
internal sealed record GivenAnswer(int Status, string? ContentType, string Body)
{
    /// <summary>Where what was made is found; null where nothing was made.</summary>
    public string? Location { get; init; }

    /// <summary>The entity tag of what was changed; null where there is none.</summary>
    public string? Tag { get; init; }

    /// <summary>What repetitions get instead of the body, where that shows something once; null for the body.</summary>
    public string? ForLater { get; init; }

    /// <summary>Whether something has changed although the status does not say so.</summary>
    public bool HasChanged { get; init; }

    /// <summary>What a browser is to keep; empty for nothing. Never written down.</summary>
    public IReadOnlyList<string> Cookies { get; init; } = [];

    public GivenAnswer Later => this with { Body = ForLater ?? Body, ForLater = null };
}

/// <summary>What becomes of a request with a key: the answer of its first time, or why there is none.</summary>
/// <param name="IsRepeated">Whether it was answered before.</param>
internal sealed record RepeatOutcome(GivenAnswer? Answer, bool IsRepeated, string? Refusal = null, int RefusalStatus = 0);

/// <summary>
/// Carries a request out once, however often and from wherever it comes: those that come at the same time wait for the first, later ones get its answer from memory or from the
/// database. Where the database is away, what lessens a risk goes by memory alone. Thread-safe.
/// </summary>
internal sealed class RepeatBook(RequestKeys keys, TimeProvider clock, ILogger<RepeatBook> logger)
{
    private const int Kept = 10_000;
    private const string Problem = "application/problem+json";
    private const string Plain = "application/json; charset=utf-8";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan HurryWithin = TimeSpan.FromMilliseconds(500);

    /// <summary>How long an answer that holds a secret is given again.</summary>
    public static readonly TimeSpan SecretsKeptFor = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan PruneEvery = TimeSpan.FromHours(1);

    private readonly Lock gate = new();
    private DateTimeOffset prunedAt;
    private readonly Dictionary<(string Caller, string Key), Entry> entries = [];
    private readonly Queue<(string Caller, string Key)> oldest = new();

    /// <param name="act">Carries it out; given when it was first tried, where that came to no known end.</param>
    public async Task<RepeatOutcome> RunAsync(IdempotencyRow request, RepeatRule rule, Func<DateTimeOffset?, Task<(GivenAnswer Answer, bool IsAmbiguous)>> act)
    {
        var place = (request.Caller, request.Key);
        var mine = new Entry(request.Fingerprint);
        Entry entry;
        lock (gate)
        {
            if (!entries.TryGetValue(place, out entry!)) Add(place, entry = mine);
        }

        if (entry.Fingerprint != request.Fingerprint) return Other();
        if (entry != mine) return await WaitAsync(entry);
        var keeps = false;
        try
        {
            var outcome = await FirstAsync(request, rule, act);
            keeps = outcome.Answer is not null && !outcome.IsOpen;
            if (keeps && rule == RepeatRule.InMemory) _ = ForgetLaterAsync(place, mine);
            mine.Outcome.SetResult(outcome.Told with { Answer = outcome.Told.Answer?.Later });
            return outcome.Told;
        }
        catch (Exception fault)
        {
            mine.Outcome.SetResult(new RepeatOutcome(null, false, $"The first request with this key failed: {fault.Message}", 409));
            throw;
        }
        finally
        {
            if (!keeps) Remove(place, mine);
        }
    }

    private async Task<Ended> FirstAsync(IdempotencyRow request, RepeatRule rule, Func<DateTimeOffset?, Task<(GivenAnswer Answer, bool IsAmbiguous)>> act)
    {
        if (rule == RepeatRule.InMemory)
        {
            var (answer, isAmbiguous) = await act(null);
            return new Ended(new RepeatOutcome(answer, false), answer, isAmbiguous || ChangedNothing(answer));
        }

        IdempotencyRow? earlier = null;
        var isWritten = true;
        var beginning = keys.BeginAsync(request);
        try
        {
            earlier = await (rule == RepeatRule.Protects ? beginning.WaitAsync(HurryWithin, clock) : beginning);
        }
        catch (Exception away) when (away is not TimeoutException || rule != RepeatRule.Protects)
        {
            if (rule != RepeatRule.Protects) return Ended.Refused($"Whether there was a request with this key before cannot be looked up, and nothing was done. Ask again with the same key: {away.Message.TrimEnd('.')}", 503);
            isWritten = false;
            logger.LogWarning("The key of a request cannot be written down; it is carried out all the same: {Reason}", away.Message);
        }
        catch (TimeoutException)
        {
            // What lessens a risk does not wait for a database. It may yet be written down, and then so is its answer.
            logger.LogWarning("The key of a request was not written down within {Within} ms; it is carried out all the same", (long)HurryWithin.TotalMilliseconds);
        }

        if (earlier is not null && earlier.Fingerprint != request.Fingerprint) return new Ended(Other(), null, false);
        if (earlier is { State: IdempotencyState.Done, Status: { } status }) return Ended.Again(earlier, status);
        if (earlier is not null && rule != RepeatRule.LooksFirst)
        {
            if (earlier.Status is { } told) return Ended.Again(earlier, told);
            return Ended.Refused($"Whether the first request with this key, of {earlier.At.UtcDateTime.ToString(JsonText.TimeFormat, System.Globalization.CultureInfo.InvariantCulture)}, took effect is not known. Look at the position, and ask with another key", 409);
        }

        (GivenAnswer Answer, bool IsAmbiguous) given;
        try
        {
            given = await act(earlier?.At);
        }
        catch (Exception) when (isWritten)
        {
            await WriteAsync(rule, beginning, () => keys.EndAsync(request.Caller, request.Key, IdempotencyState.Ambiguous, null, null));
            throw;
        }

        var changedNothing = !given.IsAmbiguous && ChangedNothing(given.Answer);
        // What an earlier attempt may have done is not forgotten because this one did nothing.
        if (isWritten && !(changedNothing && earlier is not null))
        {
            // That something broke off is no answer to give again: it is not known what came of it.
            var brokeOff = given.IsAmbiguous && given.Answer.Status >= 500;
            await WriteAsync(rule, beginning, () => changedNothing ? keys.ForgetAsync(request.Caller, request.Key)
                : brokeOff ? keys.EndAsync(request.Caller, request.Key, IdempotencyState.Ambiguous, null, null)
                : keys.EndAsync(request.Caller, request.Key, given.IsAmbiguous ? IdempotencyState.Ambiguous : IdempotencyState.Done, given.Answer.Status, given.Answer.Later.Body, given.Answer.Location, given.Answer.Tag));
        }

        return new Ended(new RepeatOutcome(given.Answer, false), given.Answer, given.IsAmbiguous || changedNothing);
    }

    private static bool ChangedNothing(GivenAnswer answer) => !answer.HasChanged && answer.Status is >= 500 or 400 or 401 or 403 or 404 or 409 or 412 or 413 or 415 or 428 or 429;

    /// <summary>A secret does not stay in memory for longer than somebody may ask again.</summary>
    private async Task ForgetLaterAsync((string Caller, string Key) place, Entry entry)
    {
        await Task.Delay(SecretsKeptFor, clock);
        Remove(place, entry);
    }

    /// <summary>The answer is given whether or not it can be written down: without it the request counts, after a restart, as one whose effect is not known.</summary>
    /// <param name="beginning">Comes first, however slow it is.</param>
    private async Task WriteAsync(RepeatRule rule, Task beginning, Func<Task> write)
    {
        var writing = WrittenAsync(beginning, write);
        // An order waits for its database, before and after.
        if (rule == RepeatRule.LooksFirst) await writing;
        else if (await Task.WhenAny(writing, Task.Delay(HurryWithin, clock)) == writing) await writing;
    }

    private async Task WrittenAsync(Task beginning, Func<Task> write)
    {
        try
        {
            await beginning;
            await write();
            await PruneAsync();
        }
        catch (Exception away)
        {
            logger.LogWarning("The answer to a request with a key cannot be written down: {Reason}", away.Message);
        }
    }

    /// <summary>Once in a while forgets what nobody asks for any more.</summary>
    private async Task PruneAsync()
    {
        var now = clock.GetUtcNow();
        lock (gate)
        {
            if (now - prunedAt < PruneEvery) return;
            prunedAt = now;
        }

        await keys.PruneAsync(now - RequestKeys.KeptFor);
    }

    private async Task<RepeatOutcome> WaitAsync(Entry entry)
    {
        try
        {
            return await entry.Outcome.Task.WaitAsync(Patience, clock) with { IsRepeated = true };
        }
        catch (TimeoutException)
        {
            return new RepeatOutcome(null, false, $"The first request with this key is still under way after {Patience.TotalSeconds:0} s", 409);
        }
    }

    private static RepeatOutcome Other() => new(null, false, "Idempotency-Key was used for another request, allowed is a new key for every request", 422);

    private void Add((string Caller, string Key) place, Entry entry)
    {
        entries[place] = entry;
        oldest.Enqueue(place);
        while (oldest.Count > Kept)
        {
            var old = oldest.Dequeue();
            if (!entries.TryGetValue(old, out var first)) continue;
            // What is still under way is not forgotten.
            if (first.Outcome.Task.IsCompleted) entries.Remove(old);
            else oldest.Enqueue(old);
            break;
        }
    }

    private void Remove((string Caller, string Key) place, Entry entry)
    {
        lock (gate)
        {
            if (entries.GetValueOrDefault(place) == entry) entries.Remove(place);
        }
    }

    private sealed class Entry(string fingerprint)
    {
        public string Fingerprint { get; } = fingerprint;

        public TaskCompletionSource<RepeatOutcome> Outcome { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    /// <param name="IsOpen">Whether the next request with the key is carried out again.</param>
    private sealed record Ended(RepeatOutcome Told, GivenAnswer? Answer, bool IsOpen)
    {
        public static Ended Again(IdempotencyRow earlier, int status)
        {
            var answer = new GivenAnswer(status, status < 400 ? Plain : Problem, earlier.Body ?? "") { Location = earlier.Location, Tag = earlier.Tag };
            return new(new RepeatOutcome(answer, true), answer, false);
        }

        public static Ended Refused(string why, int status) => new(new RepeatOutcome(null, false, why, status), null, true);
    }
}

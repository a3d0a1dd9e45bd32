using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using WebTrader.Core.Positions;
using WebTrader.Core.Safety.Emergency;
using WebTrader.Engine.Emergency;
using WebTrader.Host.Data;

namespace WebTrader.Host.Emergency;

/// <summary>
/// The emergency stops that hold, of all accounts: from a file of the data folder and from memory alone, so that neither a database nor a session that hangs keeps one from being ordered. A stop
/// holds from the moment it is pressed and until a person releases it. Thread-safe.
/// </summary>
public sealed class EmergencyBook : IDisposable
{
    /// <summary>Who halts entries where nobody can tell which stops were in force.</summary>
    public const string Host = "the host";

    private const int ReleasedKept = 100;
    private const int KeysKept = 100;
    private static readonly TimeSpan WritingGets = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private readonly Dictionary<(string Stop, AccountId Account), EmergencyView> ended = [];
    private readonly TimeProvider clock;
    private readonly EmergencyWriter writer;
    private volatile IReadOnlyList<HeldStop> all;
    private long number;

    public EmergencyBook(DataFolder data, TimeProvider clock, ILogger<EmergencyBook> logger)
    {
        this.clock = clock;
        var file = new EmergencyFile(data.Path);
        (all, var problem) = file.Read();
        writer = new EmergencyWriter(file, clock, logger);
        writer.Changed += () => Changed?.Invoke();
        if (problem is null) return;
        logger.LogError("Entries of every account are halted, because nobody can tell which emergency stops were in force: {Problem}", problem);
        Press(EmergencyAction.HaltEntries, EmergencyScope.Everything, Host, $"Nobody can tell which emergency stops were in force: {problem}", null);
    }

    /// <summary>Told, on the thread that has brought it about, when a stop was pressed or released, or whether the file can be written has changed.</summary>
    public event Action? Changed;

    /// <summary>In force and released ones, the oldest first.</summary>
    public IReadOnlyList<HeldStop> All => all;

    /// <summary>Why the stops are not on the disk; null when they are.</summary>
    public string? FileProblem => writer.Problem;

    /// <summary>Those of an account that its session knows from an earlier run: it begins with them.</summary>
    public IReadOnlyList<EmergencyStop> KnownTo(AccountId account) =>
        [.. all.Where(held => held.IsInForce && held.Stop.Scope.Concerns(account) && held.PartOf(account).IsTold).Select(held => held.StopOf(account))];

    public HeldStop? Find(string id) => all.FirstOrDefault(held => held.Stop.Id == id);

    /// <summary>What a request with this key has ordered before, or what does the same and is in force; null for neither.</summary>
    public HeldStop? FindSame(EmergencyAction action, EmergencyScope scope, string? key) =>
        (key is null ? null : all.FirstOrDefault(held => held.Keys.Contains(key))) ?? all.FirstOrDefault(held => held.IsInForce && held.Stop.Action == action && held.Stop.Scope == scope);

    /// <summary>A stop holds from now on: written down first where that can be done, and handed to every session that it concerns. The same one again changes nothing.</summary>
    /// <param name="by">Who presses, or what.</param>
    /// <param name="key">Of the request, with its caller; null for none.</param>
    /// <param name="waits">Whether the caller can wait for the disk; for a second at most.</param>
    /// <returns>The stop, and whether this has brought it about.</returns>
    public (HeldStop Held, bool IsNew) Press(EmergencyAction action, EmergencyScope scope, string by, string why, string? key, bool waits = true)
    {
        HeldStop held;
        bool isNew;
        lock (gate)
        {
            var same = FindSame(action, scope, key);
            isNew = same is null;
            held = same ?? HeldStop.Of(new EmergencyStop(NewId(), action, scope, by, why, clock.GetUtcNow()), key);
            if (isNew) Save([.. all, held]);
            else if (key is not null && !held.Keys.Contains(key)) held = Replace(held, held with { Keys = [.. held.Keys.TakeLast(KeysKept - 1), key] });
        }

        if (waits) WaitForFile();
        if (isNew) Changed?.Invoke();
        return (held, isNew);
    }

    /// <summary>A stop holds no more. One that is released already stays as it is.</summary>
    /// <returns>The stop; null when there is none of this id.</returns>
    public HeldStop? Release(string id, string by, string why)
    {
        HeldStop held;
        lock (gate)
        {
            if (Find(id) is not { } found) return null;
            if (!found.IsInForce) return found;
            held = Replace(found, found with { Release = new EmergencyRelease(clock.GetUtcNow(), by, why) });
        }

        WaitForFile();
        Changed?.Invoke();
        return held;
    }

    /// <summary>How far an account is with a stop changes by this; nothing where the stop is not known any more. Does not wait for the disk.</summary>
    public void Note(string id, AccountId account, Func<AccountPart, AccountPart> change)
    {
        lock (gate)
        {
            if (Find(id) is not { } held) return;
            var part = change(held.PartOf(account));
            if (part != held.PartOf(account)) Replace(held, held with { Parts = held.Parts.SetItem(account.Value, part) });
        }
    }

    /// <summary>How far an account was when the stop was released.</summary>
    internal void Keep(EmergencyView view)
    {
        lock (gate) ended[(view.Stop.Id, view.Account)] = view;
    }

    /// <summary>How far an account was when the stop was released, in this run; null otherwise.</summary>
    internal EmergencyView? EndOf(string id, AccountId account)
    {
        lock (gate) return ended.GetValueOrDefault((id, account));
    }

    public void Dispose() => writer.Dispose();

    private HeldStop Replace(HeldStop before, HeldStop after)
    {
        Save([.. all.Select(held => ReferenceEquals(held, before) ? after : held)]);
        return after;
    }

    /// <summary>Under the lock.</summary>
    private void Save(IReadOnlyList<HeldStop> stops)
    {
        var forgotten = stops.Where(held => !held.IsInForce).OrderByDescending(held => held.Release!.At).Skip(ReleasedKept).ToList();
        foreach (var (stop, account) in ended.Keys.Where(kept => forgotten.Exists(held => held.Stop.Id == kept.Stop)).ToList()) ended.Remove((stop, account));
        all = [.. stops.Where(held => !forgotten.Contains(held))];
        number = writer.Take(all);
    }

    /// <summary>The file comes first; one that does not come in time keeps nobody from acting.</summary>
    private void WaitForFile()
    {
        long mine;
        lock (gate) mine = number;
        writer.WaitFor(mine, WritingGets);
    }

    /// <summary>By the clock, so that people can tell two apart, and with something by chance, so that no two are alike.</summary>
    private string NewId() => string.Create(CultureInfo.InvariantCulture, $"{clock.GetUtcNow():yyyyMMdd-HHmmss}-{RandomNumberGenerator.GetHexString(6, lowercase: true)}");
}

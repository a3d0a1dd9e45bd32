using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using WebTrader.Core.Journal;
using WebTrader.Engine;
using WebTrader.Host.Data;
using WebTrader.Host.Sessions;
using WebTrader.Persistence;
using WebTrader.Persistence.Settings;

namespace WebTrader.Host.Settings.Versions;

/// <summary>
/// The settings that are changed while the host runs: which version holds, and how another comes to hold. A change is checked, kept in the database, kept in the file, taken by each session in
/// one step, and journalled, in this order; where the database cannot keep it, nothing changes. One change at a time. Thread-safe.
/// </summary>
public sealed partial class SettingsKeeper : IHostedService, IDisposable
{
    private static readonly TimeSpan JournalWithin = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim gate = new(1, 1);
    private readonly HostSettings files;
    private readonly SettingsDocument seed;
    private readonly string seedText;
    private readonly string seedHash;
    private readonly SettingsFile file;
    private readonly ISettingsStore store;
    private readonly AccountSessions sessions;
    private readonly EfJournal journal;
    private readonly TimeProvider clock;
    private readonly ILogger logger;
    private volatile SettingsInForce? inForce;
    private volatile string problem = "they have not been read yet";

    /// <summary>The largest number that the database is known to hold.</summary>
    private long newestStored;

    internal SettingsKeeper(HostSettings files, DataFolder data, SettingsStart start, ISettingsStore store, AccountSessions sessions, EfJournal journal, TimeProvider clock, ILogger<SettingsKeeper> logger)
    {
        this.files = files;
        this.start = start;
        this.store = store;
        this.sessions = sessions;
        this.journal = journal;
        this.clock = clock;
        this.logger = logger;
        file = new SettingsFile(data.Path);
        seed = SettingsDocument.Of(files);
        seedText = DocumentWriter.Write(seed);
        seedHash = SettingsVersion.HashOf(seedText);
    }

    /// <summary>What holds; null while nobody knows, and every account is only observed.</summary>
    public SettingsInForce? Now => inForce;

    /// <summary>Why nobody knows what holds, and what helps. Says nothing while it is known.</summary>
    public string Problem => problem;

    /// <summary>What the settings files and the environment said at the start: version 0.</summary>
    public string FilesText => seedText;

    /// <summary>Whether the settings files have changed since they were last taken over.</summary>
    public bool FilesHaveChanged => inForce is { } now && now.Version.Seed != seedHash;

    /// <summary>Checks what somebody wants to hold from now on; changes nothing.</summary>
    /// <param name="text">A whole document.</param>
    /// <exception cref="SettingsException">It does not fit; the message lists everything that does not.</exception>
    public SettingsDraft Draft(string text)
    {
        var before = inForce;
        return Draft(DocumentReader.ReadWanted(text, files, before?.Document), before);
    }

    /// <summary>Checks whether an earlier version could hold again; changes nothing. Accounts that it did not know keep what holds for them.</summary>
    /// <param name="version">0 for what the settings files say.</param>
    /// <returns>Null where there is no such version.</returns>
    /// <exception cref="SettingsException">It does not fit any more, or is damaged.</exception>
    /// <exception cref="SettingsStoreException">The database cannot be read.</exception>
    public async Task<SettingsDraft?> DraftOfAsync(long version, CancellationToken cancellation)
    {
        var before = inForce;
        if (await TextOfAsync(version, cancellation) is not { } text) return null;
        var document = DocumentReader.ReadStored(text, files).WithMissingOf(before?.Document ?? seed);
        var known = document.Accounts.Where(account => seed.Find(account.Id) is not null || before?.Document.Find(account.Id) is not null);
        return Draft(document with { Accounts = [.. known] }, before) with { Seed = version == 0 ? seedHash : null };
    }

    /// <summary>The document of a version; null where there is none.</summary>
    /// <param name="version">0 for what the settings files say.</param>
    /// <exception cref="SettingsException">It is damaged.</exception>
    /// <exception cref="SettingsStoreException">The database cannot be read.</exception>
    public async Task<string?> TextOfAsync(long version, CancellationToken cancellation)
    {
        if (version == 0) return seedText;
        if (await FindAsync(version, cancellation) is not { } stored) return null;
        return stored.IsWhole ? stored.Document : throw new SettingsException([$"Version {version} is damaged in the database: its hash is another, allowed is a version that is whole"]);
    }

    /// <summary>A version in full, whole or not; null where there is none.</summary>
    /// <exception cref="SettingsStoreException">The database cannot be read.</exception>
    public async Task<SettingsVersion?> FindAsync(long version, CancellationToken cancellation) =>
        inForce is { } now && now.Version.Version == version ? now.Version : await store.FindAsync(version, cancellation);

    /// <summary>Has a draft hold from now on. Not canceled half-way. A draft that changes nothing makes no version.</summary>
    /// <exception cref="SettingsStaleException">Another version holds than the one that the draft was made from.</exception>
    /// <exception cref="SettingsStoreException">The database cannot keep it; nothing has changed.</exception>
    public async Task<SettingsApplied> CommitAsync(SettingsDraft draft, string by, string why)
    {
        await gate.WaitAsync();
        try
        {
            var now = inForce;
            if (draft.From != (now?.Version.Version ?? 0)) throw new SettingsStaleException(now?.Version.Version ?? 0);
            if (now is not null && draft.Changes.Count == 0 && (draft.Seed ?? now.Version.Seed) == now.Version.Seed) return new SettingsApplied(now, [], []);
            return await KeepAsync(draft, by, why);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Changes what holds, whatever holds at that moment.</summary>
    /// <param name="change">Pure.</param>
    /// <param name="isFrom">Whether it may be made from this version; null for any.</param>
    /// <exception cref="SettingsStaleException">It may not.</exception>
    /// <exception cref="SettingsUnreadableException">Nobody knows what holds.</exception>
    /// <exception cref="SettingsException">What comes of it does not fit.</exception>
    /// <exception cref="SettingsStoreException">The database cannot keep it; nothing has changed.</exception>
    public async Task<SettingsApplied> ChangeAsync(Func<SettingsDocument, SettingsDocument> change, string by, string why, Func<long, bool>? isFrom = null)
    {
        await gate.WaitAsync();
        try
        {
            var now = inForce ?? throw new SettingsUnreadableException(problem);
            if (isFrom?.Invoke(now.Version.Version) == false) throw new SettingsStaleException(now.Version.Version);
            var draft = Draft(change(now.Document), now);
            return draft.Changes.Count == 0 ? new SettingsApplied(now, [], []) : await KeepAsync(draft, by, why);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>The engine's settings of an account under a draft.</summary>
    public EngineOptions EngineOf(SettingsDraft draft, AccountSettings account) => draft.EngineOf(files, account);

    /// <summary>Every version, newest first.</summary>
    /// <exception cref="SettingsStoreException">The database cannot be read.</exception>
    public Task<Page<SettingsVersion>> HistoryAsync(PageRequest page, CancellationToken cancellation) => store.HistoryAsync(page, cancellation);

    private SettingsDraft Draft(SettingsDocument wanted, SettingsInForce? before)
    {
        // Read again from its text: what holds is exactly what is kept.
        var text = DocumentWriter.Write(wanted);
        var document = DocumentReader.ReadWanted(text, files, before?.Document ?? wanted);
        var unarmed = document.Over(files).Accounts.Where(account => account.MissingMoney.Count > 0 && sessions.Find(account.Id.Value) is { IsArmed: true })
            .SelectMany(account => account.MissingMoney.Select(name => $"Accounts:{account.Id}:Stops:{name} is null, allowed is an amount while the account is armed: real money has no defaults")).ToList();
        if (unarmed.Count > 0) throw new SettingsException(unarmed);
        return new SettingsDraft(before?.Version.Version ?? 0, document, text, DocumentDiff.Between(before?.Version.Document ?? "{}", text));
    }

    /// <summary>Within the gate.</summary>
    private async Task<SettingsApplied> KeepAsync(SettingsDraft draft, string by, string why)
    {
        var version = new SettingsVersion
        {
            Version = Math.Max(inForce?.Version.Version ?? 0, newestStored) + 1,
            At = clock.GetUtcNow(),
            By = by,
            Why = why,
            Document = draft.Text,
            Seed = draft.Seed ?? inForce?.Version.Seed ?? seedHash,
        }.Sealed();
        try
        {
            // The one before may be in the file alone, where the database was not there yet.
            if (inForce is { } before && newestStored < before.Version.Version) await store.AddAsync(before.Version);
            await store.AddAsync(version);
        }
        catch (SettingsConflictException newer)
        {
            newestStored = newer.Newest;
            throw new SettingsStaleException(newer.Newest);
        }

        newestStored = version.Version;
        var now = new SettingsInForce(version, draft.Document);
        var late = await HoldAsync(now, draft.Changes);
        if (!await journal.FlushAsync(JournalWithin)) logger.LogWarning("Version {Version} of the settings holds, and the journal has not written it down yet. {Reason}", version.Version, journal.Health.Reason);
        return new SettingsApplied(now, draft.Changes, late);
    }

    /// <summary>Writes the file, and has every session take a version that the database holds, or will. Within the gate.</summary>
    private async Task<IReadOnlyList<SettingsLate>> HoldAsync(SettingsInForce now, IReadOnlyList<SettingChange> changes)
    {
        var change = new SettingsChange(inForce?.Version.Version ?? 0, now.Version.Version, changes, now.Version.By, now.Version.Why);
        WriteFile(now.Version);
        inForce = now;
        problem = "";
        var late = await TellAsync(change);
        isTold = true;
        logger.LogInformation("Version {Version} of the settings holds, by {By}: {Why}", now.Version.Version, now.Version.By, now.Version.Why);
        return late;
    }

    /// <summary>What holds, or that nobody knows it, to every account that it concerns.</summary>
    private async Task<IReadOnlyList<SettingsLate>> TellAsync(SettingsChange? change)
    {
        var over = inForce?.Document.Over(files) ?? files;
        var late = await Task.WhenAll(over.Accounts.Select(async account =>
        {
            var runner = sessions.Find(account.Id.Value)!;
            var its = change?.For(account.Id).Count > 0 ? change : null;
            var reason = await runner.TakeAsync(new AccountInForce(account, over.EngineOf(account), inForce is null ? problem : null, copyWarning), its);
            return its is null || reason is null ? null : new SettingsLate(account.Id, reason);
        }));
        return [.. late.OfType<SettingsLate>()];
    }
}
